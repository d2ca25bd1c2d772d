import { createScanner } from '../../src/core/secrets/scanner.ts';
import { temporaryFolder } from '../support/host/folders.ts';
import type { Measurement } from './measurement.ts';
import { benchThroughput } from './secrets/throughput.ts';
import { benchKeystrokes, benchMinified } from './secrets/typing.ts';
import { benchAttacks } from './secrets/underAttack.ts';
import { benchWholeTree } from './secrets/wholeTree.ts';
import { writeSecretTree } from './secrets/writeSecretTree.ts';

const files = 20_000;
const bytes = 145_000_000;

/** The scan of a large tree beside its peers, then one thread, typing, a minified file and attacks on each rule. */
export async function benchSecrets(): Promise<Measurement[]> {
  const root = temporaryFolder('bench-secrets');
  const tree = writeSecretTree(root, files, bytes);
  const whole = await benchWholeTree(root, tree, temporaryFolder('bench-reports'));
  const scanner = createScanner();
  return [
    ...whole,
    ...benchThroughput(scanner, root),
    ...benchKeystrokes(scanner),
    ...benchMinified(scanner),
    ...benchAttacks(),
  ];
}

import { dirname, basename, resolve } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { checkGuideFile } from '../../core/guide/file/checkGuideFile.ts';
import { loadGuide } from '../../core/guide/file/loadGuide.ts';
import { decodeText } from '../../core/project/decodeText.ts';
import { NodeWorkspace } from '../../node/nodeWorkspace.ts';
import type { Cli } from '../cli.ts';
import type { Call } from '../command.ts';
import { guideFinding, type Finding } from '../findings/finding.ts';
import { printFindings } from '../findings/printFindings.ts';
import { pathKind } from '../pathKind.ts';

const readLimit = 1024 * 1024;

/** `guide check FILE`: what is wrong with a guide file. */
export async function guideCheck({ options, paths }: Call, cli: Cli): Promise<number> {
  const start = cli.clock.now();
  const [file] = paths;
  if ((await pathKind(file, cli)) === 'folder')
    throw new UserError(`"${file}" is a folder.`, 'Give a guide file.');
  const findings = await checkGuide(file, cli);
  return printFindings(
    { findings, filesScanned: 1, elapsedMs: cli.clock.now() - start },
    options['format'],
    cli,
  );
}

/** The findings of one guide file, named as it was given. */
export async function checkGuide(file: string, cli: Cli): Promise<Finding[]> {
  const path = resolve(cli.cwd, file);
  const builtIn = await loadGuide(cli.resources);
  const { bytes } = await new NodeWorkspace(dirname(path)).read(basename(path), readLimit);
  const shownAs = file.replaceAll('\\', '/');
  const { text } = decodeText(bytes);
  return checkGuideFile(shownAs, text, builtIn, await secretRules(text)).map(guideFinding);
}

/** Ids of the built-in rules for secrets, which take some time to load, where the file may name any. */
async function secretRules(text: string): Promise<readonly string[] | undefined> {
  if (!text.includes('secrets')) return undefined;
  return (await import('../../core/secrets/policy/ruleIds.ts')).builtInRuleIds();
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { secretRules } from '../../../src/core/secrets/rules/registry.ts';
import { secretSample } from '../../support/secretSample.ts';
import { Random } from '../tree/random.ts';
import { textKinds, type TextKind } from './textKinds.ts';

const seed = 20_261_124;
/** The written blocks that files are put together from: enough that no file repeats itself. */
const blocksPerKind = 600;
const filesPerFolder = 14;
/** One file of so many has a key in it. */
const plantEvery = 100;

export interface SecretTree {
  readonly files: number;
  readonly bytes: number;
  /** Where keys were planted, relative to the root, and what ours calls them. */
  readonly planted: readonly { readonly file: string; readonly rule: string }[];
}

/**
 * Writes a tree of text like that of a large repository, the same on every run: `files` files of `bytes` in all, most
 * of them small, some large, and in one of a hundred a key that is made up here and now.
 */
export function writeSecretTree(root: string, files: number, bytes: number): SecretTree {
  const random = new Random(seed);
  const blocks = new Map(textKinds.map((kind) => [kind, writeBlocks(random, kind)]));
  const sizes = fileSizes(random, files, bytes);
  const keys = plantableKeys();
  const planted: { file: string; rule: string }[] = [];
  const folders = new Set<string>();
  let written = 0;
  sizes.forEach((size, number) => {
    const kind = pickKind(random);
    const path = `${['services', 'packages', 'tools'][number % 3] ?? ''}/part${Math.floor(number / 400)}/area${Math.floor(number / filesPerFolder)}/file${number}.${kind.extension}`;
    let text = fileText(random, blocks.get(kind) ?? [], size);
    const key = number % plantEvery === 0 ? keys[(number / plantEvery) % keys.length] : undefined;
    if (key) {
      text += `\n${secretSample(key.template, number)}\n`;
      planted.push({ file: path, rule: key.rule });
    }
    const target = join(root, path);
    if (!folders.has(dirname(target))) mkdirSync(dirname(target), { recursive: true });
    folders.add(dirname(target));
    writeFileSync(target, text);
    written += Buffer.byteLength(text);
  });
  return { files, bytes: written, planted };
}

function writeBlocks(random: Random, kind: TextKind): string[] {
  return Array.from({ length: blocksPerKind }, () => kind.block(random));
}

/** Blocks in any order, each with a line of its own, so that no two files are the same. */
function fileText(random: Random, blocks: readonly string[], size: number): string {
  const parts: string[] = [];
  for (let length = 0; length < size; length += parts.at(-1)?.length ?? size)
    parts.push(blocks[random.between(0, blocks.length - 1)] ?? '');
  return parts.join('');
}

/** Half of the files under two kilobytes, a few over a hundred: as in real repositories (log-normal). */
function fileSizes(random: Random, files: number, bytes: number): number[] {
  const raw = Array.from({ length: files }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    return Math.min(400_000, 2_000 * Math.exp(1.55 * normal));
  });
  const scale = bytes / raw.reduce((sum, size) => sum + size, 0);
  return raw.map((size) => size * scale);
}

function pickKind(random: Random): TextKind {
  let share = random.next();
  const kind = textKinds.find((each) => (share -= each.share) < 0) ?? textKinds[0];
  if (!kind) throw new Error('There are no kinds of text.');
  return kind;
}

/** Values that prove themselves, of which every scanner should know most. */
function plantableKeys(): { rule: string; template: string }[] {
  const providers = [
    'openai',
    'anthropic',
    'huggingface',
    'aws',
    'google',
    'github',
    'gitlab',
    'slack',
    'stripe',
    'npm',
  ];
  const keys = secretRules
    .filter(
      (rule) => rule.kind === 'token' && rule.confidence === 'high' && providers.includes(rule.provider),
    )
    .map(({ id, hit }) => ({ rule: id, template: hit[0] ?? '' }));
  if (keys.length < providers.length) throw new Error('The rules whose keys the bench plants are not there.');
  return keys;
}

import { suggestion } from '../../guide/file/suggestion.ts';
import type { CheckDiagnostic, Span } from '../check.ts';
import { fixOf } from '../cloudRun/serviceSettings.ts';
import type { HclBlock } from './readHcl.ts';
import { resourceArguments } from './resourceArguments.ts';

/** What every resource takes. */
const everywhere = new Set(['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'timeouts', 'provisioner', 'connection']); // prettier-ignore

/** The names in a body, with those in its blocks. */
interface ArgumentTree {
  readonly children: ReadonlyMap<string, ArgumentTree>;
}

/** Arguments and blocks that resources do not have. */
export function checkArguments(resources: readonly HclBlock[]): CheckDiagnostic[] {
  const trees = new Map<string, ArgumentTree | undefined>();
  return resources.flatMap((resource) => {
    const [type = ''] = resource.labels;
    if (!trees.has(type)) trees.set(type, treeOf(type));
    const tree = trees.get(type);
    return tree ? checkBody(resource, tree, type, true) : [];
  });
}

function checkBody(block: HclBlock, tree: ArgumentTree, owner: string, top: boolean): CheckDiagnostic[] {
  const found: CheckDiagnostic[] = [];
  for (const { name, nameSpan } of block.attributes)
    if (!tree.children.has(name) && !(top && everywhere.has(name)))
      found.push(unknown(name, nameSpan, owner, tree));
  for (const child of block.blocks) {
    const dynamic = child.type === 'dynamic';
    const name = dynamic ? (child.labels[0] ?? '') : child.type;
    const inner = tree.children.get(name);
    if (top && everywhere.has(name)) continue;
    if (!inner) {
      found.push(unknown(name, child.head, owner, tree));
      continue;
    }
    const body = dynamic ? child.blocks.find(({ type }) => type === 'content') : child;
    if (body && inner.children.size > 0) found.push(...checkBody(body, inner, name, false));
  }
  return found;
}

function unknown(name: string, span: Span, owner: string, tree: ArgumentTree): CheckDiagnostic {
  const hint = suggestion(name, [...tree.children.keys()]);
  const near = /"(.+)"/.exec(hint)?.[1];
  const isName = span.end - span.start === name.length;
  return {
    code: 'cloudrun/unknown-argument',
    severity: 'warning',
    message: `${owner} has no ${name.slice(0, 60)} (provider 7.45).${hint}`,
    fixes:
      near === undefined || !isName
        ? []
        : fixOf('write-argument', `Write ${near}`, [{ ...span, text: near }]),
    start: span.start,
    end: span.end,
  };
}

function treeOf(type: string): ArgumentTree | undefined {
  const notation = Object.hasOwn(resourceArguments, type) ? resourceArguments[type] : undefined;
  return notation === undefined ? undefined : parseTree(notation.trim().split(/\s+/), { at: 0 });
}

function parseTree(words: readonly string[], place: { at: number }): ArgumentTree {
  const children = new Map<string, ArgumentTree>();
  let last = '';
  while (place.at < words.length) {
    const word = words[place.at++] ?? '';
    if (word === '}') break;
    if (word === '{') children.set(last, parseTree(words, place));
    else {
      last = word;
      children.set(word, { children: new Map() });
    }
  }
  return { children };
}

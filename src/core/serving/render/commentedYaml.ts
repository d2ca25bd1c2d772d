import { Document, isMap, isScalar, isSeq, visit, type Node, type Pair } from 'yaml';

/**
 * A comment and where it stands: before the key or item that the path names, `['spec', 'containers', '0', 'env']`.
 * Lines without `#`.
 */
export interface YamlComment {
  readonly path: readonly string[];
  readonly text: string;
}

/**
 * YAML of this data: two spaces, no line folded, texts quoted where they would be read as something else. A comment
 * whose path is not there is left out, so that comments may name optional parts.
 */
export function commentedYaml(data: object, comments: readonly YamlComment[] = [], heading?: string): string {
  const document = new Document(data);
  if (heading !== undefined) document.commentBefore = hashed(heading);
  for (const { path, text } of comments) {
    const node = nodeAt(document.contents, path);
    if (node) node.commentBefore = hashed(text);
  }
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && node.value.includes('\n')) node.type = 'BLOCK_LITERAL';
    },
  });
  return document.toString({ lineWidth: 0, singleQuote: false });
}

/** The key of a pair, or an item of a list: what a comment is put before. */
function nodeAt(start: Node | null, path: readonly string[]): Node | undefined {
  let node: Node | null | undefined = start;
  let place: Node | undefined;
  for (const part of path) {
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(({ key }) => isScalar(key) && key.value === part);
      if (!pair) return undefined;
      place = pair.key as Node;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      place = node = node.items[Number(part)] as Node | undefined;
      if (!place) return undefined;
    } else return undefined;
  }
  return place;
}

function hashed(comment: string): string {
  return comment
    .split('\n')
    .map((line) => (line === '' ? '' : ` ${line}`))
    .join('\n');
}

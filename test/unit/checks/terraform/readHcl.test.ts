import assert from 'node:assert/strict';
import { parse } from '@cdktf/hcl2json';
import { readHcl, type HclBlock } from '../../../../src/core/checks/terraform/readHcl.ts';
import { resourceArguments } from '../../../../src/core/checks/terraform/resourceArguments.ts';
import { corpusFiles } from '../../../support/serving/checkCorpus.ts';

describe('reading Terraform with places', () => {
  it('finds the blocks and attributes that HashiCorp’s own parser finds, in the whole corpus', async function () {
    this.timeout(20_000);
    for (const file of [...corpusFiles('terraform', 'good'), ...corpusFiles('terraform', 'bad')]) {
      if (file.name.endsWith('/syntax.tf')) continue;
      const parsed = (await parse('a.tf', file.text)) as Record<string, unknown>;
      const resources = (parsed.resource ?? {}) as Record<string, Record<string, object[]>>;
      const theirs = Object.entries(resources).flatMap(([type, named]) =>
        Object.entries(named).map(([name, [body]]) => [type, name, Object.keys(body ?? {}).sort()]),
      );
      const { blocks, fault } = readHcl(file.text);
      assert.equal(fault, undefined, file.name);
      const ours = blocks
        .filter(({ type }) => type === 'resource')
        .map((block) => [block.labels[0], block.labels[1], namesIn(block)]);
      assert.deepEqual(ours.sort(byName), theirs.sort(byName), file.name);
    }
  });

  for (const [name, text, expected] of [
    ['a string', 'a { b = "c \\"d\\"" }', { kind: 'string', value: 'c "d"' }],
    ['a template', 'a { b = "c-${var.d}" }', { kind: 'other' }],
    ['a number', 'a { b = 3.5 }', { kind: 'literal', value: '3.5' }],
    ['arithmetic', 'a { b = 3 * 5 }', { kind: 'other' }],
    ['a condition over lines', 'a {\n b = var.c\n ? "1"\n : "2"\n d = 1\n}', { kind: 'other' }],
    ['a heredoc with braces', 'a {\n b = <<-EOT\n } {\n EOT\n}', { kind: 'other' }],
    ['a call', 'a { b = merge({ c = 1 }, var.d) }', { kind: 'other' }],
    ['an index', 'a { b = [1, 2][0] }', { kind: 'other' }],
  ] as const)
    it(`takes ${name} for what it is`, () => {
      const { blocks, fault } = readHcl(text);
      assert.equal(fault, undefined);
      const value = blocks[0]?.attributes[0]?.value;
      assert.deepEqual({ ...value, start: 0, end: 0 }, { ...expected, start: 0, end: 0 });
    });

  it('knows where each value stands', () => {
    const text = 'resource "x" "y" {\n  limits = { cpu = "2", "nvidia.com/gpu" = "1" }\n}\n';
    const value = readHcl(text).blocks[0]?.attributes[0]?.value;
    assert.equal(value?.kind, 'object');
    const places = value.attributes.map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(places, ['cpu = "2"', '"nvidia.com/gpu" = "1"']);
  });

  it('says what is wrong where it cannot be read', () => {
    assert.match(readHcl('a {\n  b = 1\n').fault?.reason ?? '', /not closed/);
    assert.match(readHcl('}\n').fault?.reason ?? '', /closes nothing/);
  });

  it('has arguments of the resources of a service and its identity, with balanced braces', () => {
    assert.ok(Object.keys(resourceArguments).length >= 10);
    for (const [type, notation] of Object.entries(resourceArguments))
      assert.equal(notation.split('{').length, notation.split('}').length, type);
  });
});

function namesIn(block: HclBlock): string[] {
  const blocks = block.blocks.map(({ type }) => type);
  return [...new Set([...block.attributes.map(({ name }) => name), ...blocks])].sort();
}

function byName(a: readonly unknown[], b: readonly unknown[]): number {
  return String(a.slice(0, 2)) < String(b.slice(0, 2)) ? -1 : 1;
}

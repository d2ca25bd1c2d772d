import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretRules } from '../../../src/core/secrets/rules/registry.ts';
import { secretSample } from '../../support/secretSample.ts';
import { ProjectFolders, run } from '../../support/cliRun.ts';

/** Fill-ins long enough to be no coincidence anywhere. */
const planted = /\{(?:hex|HEX|lower|upper|alnum|word|base64|base32|letter|digit):(?:1[6-9]|[2-9]\d|\d{3})\}/g;

/** Runs of characters that the sample put in, in the order of its template. */
function plantedValues(template: string, sample: string): string[] {
  const pattern = template
    .split(planted)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\\\{\w+(?::\d+)?\\\}/g, '[^]+?'))
    .join('([\\w+/-]{16,})');
  return new RegExp(`^${pattern}$`).exec(sample)?.slice(1) ?? [];
}

describe('secrets in what a scan says', () => {
  const folders = new ProjectFolders();
  after(() => folders.remove());

  it('are nowhere: text, JSON, SARIF, notes, standard error, baseline', async function () {
    this.timeout(20_000);
    const values = new Set<string>();
    const texts = Array.from({ length: 20 }, () => '');
    for (const [at, { hit }] of secretRules.entries()) {
      const template = hit[0] ?? '';
      const sample = secretSample(template, at);
      for (const value of plantedValues(template, sample)) values.add(value);
      texts[at % texts.length] = `${texts[at % texts.length] ?? ''}${sample}\n\n`;
    }
    const files: Record<string, string> = Object.fromEntries(
      texts.map((text, at) => [`file${at}.${at % 2 === 0 ? 'txt' : 'env'}`, text]),
    );
    const [first = ''] = values;
    files['note.ipynb'] = JSON.stringify({
      cells: [{ cell_type: 'code', source: [`password = "${first}"`], outputs: [] }],
    });
    const root = folders.make(files);
    writeFileSync(join(root, 'binary.txt'), `\0${first}`);
    const told: string[] = [];
    for (const args of [
      ['--format', 'text', '--min-confidence', 'low'],
      ['--json'],
      ['--format', 'sarif'],
      ['--write-baseline', 'known.json'],
      ['--baseline', 'known.json'],
    ]) {
      const { out, err, code } = await run(['scan', '.', 'binary.txt', ...args], {
        cwd: root,
        env: { AI_STACK_DEBUG: '1' },
      });
      assert.notEqual(code, 2, err);
      told.push(out, err);
    }
    told.push(readFileSync(join(root, 'known.json'), 'utf8'));
    // What is planted has only such characters; each run of them is looked at once.
    const all = [...new Set(told.join('\n').match(/[\w+/-]{12,}/g))].join('\n');
    // The beginning of a value would be as bad.
    const leaks = [...values].filter((value) => all.includes(value.slice(0, 12)));
    assert.deepEqual(leaks, []);
    assert.ok(values.size > 200, `${values.size} values were planted`);
    const { findings } = JSON.parse(told[2] ?? '');
    const rules = new Set(findings.map(({ rule }: { rule: string }) => rule));
    assert.ok(
      rules.size > 0.8 * secretRules.length,
      `findings of ${rules.size} of ${secretRules.length} rules`,
    );
  });
});

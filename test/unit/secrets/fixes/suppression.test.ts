import assert from 'node:assert/strict';
import { applyEdits, secretFixes } from '../../../../src/core/secrets/fixes/secretFixes.ts';
import { suppressionAt } from '../../../../src/core/secrets/suppress/suppressions.ts';
import { fixed, prepare, type FixCase } from './fixCase.ts';

const key = '«{alnum:24}»';
const said = 'ai-stack: allow generic-secret -- not a secret';
const saidAbove = 'ai-stack: allow-next-line generic-secret -- not a secret';

/** Where the comment is understood: what stands behind the first character of the file's own syntax. */
const cases: readonly (readonly [title: string, path: string, before: string, after: string])[] = [
  ['Python', 'a.py', `k = "${key}"\n`, `k = "…"  # ${said}\n`],
  ['Python, the first line of several', 'a.py', `k = """${key}\nx"""\n`, `# ${saidAbove}\nk = """…\nx"""\n`],
  ['Python, the last line of several', 'a.py', `k = """\n${key}"""\n`, `k = """\n…"""  # ${said}\n`],
  ['Python, a continued line', 'a.py', `  f("${key}" \\\n  "x")\n`, `  # ${saidAbove}\n  f("…" \\\n  "x")\n`],
  ['IPython', 'n.ipynb', `%env A=${key}\n`, `# ${saidAbove}\n%env A=…\n`],
  ['TypeScript', 'a.ts', `const k = '${key}';\r\n`, `const k = '…'; // ${said}\r\n`],
  ['Go', 'a.go', `var k = "${key}"\n`, `var k = "…" // ${said}\n`],
  ['shell', 'a.sh', `A=${key}\n`, `A=… # ${said}\n`],
  ['shell, continued', 'a.sh', `curl -H ${key} \\\n  x\n`, `# ${saidAbove}\ncurl -H … \\\n  x\n`],
  ['batch', 'a.bat', `set A=${key}\n`, `REM ${saidAbove}\nset A=…\n`],
  ['YAML', 'a.yaml', `a:\n  - k: ${key}\n`, `a:\n  - k: … # ${said}\n`],
  ['YAML, block scalar', 'a.yaml', `a: |\n  ${key}\n  x\n`, `a: | # ${saidAbove}\n  …\n  x\n`],
  [
    'YAML, a plain scalar over several lines',
    'a.yaml',
    `- run -e K=${key}\n  image\n`,
    `# ${saidAbove}\n- run -e K=…\n  image\n`,
  ],
  ['TOML', 'a.toml', `k = "${key}"\n`, `k = "…" # ${said}\n`],
  ['INI', 'a.ini', `[a]\nk = ${key}\n`, `[a]\n# ${saidAbove}\nk = …\n`],
  ['properties', 'a.properties', `k=${key}\n`, `# ${saidAbove}\nk=…\n`],
  ['.env', '.env', `K=${key}\n`, `# ${saidAbove}\nK=…\n`],
  ['Dockerfile', 'Dockerfile', `FROM x\nENV K=${key}\n`, `FROM x\n# ${saidAbove}\nENV K=…\n`],
  ['Terraform', 'a.tf', `k = "${key}"\n`, `k = "…" # ${said}\n`],
  ['SQL', 'a.sql', `SELECT '${key}';\n`, `SELECT '…'; -- ${said}\n`],
  ['XML', 'a.xml', `<a>\n  <b>${key}</b>\n</a>\n`, `<a>\n  <!-- ${saidAbove} -->\n  <b>…</b>\n</a>\n`],
  ['Markdown', 'a.md', `Use ${key}.\n`, `<!-- ${saidAbove} -->\nUse ….\n`],
  ['Markdown, a block of code', 'a.md', `\`\`\`sh\nA=${key}\n\`\`\`\n`, `\`\`\`sh\nA=… # ${said}\n\`\`\`\n`],
  ['JSON with comments', 'a.jsonc', `{\n  "a": "${key}",\n}\n`, `{\n  "a": "…", // ${said}\n}\n`],
  ['requirements', 'requirements.txt', `-i https://u:${key}@h\n`, `# ${saidAbove}\n-i https://u:…@h\n`],
];

describe('allowing a secret with a comment', () => {
  for (const [title, path, source, expected] of cases) {
    it(title, () => {
      const of = { path, source };
      const { secret } = prepare(of);
      assert.equal(fixed(of, 'suppress')?.replace(secret, '…'), expected);
      assert.equal(isSuppressedAfter(of), true, 'the comment is understood');
    });
  }

  it('is not offered where no comment can stand', () => {
    const none: readonly FixCase[] = [
      { path: 'a.json', source: `{"a": "${key}"}\n` },
      { path: 'a.py', source: `k = """\n${key}\nx"""\n` },
      { path: 'a.go', source: `var k = \`\n${key}\nx\`\n` },
      { path: 'a.yaml', source: `a: |\n  x\n  ${key}\n` },
      { path: 'a.yaml', source: `- run\n  -e K=${key}\n  image\n` },
      { path: 'a.toml', source: `k = """\n${key}\nx"""\n` },
      { path: 'a.ps1', source: `$k = @"\n${key}\n"@\n` },
      { path: 'a.sh', source: `K='x\n${key}\ny'\n` },
      { path: 'a.unknown', source: `${key}\n` },
    ];
    for (const of of none) {
      const { text, finding } = prepare(of);
      assert.deepEqual(secretFixes(text, of.path, finding).filter(({ id }) => id === 'suppress'), [], of.path);
    }
  });
}); // prettier-ignore

function isSuppressedAfter(of: FixCase): boolean {
  const { text, finding } = prepare(of);
  const fix = secretFixes(text, of.path, finding).find(({ id }) => id === 'suppress');
  const edits = fix?.edits ?? [];
  const shift = edits
    .filter(({ start }) => start <= finding.start)
    .reduce((sum, edit) => sum + edit.text.length, 0);
  const moved = { ...finding, start: finding.start + shift, end: finding.end + shift };
  return suppressionAt(applyEdits(text, edits), moved) !== undefined;
}

import assert from 'node:assert/strict';
import { readGoMod } from '../../../../../src/core/project/manifests/node/goMod.ts';
import { readPackageJson } from '../../../../../src/core/project/manifests/node/packageJson.ts';
import { readLines } from '../../../../support/clueLines.ts';
import { sourceFile } from '../../../../support/sourceFile.ts';

describe('readPackageJson', () => {
  const read = (text: string) => readLines(readPackageJson, 'package.json', text);

  it('reads dependencies with their scope, version and line', () => {
    const text = `{
  "workspaces": ["packages/*"],
  "dependencies": {
    "@google/adk": "^1.0.0",
    "ai": "workspace:*"
  },
  "devDependencies": { "ollama": "0.5" },
  "peerDependencies": { "openai": ">=4" },
  "optionalDependencies": { "redis": "5" }
}`;
    assert.deepEqual(read(text), [
      '4 dependency @google/adk ^1.0.0 runtime',
      '5 dependency ai workspace:* runtime',
      '9 dependency redis 5 optional',
      '8 dependency openai >=4 optional',
      '7 dependency ollama 0.5 dev',
      '2 file npm-workspaces',
    ]);
  });

  it('reads CRLF', () =>
    assert.deepEqual(read('{\r\n"dependencies": {\r\n"ai": "1"}}'), ['3 dependency ai 1 runtime']));

  for (const text of ['[]', '{"dependencies": []}', '{"dependencies": "x"}', '"x"']) {
    it(`claims nothing from ${text}`, () => assert.deepEqual(read(text), []));
  }

  const broken: [string, number, number][] = [
    ['{"dependencies": {\n  "ai" "1"}}', 2, 8],
    ['{', 1, 2],
    ['['.repeat(100_000), 1, 201],
    ['{"a":'.repeat(100_000), 1, 1001],
  ];
  for (const [text, line, column] of broken) {
    it(`names ${line}:${column} of ${text.slice(0, 12)}`, () => {
      const { clues, problems } = readPackageJson(sourceFile('package.json', text));
      assert.deepEqual([clues, problems.map((each) => [each.line, each.column])], [[], [[line, column]]]);
    });
  }
});

describe('readGoMod', () => {
  it('reads direct requirements only', () => {
    const text = `module example.com/x
go 1.23
require google.golang.org/adk v0.1.0
require (
\tgoogle.golang.org/genai v1.2.3 // comment
\tgithub.com/a/b v1.0.0 // indirect
)
replace github.com/c/d => ../d
exclude (
\tgithub.com/e/f v1.0.0
)
`;
    assert.deepEqual(readLines(readGoMod, 'go.mod', text), [
      '3 dependency google.golang.org/adk v0.1.0 runtime',
      '5 dependency google.golang.org/genai v1.2.3 runtime',
    ]);
  });
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import { parameters } from '../../../../src/core/ollama/modelfile/parameters.ts';

const root = new URL('../../../../', import.meta.url);
const folder = new URL('test/fixtures/modelfile/grammar/', root);
const update = process.env['UPDATE_GRAMMAR'] === '1';

/** `UPDATE_GRAMMAR=1 npm run test:unit -- --grep grammar` writes the snapshots anew; look at the difference. */
describe('the grammar of Modelfiles', () => {
  let grammar: IGrammar;

  before(async () => {
    grammar = await loadGrammar();
  });

  const samples = readdirSync(folder).filter((name) => name.endsWith('.modelfile'));
  for (const name of samples) {
    it(`gives ${name} the scopes of its snapshot`, () => {
      const shown = snapshot(readFileSync(new URL(name, folder), 'utf8'), grammar);
      const file = new URL(`${name}.snap`, folder);
      if (update) writeFileSync(file, shown);
      assert.equal(shown, readFileSync(file, 'utf8'));
    });
  }

  it('knows each parameter', () => {
    for (const { name } of parameters) {
      const { tokens } = grammar.tokenizeLine(`PARAMETER ${name} 1`, textmate.INITIAL);
      const scopes = tokens.flatMap((token) => token.scopes);
      assert.ok(scopes.includes('variable.parameter.modelfile'), name);
    }
  });

  it('takes a long line in one go', () => {
    const { stoppedEarly } = grammar.tokenizeLine(`SYSTEM ${'"x '.repeat(20_000)}`, textmate.INITIAL);
    assert.equal(stoppedEarly, false);
  });
});

async function loadGrammar(): Promise<IGrammar> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => {
      const path = 'syntaxes/modelfile.tmLanguage.json';
      return Promise.resolve(textmate.parseRawGrammar(readFileSync(new URL(path, root), 'utf8'), path));
    },
  });
  const grammar = await registry.loadGrammar('source.modelfile');
  assert.ok(grammar, 'The grammar could not be read.');
  return grammar;
}

/** Each line, and below it each piece with the scopes it has beside the root's. */
function snapshot(text: string, grammar: IGrammar): string {
  let state = textmate.INITIAL;
  const lines = text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    const rows = tokens
      .filter(({ startIndex, endIndex }) => line.slice(startIndex, endIndex).trim() !== '')
      .map(({ startIndex, endIndex, scopes }) =>
        `  ${JSON.stringify(line.slice(startIndex, endIndex))} ${scopes.slice(1).join(' ')}`.trimEnd(),
      );
    return [`> ${line}`, ...rows].join('\n');
  });
  return `${lines.join('\n')}\n`;
}

import assert from 'node:assert/strict';
import { fixed, itFixes, obstacleOf } from './fixCase.ts';

const key = '«{alnum:24}»';
const typescript = (source: string, name = 'myToken') => ({ path: 'src/app.ts', source, name });
const javascript = (source: string, name = 'myToken') => ({ path: 'src/app.mjs', source, name });

const helper = [
  '',
  '/** The value of an environment variable that has to be set. */',
  'function requireEnv(name: string): string {',
  '  const value = process.env[name];',
  '  if (!value) throw new Error(`Set the environment variable ${name}.`);',
  '  return value;',
  '}',
  '',
].join('\n');

describe('reading from the environment in JavaScript and TypeScript', () => {
  itFixes('reads process.env in JavaScript', javascript(`const k = '${key}';\n`), 'const k = process.env.MY_TOKEN;\n');
  itFixes('calls a function that fails loudly in TypeScript', typescript(`const k: string = '${key}';\n`), `const k: string = requireEnv('MY_TOKEN');\n${helper}`);
  itFixes('takes the function that is there', typescript(`import { requireEnv } from './env';\nf({ k: "${key}" });\n`), `import { requireEnv } from './env';\nf({ k: requireEnv('MY_TOKEN') });\n`);
  itFixes('makes a template of a part', javascript(`const h = { Authorization: 'Bearer ${key}' };\n`), 'const h = { Authorization: `Bearer ${process.env.MY_TOKEN}` };\n');
  itFixes('escapes what a template would read', javascript(`const h = 'a\`\${ ${key}';\n`), 'const h = `a\\`\\${ ${process.env.MY_TOKEN}`;\n');
  itFixes('puts a value into a template', javascript(`const h = \`\${kind} ${key}\`;\n`), 'const h = `${kind} ${process.env.MY_TOKEN}`;\n');
  itFixes('replaces a whole template', javascript(`const h = \`${key}\`;\n`), 'const h = process.env.MY_TOKEN;\n');
  itFixes('encodes a password in an address', javascript(`const u = "https://me:${key}@host/x";\n`, 'serviceUrl'), 'const u = `https://me:${encodeURIComponent(process.env.SERVICE_PASSWORD)}@host/x`;\n');
  itFixes('drops the default of a variable that is read already', javascript(`const k = process.env.FOO || '${key}';\n`), 'const k = process.env.FOO;\n');
  itFixes('takes an assignment to the environment out', javascript(`process.env.FOO = '${key}';\nrun();\n`), 'run();\n');
  itFixes('replaces an attribute of JSX on the server', { path: 'a.jsx', source: `const a = <Mail key2="${key}" />;\n`, name: 'myToken' }, 'const a = <Mail key2={process.env.MY_TOKEN} />;\n');
  itFixes('reads a default of a parameter', javascript(`function f(k = '${key}') {}\n`), 'function f(k = process.env.MY_TOKEN) {}\n');

  it('offers nothing where only a constant may stand', () => {
    const places = [`enum A { B = '${key}' }`, `type T = '${key}';`, `f('${key}' as const);`, `const o = { '${key}': 1 };`, `import x from '${key}';`, `'${key}';`, `tag\`${key}\`;`];
    for (const place of places) assert.equal(fixed(typescript(`${place}\n`)), undefined, place);
  });

  it('says that the browser keeps no secret', () => {
    for (const head of ["'use client';", 'const m = import.meta.env.MODE;', 'document.title = "x";', "import { createRoot } from 'react-dom/client';"]) {
      assert.match(obstacleOf(javascript(`${head}\nconst k = '${key}';\n`)) ?? '', /browser/, head);
    }
    assert.match(obstacleOf({ path: 'src/A.vue', source: `<script>\nconst k = '${key}';\n</script>\n` }) ?? '', /browser/);
  });

  it('says what is to be done with a comment', () => {
    assert.match(obstacleOf(javascript(`// ${key}\n/* x */\n`)) ?? '', /comment/);
  });
}); // prettier-ignore

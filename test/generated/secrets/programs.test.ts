import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { applyEdits, secretFixes } from '../../../src/core/secrets/fixes/secretFixes.ts';
import { repositoryFolder, temporaryFolder } from '../../support/host/folders.ts';
import { secretSample } from '../../support/secretSample.ts';

const key = '«{alnum:24}»';

/** A program that prints what it makes of its secret: the same before the fix, and after it with the variable set. */
interface PrintingProgram {
  readonly file: string;
  readonly source: string;
  /** How it is run; the file's name is added. */
  readonly command: readonly string[];
  /** Where it has to be there: what every build machine has. */
  readonly name?: string;
}

const python = (source: string, name = 'service_token'): PrintingProgram => ({ file: 'main.py', source, name, command: ['python3'] }); // prettier-ignore
const node = (file: string, source: string, name = 'serviceToken'): PrintingProgram => ({ file, source, name, command: [process.execPath] }); // prettier-ignore

const programs: readonly PrintingProgram[] = [
  python(`#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n"""Doc."""\nfrom __future__ import annotations\n\nimport json\n\nprint(json.dumps({"k": "${key}"}))\n`),
  python(`KEY = b'${key}'\nprint(KEY)\nimport os\n`),
  python(`import os as system\nprint(f"{{a}} {1 + 1} ${key} {'x'}")\n`),
  python(`print(r"a\\d {b} ${key}", 'x' "y${key.replace(/[«»]/g, '')}"[:1])\n`),
  python(`print("postgresql://me:«{alnum:9}%40{alnum:5}»@db/{name}")\n`, 'database_url'),
  python(`import os\nprint(os.getenv("SERVICE_TOKEN", "${key}"), os.environ.get("B", "c"))\n`),
  python(`def f(k="${key}", *, other=("a" "b")):\n    return [k, other]\n\nprint(f())\n`),
  python(`def f():\n    import os\n    return os.sep\n\nprint("""\n${key}\n""".strip(), f())\n`),
  node('main.mjs', `const h = { a: 'Bearer ${key}', b: \`\${1 + 1}\` };\nconsole.log(JSON.stringify(h));\n`),
  node('main.mjs', `console.log('a\`\${b} ${key} \\' \\\\ "');\n`),
  node('main.mjs', `console.log("https://me:«{alnum:9}%40x»@host/");\n`, 'serviceUrl'),
  node('main.ts', `const k: string = '${key}';\nconsole.log(k.length, k);\n`),
  node('main.ts', `function f(k: string = process.env.SERVICE_TOKEN ?? '${key}'): string {\n  return \`\${k}\`;\n}\nconsole.log(f());\n`),
  { file: 'main.go', command: ['go', 'run'], source: `package main\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nconst token = "${key}"\n\nfunc main() {\n\tfmt.Println(strings.ToUpper(token))\n}\n` },
  { file: 'main.go', command: ['go', 'run'], source: `package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("Bearer ${key}" + "!")\n}\n` },
  { file: 'Main.java', command: ['java'], source: `public class Main {\n  static final String TOKEN = "${key}";\n\n  public static void main(String[] args) {\n    System.out.println(TOKEN.length() + TOKEN);\n  }\n}\n` },
  { file: 'Main.java', command: ['java'], source: `public class Main {\n  public static void main(String[] args) {\n    System.out.println("Bearer ${key} ".trim());\n  }\n}\n` },
  { file: 'main.sh', command: ['bash'], source: `set -eu\nTOKEN='${key}'\necho "a $TOKEN" 'b'\n` },
  { file: 'main.sh', command: ['bash'], source: `printf '%s\\n' 'me:${key}@x' "c"\n` },
  { file: 'main.sh', command: ['bash'], source: `cat <<EOF\nA: ${key}\nEOF\n` },
  { file: 'main.rb', command: ['ruby'], source: `puts "Bearer ${key} #{1 + 1}", '${key.replace(/[«»]/g, '')}'[0, 1]\n` },
  { file: 'main.php', command: ['php'], source: `<?php\n$h = "Bearer ${key}";\necho $h, PHP_EOL;\n` },
  { file: 'main.pl', command: ['perl'], source: `my $h = "Bearer ${key}";\nprint $h, "\\n";\n` },
]; // prettier-ignore

/** The text of a program with its key, and after the fix. */
function beforeAndAfter({ file, source, name = 'serviceToken' }: PrintingProgram): { before: string; after: string; secret: string } {
  const filled = secretSample(source);
  const start = filled.indexOf('«');
  const end = filled.indexOf('»') - 1;
  const before = filled.replace('«', '').replace('»', '');
  const finding = { rule: 'generic-secret', provider: 'generic', confidence: 'high' as const, start, end, name };
  const fix = secretFixes(before, file, finding).find(({ id, disabled }) => id === 'read-from-environment' && disabled === undefined);
  assert.ok(fix, `there is a fix for:\n${before}`);
  return { before, after: applyEdits(before, fix.edits), secret: before.slice(start, end) };
} // prettier-ignore

const isThere = (program: string): boolean => spawnSync(program, [program === 'go' ? 'version' : '--version']).error === undefined; // prettier-ignore

describe('programs that read the environment, run', function () {
  this.timeout(240_000);

  for (const program of programs) {
    const [command = '', ...args] = program.command;
    it(`${program.file}: ${program.source.split('\n').find((line) => line.includes('«')) ?? ''}`, function () {
      if (!isThere(command)) {
        assert.notEqual(process.env['AI_STACK_REQUIRE_ALL'], '1', `${command} is missing`);
        this.skip();
      }
      const { before, after, secret } = beforeAndAfter(program);
      const value = decodeURIComponent(secret);
      const variables = { SERVICE_TOKEN: value, SERVICE_PASSWORD: value, DATABASE_PASSWORD: value };
      const folder = temporaryFolder('fixed');
      const run = (
        text: string,
        environment: Record<string, string>,
      ): { status: number | null; stdout: string } => {
        writeFileSync(join(folder, program.file), text);
        const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, ...environment } } as const;
        const { status, stdout, stderr } = spawnSync(command, [...args, program.file], options);
        assert.ok(status === 0 || environment['SERVICE_TOKEN'] === undefined, `${text}\n${stderr}`);
        return { status, stdout };
      };
      const expected = run(before, variables).stdout;
      assert.ok(expected.includes(secret) || expected.toLowerCase().includes(secret.toLowerCase()), expected);
      assert.equal(run(after, variables).stdout, expected, after);
    });
  }

  it('fails where the variable is not set', () => {
    for (const program of programs.filter(({ file }) => /\.(?:py|ts|sh)$/.test(file))) {
      const { after } = beforeAndAfter(program);
      const path = join(temporaryFolder('fixed'), program.file);
      writeFileSync(path, after);
      const environment = { PATH: process.env['PATH'] ?? '' };
      const { status } = spawnSync(program.command[0] ?? '', [path], { env: environment });
      assert.notEqual(status, 0, after);
    }
  });
});

describe('programs that read the environment, checked', function () {
  this.timeout(240_000);

  const fixedFile = (file: string, source: string): string => {
    const path = join(temporaryFolder('fixed'), file);
    writeFileSync(path, beforeAndAfter({ file, source, command: [] }).after);
    return path;
  };

  it('TypeScript passes the strictest type check', () => {
    const sources = [
      `export const k: string = '${key}';\n`,
      `const o: { readonly apiKey: string } = { apiKey: '${key}' };\nconsole.log(o);\n`,
      `export function f(k: string = process.env['SERVICE_TOKEN'] ?? '${key}'): number {\n  return k.length;\n}\n`,
      `export const h: Record<string, string> = { Authorization: 'Bearer ${key}' };\n`,
    ];
    const files = sources.map((source) => fixedFile('main.ts', source));
    const program = ts.createProgram(files, {
      strict: true,
      exactOptionalPropertyTypes: true,
      noPropertyAccessFromIndexSignature: true,
      noUncheckedIndexedAccess: true,
      noUnusedLocals: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      types: ['node'],
      typeRoots: [join(repositoryFolder, 'node_modules/@types')],
    });
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    assert.deepEqual(problems, []);
  });

  const checks: readonly (readonly [file: string, source: string, command: string, args: readonly string[]])[] = [
    ['main.rs', `fn show(k: &str) -> usize {\n    k.len()\n}\n\nfn main() {\n    let owned = String::from("Bearer ${key} {}");\n    println!("{} {}", show("x"), owned);\n}\n`, 'rustc', ['--edition', '2021', '--emit=metadata', '--out-dir', '.']],
    ['main.rs', `fn show(k: &str) -> usize {\n    k.len()\n}\n\nfn main() {\n    let k = "${key}";\n    println!("{} {}", show(k), k);\n}\n`, 'rustc', ['--edition', '2021', '--emit=metadata', '--out-dir', '.']],
    ['main.rs', `fn show(k: &str) -> usize {\n    k.len()\n}\n\nfn main() {\n    println!("{}", show("a ${key} {b}"));\n}\n`, 'rustc', ['--edition', '2021', '--emit=metadata', '--out-dir', '.']],
    ['main.go', `package main\n\nimport (\n\t"fmt"\n)\n\nfunc main() {\n\tfmt.Println(\`${key}\`)\n}\n`, 'gofmt', ['-l', '-e']],
    ['main.tf', `provider "x" {\n  token = "a ${key} b"\n}\n`, 'terraform', ['fmt']],
    ['main.tf', `variable "t" {\n  type    = string\n  default = "${key}"\n}\n`, 'terraform', ['fmt']],
  ]; // prettier-ignore
  for (const [file, source, command, args] of checks) {
    it(`${command}: ${source.split('\n').find((line) => line.includes('«')) ?? ''}`, function () {
      const isMissing = command === 'gofmt' ? !isThere('go') : !isThere(command);
      if (isMissing) {
        // Debian has no package of Terraform; everything else .ci/run installs.
        assert.ok(
          process.env['AI_STACK_REQUIRE_ALL'] !== '1' || command === 'terraform',
          `${command} is missing`,
        );
        this.skip();
      }
      const path = fixedFile(file, source);
      const { status, stdout, stderr } = spawnSync(command, [...args, file], {
        cwd: join(path, '..'),
        encoding: 'utf8',
      });
      assert.equal(status, 0, `${stdout}${stderr}`);
      // gofmt -l names the files that it would write otherwise.
      if (command === 'gofmt') assert.equal(stdout, '');
    });
  }
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileKinds } from './fileKinds.ts';
import { Random } from './random.ts';

const seed = 20_261_123;
const filesPerProject = 400;
const filesPerFolder = 12;
/** On top of the files that count: what git and convention leave out. */
const ignoredShare = 0.25;

export interface WrittenTree {
  /** All files, those that are left out included. */
  readonly files: number;
  /** A manifest that the bench may append a line to, relative to the root. */
  readonly manifest: string;
}

/** Writes a repository of many projects, the same on every run. `count` files of it are not left out. */
export function writeTree(root: string, count: number): WrittenTree {
  const writer = new TreeWriter(root);
  const projects = Math.ceil(count / filesPerProject);
  writer.write('.gitignore', 'node_modules/\n.venv/\ndist/\n*.log\n');
  writer.write('README.md', '# Platform\n\nAll our services.\n');
  for (let project = 0; project < projects; project++) {
    const folder = `${['services', 'packages', 'research'][project % 3] ?? 'services'}/project${project}`;
    writer.manifests(folder, project);
    const wanted = Math.min(count, (project + 1) * filesPerProject);
    while (writer.counted < wanted) writer.source(folder);
  }
  for (let extra = 0; extra < count * ignoredShare; extra++)
    writer.ignored(`services/project${(extra % projects) * 3}`, extra);
  return { files: writer.files, manifest: 'services/project0/requirements.txt' };
}

class TreeWriter {
  /** Files that are not left out. */
  counted = 0;
  files = 0;
  readonly #root: string;
  readonly #random = new Random(seed);
  readonly #folders = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  write(path: string, content: string | Uint8Array): void {
    this.counted++;
    this.#put(path, content);
  }

  /** Each third project is Python, each third Node with a service, each third research with little structure. */
  manifests(folder: string, project: number): void {
    const ai = project % 2 === 0;
    if (project % 3 === 1) {
      const dependencies = { react: '^19.0.0', ...(ai && { ai: '^5.0.0', openai: '^6.1.0' }) };
      this.write(
        `${folder}/package.json`,
        JSON.stringify({ name: `project${project}`, dependencies }, null, 2),
      );
      this.write(`${folder}/Dockerfile`, 'FROM node:24-slim\nCOPY . .\nCMD ["node", "main.js"]\n');
      return;
    }
    const names = [
      'numpy',
      'requests',
      ...(ai ? ['transformers', 'torch', 'fastapi', 'redis'] : ['flask', 'pandas']),
    ];
    this.write(`${folder}/requirements.txt`, names.map((name) => `${name}>=1.0\n`).join(''));
    const list = names.map((name) => `"${name}"`).join(', ');
    this.write(
      `${folder}/pyproject.toml`,
      `[project]\nname = "project${project}"\nversion = "1"\ndependencies = [${list}]\n`,
    );
    this.write(`${folder}/Dockerfile`, 'FROM python:3.13-slim\nCOPY . .\nCMD ["uvicorn", "app:app"]\n');
    this.write(`${folder}/compose.yaml`, 'services:\n  cache:\n    image: redis:8\n');
  }

  source(folder: string): void {
    const random = this.#random;
    let share = random.next() * fileKinds.reduce((sum, kind) => sum + kind.share, 0);
    const kind = fileKinds.find((each) => (share -= each.share) < 0) ?? fileKinds[0];
    if (!kind) return;
    const place = Math.floor(this.counted / filesPerFolder) % 40;
    const parent = kind.extension === 'test.py' ? 'tests' : `src/part${place % 6}/area${place}`;
    this.write(`${folder}/${parent}/file${this.counted}.${kind.extension}`, kind.content(random));
  }

  ignored(folder: string, number: number): void {
    const library = `library${number % 97}`;
    const path =
      number % 2 === 0
        ? `node_modules/${library}/index${number}.js`
        : `.venv/lib/${library}/module${number}.py`;
    this.#put(`${folder}/${path}`, 'import torch\n// generated\n'.repeat(20));
  }

  #put(path: string, content: string | Uint8Array): void {
    this.files++;
    const target = join(this.#root, path);
    const parent = dirname(target);
    if (!this.#folders.has(parent)) mkdirSync(parent, { recursive: true });
    this.#folders.add(parent);
    writeFileSync(target, content);
  }
}

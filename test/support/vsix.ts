import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { readFileSync } from 'node:fs';
import { repositoryFolder, temporaryFolder } from './host/folders.ts';

/** Packages the extension as `npm run package` does, but into a temporary folder, and returns the .vsix. */
export function packageExtension(): string {
  const file = join(temporaryFolder('package'), 'extension.vsix');
  const vsce = join(repositoryFolder, 'node_modules/@vscode/vsce/vsce');
  const result = spawnSync(process.execPath, [vsce, 'package', '--no-dependencies', '--out', file], {
    cwd: repositoryFolder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = result.stdout + result.stderr;
  if (result.status !== 0 || /^\s*WARN(ING)?\b/m.test(output)) {
    throw new Error(`vsce package ended with status ${result.status ?? 1}:\n${output}`);
  }
  return file;
}

/** Reads a .vsix (a zip) whole: the content of each file by its path. */
export async function readVsix(file: string): Promise<Map<string, Buffer>> {
  const zip = await promisify<Buffer, { lazyEntries: boolean }, ZipFile>(fromBuffer)(readFileSync(file), {
    lazyEntries: true,
  });
  const files = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    zip.once('error', reject);
    zip.once('end', resolve);
    zip.on('entry', (entry: Entry) => {
      readEntry(zip, entry).then((content) => {
        files.set(entry.fileName, content);
        zip.readEntry();
      }, reject);
    });
    zip.readEntry();
  });
  return files;
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await promisify(zip.openReadStream.bind(zip) as OpenStream)(entry);
  return Buffer.concat(await stream.toArray());
}

type OpenStream = (
  entry: Entry,
  done: (error: Error | null, stream: NodeJS.ReadableStream & { toArray(): Promise<Buffer[]> }) => void,
) => void;

/** Writes the extension inside a .vsix to a temporary folder, as an installation does, and returns that folder. */
export function unpackExtension(files: ReadonlyMap<string, Buffer>): string {
  const folder = temporaryFolder('installed');
  for (const [path, content] of files) {
    if (path.startsWith('extension/')) {
      const target = join(folder, path.slice('extension/'.length));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }
  return folder;
}

import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { ByteQueue } from './byteQueue.ts';
import type { Git } from './git.ts';

/** Content of a file as git keeps it. */
export interface Blob {
  readonly oid: string;
  readonly bytes: Uint8Array;
}

/** Content that was not read: too large, or not there (shallow and partial clones). */
export interface SkippedBlob {
  readonly oid: string;
  readonly skipped: 'large' | 'missing';
}

/** Bytes that are asked for ahead; a larger blob comes alone. */
const bytesAhead = 8 * 1024 * 1024;
const blobsAhead = 128;

/** Reads the content of objects by `git cat-file`, sizes first, so that no large one is ever read. */
export class BlobReader {
  readonly #git: Git;
  readonly #mostBytes: number;
  #sizes: Conversation | undefined;
  #contents: Conversation | undefined;

  /** Blobs of more than `mostBytes` are skipped. */
  constructor(git: Git, mostBytes: number) {
    this.#git = git;
    this.#mostBytes = mostBytes;
  }

  /** In the order of the ids. */
  async *read(oids: readonly string[]): AsyncGenerator<Blob | SkippedBlob> {
    for (let at = 0; at < oids.length; at += blobsAhead) {
      const some = oids.slice(at, at + blobsAhead);
      const sizes = await this.#sizesOf(some);
      const wanted: { oid: string; size: number }[] = [];
      for (const oid of some) {
        const size = sizes.get(oid);
        if (size === undefined) yield { oid, skipped: 'missing' };
        else if (size > this.#mostBytes) yield { oid, skipped: 'large' };
        else wanted.push({ oid, size });
      }
      yield* this.#readAll(wanted);
    }
  }

  close(): void {
    this.#sizes?.close();
    this.#contents?.close();
  }

  async *#readAll(wanted: readonly { oid: string; size: number }[]): AsyncGenerator<Blob | SkippedBlob> {
    let group: string[] = [];
    let bytes = 0;
    for (const { oid, size } of wanted) {
      if (group.length > 0 && bytes + size > bytesAhead) {
        yield* this.#readGroup(group);
        group = [];
        bytes = 0;
      }
      group.push(oid);
      bytes += size;
    }
    yield* this.#readGroup(group);
  }

  /** `<oid> blob <size>` or `<oid> missing` for each, in order. */
  async #sizesOf(oids: readonly string[]): Promise<Map<string, number>> {
    const talk = (this.#sizes ??= new Conversation(this.#git.start(['cat-file', '--batch-check'])));
    const sizes = new Map<string, number>();
    talk.ask(oids);
    for (const oid of oids) {
      const header = await talk.answers.line();
      // Git gives up where it would have to fetch: the next objects are asked of another process.
      if (header === undefined) {
        talk.close();
        this.#sizes = undefined;
        return sizes;
      }
      const size = sizeIn(header, oid);
      if (size !== undefined) sizes.set(oid, size);
    }
    return sizes;
  }

  async *#readGroup(oids: readonly string[]): AsyncGenerator<Blob | SkippedBlob> {
    if (oids.length === 0) return;
    const talk = (this.#contents ??= new Conversation(this.#git.start(['cat-file', '--batch'])));
    talk.ask(oids);
    for (const oid of oids) {
      const header = await talk.answers.line();
      const size = header === undefined ? undefined : sizeIn(header, oid);
      const bytes = size === undefined ? undefined : await talk.answers.bytes(size);
      if (bytes) await talk.answers.bytes(1);
      yield bytes ? { oid, bytes } : { oid, skipped: 'missing' };
      if (header !== undefined) continue;
      talk.close();
      this.#contents = undefined;
    }
  }
}

function sizeIn(header: string, oid: string): number | undefined {
  const size = header.startsWith(`${oid} blob `) ? Number(header.slice(oid.length + 6)) : NaN;
  return Number.isSafeInteger(size) ? size : undefined;
}

/** A process that answers lines it is given. */
class Conversation {
  readonly answers: ByteQueue;
  readonly #child: ChildProcessWithoutNullStreams;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    this.answers = new ByteQueue(child.stdout);
  }

  ask(lines: readonly string[]): void {
    this.#child.stdin.write(`${lines.join('\n')}\n`);
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }
}

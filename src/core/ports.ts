/**
 * All that the core asks of the outside. The editor and the command line each implement these ports;
 * nothing in the core touches a disk, a process or a network in any other way.
 */

/** One name in a folder. Symbolic links are reported as such and are not followed by the core. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link';
}

/** The bytes of a file, or of its beginning when it is longer than the caller's limit. */
export interface FileContent {
  readonly bytes: Uint8Array;
  /** Size of the whole file in bytes; larger than `bytes.length` when only the beginning was read. */
  readonly size: number;
}

/**
 * Read access to one workspace folder. Paths are relative to that folder, with `/` between segments and no
 * leading `./`; the folder itself is `''`. Methods reject when the path does not exist or cannot be read.
 */
export interface WorkspaceReader {
  list(directory: string): Promise<DirectoryEntry[]>;
  /** Reads at most `limit` bytes from the beginning of the file. */
  read(file: string, limit: number): Promise<FileContent>;
}

/** Reads the files shipped in `media/` by their path there, such as `guide/guide.yaml`. */
export interface ResourceReader {
  readText(path: string): Promise<string>;
}

export interface HttpResponse {
  readonly status: number;
  readonly body: string;
}

/** Plain HTTP, for the few requests the core makes. Rejects when the deadline (milliseconds) passes. */
export interface Http {
  get(url: string, timeoutMs: number): Promise<HttpResponse>;
}

export interface ExecResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program without a shell. Rejects when it is not there or when the deadline (milliseconds) passes. */
export interface Exec {
  run(command: string, args: readonly string[], timeoutMs: number): Promise<ExecResult>;
}

/** What the operating system says of itself. */
export interface HostInfo {
  readonly platform: string;
  readonly arch: string;
  readonly release: string;
  readonly cpuModel: string;
  readonly cpuCount: number;
  readonly memoryBytes: number;
}

/** Milliseconds from any fixed moment; used for durations only. */
export interface Clock {
  now(): number;
}

export interface Logger {
  info(message: string): void;
  warn(message: string): void;
}

/** Set to true to make a long operation stop at its next step. The editor's cancellation tokens fit. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

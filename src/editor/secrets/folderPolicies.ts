import * as vscode from 'vscode';
import type { WorkspaceReader } from '../../core/ports.ts';
import type { SecretFinding } from '../../core/secrets/finding.ts';
import { loadPolicy, type LoadedPolicy } from '../../core/secrets/policy/loadPolicy.ts';
import type { PolicyData } from '../../core/secrets/policy/policyData.ts';
import { mergeFindings } from '../../core/secrets/policy/runUserRules.ts';
import type { Judged } from '../../core/secrets/policy/secretPolicy.ts';
import { createScanner, type SecretScanner } from '../../core/secrets/scanner.ts';
import { NodeWorkspace } from '../../node/nodeWorkspace.ts';
import type { ScanSetup } from '../../node/secretScan/scanSetup.ts';
import { TextThread } from '../../node/secretScan/textThread.ts';
import { pathIn, VirtualReader } from '../project/folderReader.ts';
import { setting } from '../settings.ts';
import type { Presentation } from './showSecrets.ts';

/** How one file is scanned and shown. */
export interface FilePolicy {
  readonly scanner: SecretScanner;
  /** Relative to the workspace folder; of a file outside of them, the whole path without its first slash. */
  readonly path: string;
  readonly presentation: Presentation;
  /** True for files that are not looked at. */
  readonly excluded: boolean;
  /** The findings of a text that is too large for this thread; undefined where that took too long. */
  scanAside(text: string, path: string): Promise<readonly SecretFinding[] | undefined>;
  /** The findings with those of the workspace's own rules, whose patterns run in a thread that can be ended. */
  withOwn<T extends SecretFinding>(
    text: string,
    path: string,
    findings: readonly T[],
  ): Promise<readonly (T | SecretFinding)[]>;
  /** The findings that neither a comment, a baseline nor a rule of the workspace takes back. */
  apply<T extends SecretFinding>(text: string, findings: readonly T[]): Judged<T>[];
}

const asideDeadlineMs = 5_000;

/** For files that lie in no workspace folder: there is nothing to read but the settings. */
const emptyReader: WorkspaceReader = {
  list: () => Promise.resolve([]),
  read: () => Promise.reject(new Error('there is no folder')),
};

/** The settings and the policy files of each workspace folder, read once and kept until they change. */
export class FolderPolicies {
  readonly #scanners = new Map<string, SecretScanner>();
  readonly #policies = new Map<string, Promise<LoadedPolicy>>();
  readonly #threads = new Map<PolicyData, TextThread>();
  readonly #loaded: (folder: vscode.Uri, loaded: LoadedPolicy) => void;

  /** `loaded` is told of each folder's policy once it is read. */
  constructor(loaded: (folder: vscode.Uri, loaded: LoadedPolicy) => void) {
    this.#loaded = loaded;
  }

  /** How a file is scanned and shown. */
  async of(file: vscode.Uri): Promise<FilePolicy> {
    const folder = vscode.workspace.getWorkspaceFolder(file)?.uri;
    const path = (folder && pathIn(folder, file)) ?? file.path.replace(/^\/+/, '');
    const { policy } = await this.#policy(folder);
    const contextual = setting('aiStack.secrets.contextual', file);
    return {
      path,
      scanner: this.#scanner(policy.disabled, contextual),
      presentation: {
        minConfidence: setting('aiStack.secrets.minConfidence', file),
        testFiles: setting('aiStack.secrets.testFiles', file),
        info: (rule) => policy.info(rule),
      },
      scanAside: (text, lintedPath) =>
        this.#thread(policy.data, contextual).scan(text, lintedPath, asideDeadlineMs),
      withOwn: async (text, lintedPath, findings) => {
        if (policy.data.userRules.length === 0) return findings;
        const found = await this.#thread(policy.data, contextual).scan(text, lintedPath);
        return withUserFindings(policy.data, findings, found ?? []);
      },
      excluded: policy.excludes(path) !== undefined,
      apply: (text, findings) =>
        policy.apply(text, path, findings).filter(({ suppression }) => suppression === undefined),
    };
  }

  /** What the threads of a scan of the folder have to know. */
  async setup(folder: vscode.Uri): Promise<ScanSetup> {
    const { policy } = await this.#policy(folder);
    const contextual = setting('aiStack.secrets.contextual', folder);
    return { policy: policy.data, contextual };
  }

  /** Forgets what was read; the next file asks anew. */
  reload(): void {
    this.#policies.clear();
    for (const thread of this.#threads.values()) thread.close();
    this.#threads.clear();
  }

  /** One thread for each policy; it starts with the first text that is given to it. */
  #thread(data: PolicyData, contextual: boolean): TextThread {
    const known = this.#threads.get(data) ?? new TextThread({ policy: data, contextual });
    this.#threads.set(data, known);
    return known;
  }

  #policy(folder: vscode.Uri | undefined): Promise<LoadedPolicy> {
    const key = folder?.toString() ?? '';
    let policy = this.#policies.get(key);
    if (!policy) {
      policy = loadPolicy(folder ? readerOf(folder) : emptyReader, {
        disabledRules: setting('aiStack.secrets.disabledRules', folder),
        severity: setting('aiStack.secrets.severity', folder),
        exclude: setting('aiStack.secrets.exclude', folder),
      });
      this.#policies.set(key, policy);
      if (folder) void policy.then((loaded) => this.#loaded(folder, loaded));
    }
    return policy;
  }

  /** Building a scanner takes some milliseconds; folders with the same rules share one. */
  #scanner(disabled: ReadonlySet<string>, contextual: boolean): SecretScanner {
    const key = JSON.stringify([contextual, [...disabled].sort()]);
    const known = this.#scanners.get(key) ?? createScanner({ disabled, contextual });
    this.#scanners.set(key, known);
    return known;
  }
}

/** The built-in rules go first where both find something. */
function withUserFindings<T extends SecretFinding>(
  { userRules }: PolicyData,
  findings: readonly T[],
  found: readonly SecretFinding[],
): readonly (T | SecretFinding)[] {
  const own = new Set(userRules.map(({ id }) => id));
  return mergeFindings<T | SecretFinding>(
    findings,
    found.filter(({ rule }) => own.has(rule)),
  );
}

function readerOf(folder: vscode.Uri): WorkspaceReader {
  return folder.scheme === 'file' ? new NodeWorkspace(folder.fsPath) : new VirtualReader(folder);
}

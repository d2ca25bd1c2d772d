import * as vscode from 'vscode';
import type { Guide } from '../../core/guide/guide.ts';
import { loadGuide } from '../../core/guide/file/loadGuide.ts';
import { applyOverride, overridePath } from '../../core/guide/file/override.ts';
import { recommend } from '../../core/guide/recommend/recommend.ts';
import type { ProjectRecommendations } from '../../core/guide/recommendation.ts';
import type { Cancellation, WorkspaceReader } from '../../core/ports.ts';
import { decodeText } from '../../core/project/decodeText.ts';
import type { Problem } from '../../core/project/clue.ts';
import type { ProjectFacts } from '../../core/project/facts.ts';
import type { MachineFacts } from '../../core/project/machine.ts';
import { ProjectIndex } from '../../core/project/projectIndex.ts';
import { NodeWorkspace } from '../../node/nodeWorkspace.ts';
import { setting } from '../settings.ts';
import { mayMatter, type ChangeKind } from './changeFilter.ts';
import { FolderReader, VirtualReader } from './folderReader.ts';

/** Something wrong in the workspace's own guide file, with its exact place; the end is exclusive. */
export interface OverrideProblem extends Problem {
  readonly code: string;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface DetectionResult {
  readonly facts: ProjectFacts;
  readonly recommendations: readonly ProjectRecommendations[];
  readonly overrideProblems: readonly OverrideProblem[];
}

const largestOverride = 1_000_000;

/**
 * Reads one folder and applies the guide to it. This module brings the parsers and the guide along, so it is
 * loaded at the first use only. Calls must not overlap.
 */
export class Detection {
  readonly #reader: WorkspaceReader;
  readonly #index: ProjectIndex;
  readonly #guide: Guide;
  #override = '';

  constructor(reader: WorkspaceReader, guide: Guide, maxFiles: number) {
    this.#reader = reader;
    this.#guide = guide;
    this.#index = new ProjectIndex(reader, { maxFiles });
  }

  async scan(cancellation: Cancellation): Promise<void> {
    await this.#index.scan(cancellation);
    await this.#readOverride();
  }

  /** Reads the files again that were created, changed or deleted, or lie in folders that were. */
  async update(paths: readonly string[], cancellation: Cancellation): Promise<void> {
    await this.#index.update(paths, cancellation);
    if (paths.some((path) => overridePath === path || overridePath.startsWith(`${path}/`)))
      await this.#readOverride();
  }

  /** All files of the folder that are not left out, in order. */
  paths(): readonly string[] {
    return this.#index.paths();
  }

  /** A file as the user sees it; undefined where it cannot be read, is larger than that or no text. */
  async text(path: string, limit: number): Promise<string | undefined> {
    const content = await this.#reader.read(path, limit).catch(() => undefined);
    if (!content || content.bytes.length < content.size) return undefined;
    const { text, binary } = decodeText(content.bytes);
    return binary ? undefined : text;
  }

  /** False for changes that need no reading. */
  concerns(path: string, kind: ChangeKind): boolean {
    return mayMatter(path, kind);
  }

  result(machine: MachineFacts | undefined): DetectionResult {
    const found = this.#index.facts();
    const facts = machine ? { ...found, machine } : found;
    const { guide, problems } = applyOverride(this.#guide, this.#override);
    const overrideProblems = problems.map(({ rule, ...problem }) => ({
      ...problem,
      code: rule,
      file: overridePath,
      severity: 'error' as const,
    }));
    return { facts, recommendations: recommend(facts, guide), overrideProblems };
  }

  async #readOverride(): Promise<void> {
    try {
      const { bytes } = await this.#reader.read(overridePath, largestOverride);
      this.#override = decodeText(bytes).text;
    } catch {
      // Most folders have no override.
      this.#override = '';
    }
  }
}

export async function createDetection(
  folder: vscode.WorkspaceFolder,
  extension: vscode.Uri,
): Promise<Detection> {
  const { uri } = folder;
  const saved = uri.scheme === 'file' ? new NodeWorkspace(uri.fsPath) : new VirtualReader(uri);
  const maxFiles = setting('aiStack.detection.maxFiles', uri);
  return new Detection(new FolderReader(uri, saved), await loadGuide(resources(extension)), maxFiles);
}

function resources(extension: vscode.Uri): { readText(path: string): Promise<string> } {
  return {
    async readText(path) {
      const bytes = await vscode.workspace.fs.readFile(
        vscode.Uri.joinPath(extension, 'media', ...path.split('/')),
      );
      return new TextDecoder().decode(bytes);
    },
  };
}

import type * as vscode from 'vscode';
import type {
  ModelfileContext,
  ModelfileDiagnostic,
  ModelfilePath,
  PathKind,
} from '../../core/ollama/modelfile/modelfile.ts';
import { modelfilePaths } from '../../core/ollama/modelfile/modelfilePaths.ts';
import { validateModelfile } from '../../core/ollama/modelfile/validateModelfile.ts';
import type { OllamaService } from '../ollama/ollamaService.ts';
import { lookUpPaths, type FoundPath } from './lookUpPaths.ts';

/** What is known of a document as it stood at a version. */
export interface CheckedModelfile {
  readonly diagnostics: readonly ModelfileDiagnostic[];
  readonly paths: readonly ModelfilePath[];
  /** By the path as it is written; only those that may be looked up. */
  readonly found: ReadonlyMap<string, FoundPath>;
}

/** UTF-16 code units; a Modelfile with a long licence has some ten thousand. */
const longestChecked = 2_097_152;
const nothing: CheckedModelfile = { diagnostics: [], paths: [], found: new Map() };

export async function checkModelfile(
  document: vscode.TextDocument,
  models: ModelfileContext,
): Promise<CheckedModelfile> {
  const text = document.getText();
  if (text.length > longestChecked) return nothing;
  const paths = modelfilePaths(text);
  const found = await lookUpPaths(
    document.uri,
    paths.map(({ path }) => path),
  );
  const kinds = new Map<string, PathKind>([...found].map(([path, { kind }]) => [path, kind]));
  return { diagnostics: validateModelfile(text, { ...models, paths: kinds }), paths, found };
}

/** What the server has said of its models; nothing as long as it has said nothing. */
export function knownModels({ state, installed }: OllamaService): ModelfileContext {
  if (state.kind !== 'running') return {};
  const lengths = installed.flatMap(({ name, contextLength }) =>
    contextLength === undefined ? [] : [[name, contextLength] as const],
  );
  return {
    installed: installed.map(({ name }) => name),
    contextLengths: new Map(lengths),
    serverVersion: state.version,
  };
}

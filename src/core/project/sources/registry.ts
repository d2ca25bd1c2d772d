import type { FileReader } from '../clue.ts';
import { readGoSource } from './goSource.ts';
import { readJavascriptSource } from './javascriptSource.ts';
import { readNotebookSource } from './notebookSource.ts';
import { readPythonSource } from './pythonSource.ts';

/** A reader of code, and the files it is for by their path in the workspace. */
export interface SourceReader {
  readonly id: string;
  matches(path: string): boolean;
  readonly read: FileReader;
}

/** All readers of code. No path matches two of them. */
export const sourceReaders: readonly SourceReader[] = [
  { id: 'python', matches: (path) => path.endsWith('.py'), read: readPythonSource },
  { id: 'notebook', matches: (path) => path.endsWith('.ipynb'), read: readNotebookSource },
  { id: 'javascript', matches: (path) => /\.(?:[mc]?[jt]s|[jt]sx)$/.test(path), read: readJavascriptSource },
  { id: 'go', matches: (path) => path.endsWith('.go'), read: readGoSource },
];

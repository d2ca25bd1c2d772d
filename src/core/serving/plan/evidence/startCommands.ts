import type { Evidence } from '../../../project/facts.ts';
import { evidenceAt, type ProjectFiles } from './projectFiles.ts';

/** A command in a Dockerfile, Compose file, Procfile or script that starts the application. */
export interface StartCommand {
  readonly program: 'uvicorn' | 'gunicorn' | 'streamlit' | 'python' | 'fastapi' | 'vllm' | 'adk';
  /** `app.main:app`, a file, a model or a folder of agents. */
  readonly target: string;
  readonly directory?: string;
  readonly evidence: Evidence;
}

const startingFiles =
  /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$|^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$|^Procfile$|^(?:start|run|serve|entrypoint|docker-entrypoint|prestart)\.sh$|^scripts\/(?:start|run|serve|entrypoint)\.sh$|^Makefile$|^justfile$/;

/** Blanks and the punctuation of exec form between words. */
const gap = String.raw`(?:["',\s\[\]\\]|&&)+`;
const words = String.raw`(?:(?!["',\s]*(?:&&|\|\||;|\n\S))[^\n]|\\\n){0,300}?`;

const patterns: readonly { readonly program: StartCommand['program']; readonly pattern: RegExp }[] = [
  {
    program: 'uvicorn',
    pattern: new RegExp(
      String.raw`\b(?:uvicorn|hypercorn|daphne)\b${words}${gap}([A-Za-z_][\w.]*:[A-Za-z_]\w*)`,
      'g',
    ),
  },
  {
    program: 'gunicorn',
    pattern: new RegExp(String.raw`\bgunicorn\b${words}${gap}([A-Za-z_][\w.]*:[A-Za-z_]\w*(?:\(\))?)`, 'g'),
  },
  {
    program: 'fastapi',
    pattern: new RegExp(String.raw`\bfastapi${gap}(?:run|dev)${words}${gap}([\w./-]+\.py)`, 'g'),
  },
  {
    program: 'streamlit',
    pattern: new RegExp(String.raw`\bstreamlit${gap}run${words}${gap}([\w./-]+\.py)`, 'g'),
  },
  { program: 'vllm', pattern: new RegExp(String.raw`\bvllm${gap}serve${gap}([\w.-]+\/[\w.-]+)`, 'g') },
  {
    program: 'vllm',
    pattern: /\bvllm\b[^\n]{0,200}(?:\n[^\n]{0,200}){0,12}?--model(?:=|["',\s\\-]+)([\w.-]+\/[\w.-]+)/g,
  },
  {
    program: 'adk',
    pattern: new RegExp(
      String.raw`\badk${gap}(?:api_server|web)${words}${gap}([\w./-]+)["'\]\s]*(?:\n|$)`,
      'g',
    ),
  },
  {
    program: 'python',
    pattern: new RegExp(
      String.raw`(?:CMD|ENTRYPOINT|web:|command:)[^\n]{0,40}\bpython3?${gap}(?:-u${gap})?([\w./-]+\.py)`,
      'g',
    ),
  },
];

/** What files of the folder say that starts the application, best first: Dockerfiles, then the others. */
export async function startCommands(files: ProjectFiles): Promise<StartCommand[]> {
  const paths = files.paths
    .filter((path) => startingFiles.test(path) && path.split('/').length <= 3)
    .slice(0, 20);
  const found: StartCommand[] = [];
  for (const path of paths) {
    const text = await files.text(path);
    if (text === undefined) continue;
    for (const { program, pattern } of patterns) {
      for (const match of text.matchAll(pattern)) {
        const line = text.lastIndexOf('\n', match.index) + 1;
        if (/^\s*#/.test(text.slice(line, match.index))) continue;
        const directory = /--app-dir(?:=|["',\s]+)([\w./-]+)/.exec(match[0])?.[1];
        found.push({
          program,
          target: match[1] ?? '',
          ...(directory !== undefined && { directory }),
          evidence: evidenceAt(path, text, match.index),
        });
      }
    }
  }
  return found;
}

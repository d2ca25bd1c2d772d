import { UserError } from '../../../errors.ts';
import { givenValue, inWords, type Planning } from './planning.ts';

const modelRemedy =
  'Give a model to serve, such as --set model=Qwen/Qwen2.5-0.5B-Instruct; `ai-stack generate fastapi` writes the application for it.';

/** Says why nothing can be served here, and what would help. */
export function refuseWithoutTarget({ evidence }: Planning): never {
  const { files, manifests, sources } = evidence;
  if (files.paths.every((path) => path.startsWith('.') || /^(?:README|LICEN[CS]E)/i.test(path)))
    throw new UserError('The folder is empty: there is no application and no model in it.', modelRemedy);
  const inner = manifests.innerProjects;
  if (inner.length > 0 && sources.every(({ path }) => path.includes('/')))
    throw new UserError(
      `The folder holds several projects and is none itself: ${inWords(inner.slice(0, 5))}.`,
      `Choose one: \`ai-stack generate dockerfile ${quoted(inner[0] ?? '.')}\`.`,
    );
  if (sources.length === 0) refuseWithoutPython(files.paths);
  throw new UserError(
    'No application was found: no FastAPI, Flask, Django, Gradio or Streamlit object, no agent and no model.',
    'Name it with --set app=module:object, or give a model with --set model=…',
  );
}

function refuseWithoutPython(paths: readonly string[]): never {
  const notebook = paths.find((path) => path.endsWith('.ipynb'));
  if (notebook !== undefined)
    throw new UserError(
      `The project has notebooks only (${notebook}), and a server cannot run those.`,
      `Move what is to be served to a module of Python. ${modelRemedy}`,
    );
  const other = paths.some((path) => /(?:^|\/)package\.json$/.test(path))
    ? 'Node'
    : paths.some((path) => /(?:^|\/)go\.mod$/.test(path))
      ? 'Go'
      : undefined;
  if (other !== undefined)
    throw new UserError(
      `This is a ${other} project; Dockerfiles are made for Python projects only.`,
      `Choose the folder of a Python project. ${modelRemedy}`,
    );
  throw new UserError('There is no Python in the folder, and no model.', modelRemedy);
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

/** Notebooks run nowhere but in a notebook, whatever their libraries are; a model that was named is served all the same. */
export function refuseNotebooks({ evidence, values }: Planning): void {
  const { files, sources, modelfile, modelFolders } = evidence;
  const hasModel =
    givenValue(values, 'model') !== undefined || modelfile !== undefined || modelFolders.length > 0;
  if (sources.length > 0 || hasModel || !files.paths.some((path) => path.endsWith('.ipynb'))) return;
  refuseWithoutPython(files.paths);
}

/** A broken pyproject.toml decides too much to be passed over. */
export function refuseBrokenManifests({ evidence }: Planning): void {
  const problem = evidence.manifests.pyproject?.problem;
  if (!problem) return;
  const reason = /\((.*)\)/.exec(problem.message)?.[1] ?? 'it is not valid TOML';
  throw new UserError(
    `pyproject.toml:${String(problem.line)} cannot be read: ${reason}.`,
    'Correct that line; nothing was written.',
  );
}

/** A target that serves an application needs one. */
export function refuseWithoutApp({ evidence, values }: Planning, what: string): never {
  const graph = evidence.project.practices.find(({ id }) => id === 'langgraph-graph')?.evidence[0];
  const place = graph === undefined ? '' : ` The graph is in ${graph.file}:${String(graph.line)}.`;
  const given = givenValue(values, 'app');
  if (given !== undefined)
    throw new UserError(
      `The application ${given} is not in the folder.`,
      'Give module:object, such as app.main:app, or leave it out.',
    );
  throw new UserError(
    `No application object was found for ${what}: no FastAPI(), Flask(), Django, Gradio or Streamlit.${place}`,
    'Name it with --set app=module:object; a few lines of FastAPI around what is there will do.',
  );
}

import { UserError } from '../../../errors.ts';
import type { Evidence } from '../../../project/facts.ts';
import type { AppPlan, ModelPlan, ServingTarget } from '../servingPlan.ts';
import type { StartCommand } from '../evidence/startCommands.ts';
import { givenValue, optionValue, placeOf, type Planning } from './planning.ts';
import { rankApplications, type Candidate } from './rankApplications.ts';
import { refuseWithoutApp } from './refuse.ts';
import { sourcesOf } from './sourcesOf.ts';
import { healthPaths } from './healthPaths.ts';
import { adkServer } from './adkServer.ts';

/** What of an application is known before its workers are counted. */
export type ChosenApp = Omit<AppPlan, 'command' | 'workers'>;

/** The application of a target that serves one. `model`: what it loads, if anything. */
export function chooseApp(
  planning: Planning,
  target: ServingTarget,
  task: ModelPlan['task'] | undefined,
): ChosenApp {
  const port = Number(optionValue(planning.values, 'port'));
  const ranked = rankApplications(planning.evidence);
  const given = givenValue(planning.values, 'app');
  const best = given === undefined ? ranked[0] : ranked.find((each) => isNamed(each, given));
  const command = given === undefined && best?.command === undefined ? namedByCommand(planning) : undefined;
  if (command) return fromName(planning, command.target, port, command);
  if (best) return fromCandidate(planning, best, ranked, port);
  if (given !== undefined) return fromName(planning, given, port);
  if (target === 'adk') return adkServer(planning, port);
  const script = fromScript(planning, port);
  if (script) return script;
  if (target === 'transformers') return scaffold(planning, task, port);
  return refuseWithoutApp(planning, targetNames[target]);
}

const targetNames: Readonly<Record<ServingTarget, string>> = {
  transformers: 'the model',
  vllm: 'vLLM',
  'tensorrt-llm': 'TensorRT-LLM',
  ollama: 'Ollama',
  adk: 'the agent',
  langgraph: 'the LangGraph graph',
  vertex: 'the client of Vertex AI',
  generic: 'the project',
};

function isNamed(candidate: Candidate, given: string): boolean {
  return (
    given === candidate.file || given.replace(/\(\)$/, '') === objectName(candidate).replace(/\(\)$/, '')
  );
}

/** As a server is told it: `app.main:app`, `app.factory:create_app()`, `ui/app.py`. */
export function objectName({ kind, name, object, factory, file }: Candidate): string {
  if (kind !== 'asgi' && kind !== 'wsgi') return file;
  return `${name.module}:${object ?? 'app'}${factory ? '()' : ''}`;
}

function fromCandidate(
  planning: Planning,
  best: Candidate,
  ranked: readonly Candidate[],
  port: number,
): ChosenApp {
  const { evidence, notes } = planning;
  const others = ranked.filter((each) => each !== best).slice(0, 5);
  const rival = others[0];
  notes.decide({
    option: 'app',
    title: 'Application',
    value: objectName(best),
    reason: reasonFor(best, others.length),
    evidence: [best.evidence, ...(best.command ? [best.command.evidence] : [])],
    confidence: best.command || !rival ? 'high' : best.score - rival.score >= 4 ? 'high' : 'medium',
    alternatives: others.map((each) => ({
      value: objectName(each),
      meaning: `in ${placeOf(each.evidence)}`,
    })),
  });
  const { directory, module } = best.name;
  return {
    kind: best.kind,
    ...(best.kind === 'asgi' || best.kind === 'wsgi'
      ? { module, object: best.object ?? 'app' }
      : { module: best.file }),
    ...(best.factory && { factory: true }),
    ...(directory !== undefined && { directory }),
    sources: sourcesOf(best.file, directory, evidence),
    port,
    ...healthPaths(planning, best),
  };
}

function reasonFor({ command, framework, file }: Candidate, others: number): string {
  const title = frameworkTitles[framework];
  if (command) return `${command.evidence.file} starts this ${title} application.`;
  if (others === 0) return `It is the only application of the project, made with ${title}.`;
  return `Of ${String(others + 1)} applications, the one in ${file} looks most like the one that is served.`;
}

const frameworkTitles: Readonly<Record<Candidate['framework'], string>> = {
  fastapi: 'FastAPI',
  adk: 'ADK',
  flask: 'Flask',
  django: 'Django',
  gradio: 'Gradio',
  streamlit: 'Streamlit',
  asgi: 'ASGI',
  wsgi: 'WSGI',
};

/** What the user named and the syntax trees do not show: taken at its word where the file is there. */
function fromName(planning: Planning, given: string, port: number, command?: StartCommand): ChosenApp {
  const { evidence, notes } = planning;
  const [module = '', object] = given.replace(/\(\)$/, '').split(':');
  const inModule = module.replaceAll('.', '/');
  const paths = given.endsWith('.py')
    ? [given]
    : ['', 'src/'].flatMap((folder) => [`${folder}${inModule}.py`, `${folder}${inModule}/__init__.py`]);
  const file = paths.find((path) => evidence.files.has(path));
  if (file === undefined) {
    const place = paths[0] ?? given;
    throw new UserError(
      `The application ${given} is not in the folder: there is no ${place}.`,
      knownApps(planning),
    );
  }
  notes.decide({
    option: 'app',
    title: 'Application',
    value: given,
    reason: command ? `${command.evidence.file} starts it.` : 'You chose it.',
    evidence: command ? [command.evidence] : [],
  });
  const directory = !given.endsWith('.py') && file.startsWith('src/') ? 'src' : undefined;
  const text = evidence.sources.find(({ path }) => path === file)?.text ?? '';
  const kind =
    command?.program === 'gunicorn' && !/uvicorn/i.test(command.evidence.text)
      ? 'wsgi'
      : kindOfNamed(given, text);
  return {
    kind,
    ...(kind === 'asgi' || kind === 'wsgi' ? { module, object: object ?? 'app' } : { module: file }),
    ...(given.endsWith('()') && { factory: true }),
    ...(directory !== undefined && { directory }),
    sources: sourcesOf(file, directory, evidence),
    port,
    ...healthPaths(planning, undefined),
  };
}

/** An object that a Dockerfile or Procfile starts and that no known framework made: `gunicorn main:me`. */
function namedByCommand({ evidence }: Planning): StartCommand | undefined {
  return evidence.commands.find(({ program, target }) => {
    if (program !== 'uvicorn' && program !== 'gunicorn') return false;
    const module = (target.split(':')[0] ?? '').replaceAll('.', '/');
    return ['', 'src/'].some(
      (folder) =>
        evidence.files.has(`${folder}${module}.py`) || evidence.files.has(`${folder}${module}/__init__.py`),
    );
  });
}

function knownApps({ evidence }: Planning): string {
  const names = rankApplications(evidence).slice(0, 5).map(objectName);
  return names.length === 0 ? 'Give module:object, such as app.main:app.' : `There are: ${names.join(', ')}.`;
}

function kindOfNamed(given: string, text: string): ChosenApp['kind'] {
  if (!given.endsWith('.py'))
    return /\bflask\b|\bwsgi\b/i.test(text) && !/\bfastapi\b/i.test(text) ? 'wsgi' : 'asgi';
  if (/\bstreamlit\b/.test(text)) return 'streamlit';
  return /\bgradio\b/.test(text) ? 'gradio' : 'script';
}

/** A program that a Dockerfile starts and that is no application of a known framework. */
function fromScript(planning: Planning, port: number): ChosenApp | undefined {
  const { evidence, notes } = planning;
  const command = evidence.commands.find(
    ({ program, target }) => program === 'python' && evidence.files.has(target),
  );
  if (!command) return undefined;
  notes.decide({
    option: 'app',
    title: 'Application',
    value: command.target,
    reason: `${command.evidence.file} starts it.`,
    evidence: [command.evidence],
    confidence: 'medium',
  });
  notes.warn(`${command.target} must listen on 0.0.0.0 and on the port that the variable PORT names.`);
  return {
    kind: 'script',
    module: command.target,
    sources: sourcesOf(command.target, undefined, evidence),
    port,
    ...healthPaths(planning, undefined),
  };
}

const scaffoldTasks: readonly string[] = ['text-generation', 'embeddings', 'classification'];

/** The application that `generate fastapi` writes. Where `app` is taken, it takes `serving`, as that does. */
function scaffold(planning: Planning, task: ModelPlan['task'] | undefined, port: number): ChosenApp {
  if (task === undefined || !scaffoldTasks.includes(task)) refuseWithoutApp(planning, 'the model');
  const { files } = planning.evidence;
  const folder = files.hasFolder('app') || files.has('app.py') ? 'serving' : 'app';
  const evidence: Evidence[] = planning.evidence.models.slice(0, 1).map((use) => use.evidence);
  planning.notes.decide({
    option: 'app',
    title: 'Application',
    value: `${folder}.main:app`,
    reason: 'The project has no server yet; `ai-stack generate fastapi` writes this one.',
    evidence,
    confidence: 'medium',
  });
  planning.notes.warn(
    `${folder}/main.py is not there yet: run \`ai-stack generate fastapi\` before you build the image.`,
  );
  return {
    kind: 'asgi',
    module: `${folder}.main`,
    object: 'app',
    scaffold: true,
    sources: [folder],
    port,
    healthPath: '/health',
    readyPath: '/ready',
  };
}

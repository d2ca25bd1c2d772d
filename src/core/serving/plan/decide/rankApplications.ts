import type { ApplicationObject, Framework } from '../evidence/applicationObjects.ts';
import type { ServingEvidence } from '../evidence/servingEvidence.ts';
import type { StartCommand } from '../evidence/startCommands.ts';
import { moduleOf, type ModuleName } from './moduleOf.ts';
import { isInstalled } from './installedPackages.ts';

/** An application with the name that servers know it by. */
export interface Candidate extends ApplicationObject {
  readonly name: ModuleName;
  readonly command?: StartCommand;
  readonly score: number;
}

const frameworkScore: Readonly<Record<Framework, number>> = {
  adk: 42,
  fastapi: 40,
  asgi: 36,
  django: 34,
  flask: 32,
  wsgi: 30,
  streamlit: 16,
  gradio: 15,
};

/** All applications, best first: those that a Dockerfile or script starts, then by framework, name and place. */
export function rankApplications(evidence: ServingEvidence): Candidate[] {
  return evidence.applications
    .map((application) => candidateOf(application, evidence))
    .sort((a, b) => b.score - a.score || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

function candidateOf(application: ApplicationObject, evidence: ServingEvidence): Candidate {
  const text = evidence.sources.find(({ path }) => path === application.file)?.text ?? '';
  const name = moduleOf(application.file, text, evidence.files);
  const command = evidence.commands.find((each) => starts(each, application, name));
  const score = scoreOf(application, evidence) + (command ? 100 : 0);
  return { ...application, name, score, ...(command && { command }) };
}

function starts(command: StartCommand, { file, object }: ApplicationObject, { module }: ModuleName): boolean {
  const target = command.target.replace(/\(\)$/, '');
  if (target.endsWith('.py')) return target.replace(/^\.\//, '') === file || file.endsWith(`/${target}`);
  const [named = '', attribute] = target.split(':');
  return (
    attribute === object && (named === module || module.endsWith(`.${named}`) || named.endsWith(`.${module}`))
  );
}

function scoreOf(
  { file, framework, kind, object, factory, routes }: ApplicationObject,
  evidence: ServingEvidence,
): number {
  const base = file.slice(file.lastIndexOf('/') + 1);
  const named = /^(?:main|app|server|api|asgi|application|__init__|__main__)\.py$/.test(base)
    ? 10
    : base === 'wsgi.py'
      ? 8
      : 0;
  const called = object === 'app' ? 5 : object === 'application' || object === 'api' ? 4 : 0;
  const hasAsgiServer = isInstalled(evidence, 'uvicorn') || isInstalled(evidence, 'channels');
  const django = framework === 'django' ? ((kind === 'asgi') === hasAsgiServer ? 5 : 0) : 0;
  return (
    frameworkScore[framework] +
    named +
    called +
    django +
    Math.min(5, routes.length) -
    (factory ? 3 : 0) -
    2 * (file.split('/').length - 1)
  );
}

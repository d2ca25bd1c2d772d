import { UserError } from '../../../errors.ts';
import { evidenceAt, evidenceOfFile } from '../evidence/projectFiles.ts';
import type { ChosenApp } from './chooseApp.ts';
import { healthPaths } from './healthPaths.ts';
import type { Planning } from './planning.ts';
import { sourcesOf } from './sourcesOf.ts';

/** ADK's own server for the folder of agents, where the project has no application around them. */
export function adkServer(planning: Planning, port: number): ChosenApp {
  const { evidence, notes } = planning;
  const code = evidence.sources.find(({ text }) => /^root_agent\s*(?::[^=\n]+)?=/m.test(text));
  const file = code?.path ?? evidence.files.paths.find((path) => /(?:^|\/)root_agent\.ya?ml$/.test(path));
  if (file === undefined)
    throw new UserError(
      'No agent was found: no module of the project assigns root_agent.',
      'Assign the agent to root_agent in agent.py, or name an application with --set app=module:object.',
    );
  const folders = file.split('/').slice(0, -1);
  if (folders.length === 0)
    throw new UserError(
      `${file} stands at the root, and ADK's server wants each agent in a folder of its own.`,
      'Move it to a folder, such as my_agent/agent.py with an __init__.py beside it.',
    );
  const agents = folders.slice(0, -1).join('/') || '.';
  notes.decide({
    option: 'app',
    title: 'Application',
    value: `adk api_server ${agents}`,
    reason: `ADK's own server finds the agent in ${folders.join('/')}.`,
    evidence: [code ? evidenceAt(file, code.text, code.text.search(/^root_agent/m)) : evidenceOfFile(file)],
  });
  notes.warn(
    'Sessions are kept in memory and are lost with each instance: give ADK a session service, by --session_service_uri or in code.',
  );
  const paths = healthPaths(planning, 'adk');
  return {
    kind: 'script',
    module: agents,
    sources: agents === '.' ? sourcesOf(file, undefined, evidence) : [agents.split('/', 1)[0] ?? agents],
    port,
    ...paths,
  };
}

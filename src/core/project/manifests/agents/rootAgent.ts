import { nothing, type FileReader } from '../../clue.ts';
import { parseYaml } from '../configuration/yamlTree.ts';

export function isRootAgent(path: string): boolean {
  return /(?:^|\/)root_agent\.ya?ml$/.test(path);
}

/** Reads an agent that is configured for ADK without code: a `file` clue with its class and model. */
export const readRootAgent: FileReader = (file) => {
  const { documents, problem } = parseYaml(file);
  if (problem) return { clues: [], problems: [problem] };
  const [document] = documents;
  const name = document?.get('name');
  const told = ['agent_class', 'model', 'instruction', 'sub_agents'].some((key) => document?.get(key).exists);
  if (!document || !name?.exists || !told) return nothing;
  const model = document.get('model').text;
  const agentClass = document.get('agent_class').text;
  const details = {
    ...(model === undefined ? {} : { model }),
    ...(agentClass === undefined ? {} : { agentClass }),
  };
  return { clues: [{ kind: 'file', name: 'root_agent.yaml', line: name.line, details }], problems: [] };
};

import { scaffoldPaths, type ScaffoldTask } from './scaffold.ts';

const bodies: Readonly<Record<ScaffoldTask, string>> = {
  'text-generation': '{"messages": [{"role": "user", "content": "Say hello."}], "max_tokens": 64}',
  embeddings: '{"input": ["A first text.", "Another one."]}',
  classification: '{"inputs": ["I like it.", "I do not."]}',
};

/** A request that shows what the server does, as a command for a shell. */
export function exampleRequest(task: ScaffoldTask): string {
  return [
    `curl http://localhost:8080${scaffoldPaths[task]} \\`,
    `    --header 'Content-Type: application/json' \\`,
    `    --data '${bodies[task]}'`,
  ].join('\n');
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { findOllama, freePort, ollamaRemedy, startRealServer } from '../ollama/realServer.ts';
import { tinyGguf } from '../ollama/tinyGguf.ts';
import { temporaryFolder } from './folders.ts';

/** A project with the weights of a tiny model, a Modelfile, one with mistakes, and a program. */
export function tinyModelProject(): string {
  const folder = join(temporaryFolder('project'), 'tiny-model');
  const write = (name: string, content: string | Uint8Array): void =>
    writeFileSync(join(folder, name), content);
  mkdirSync(folder);
  write('tiny.gguf', tinyGguf());
  write(
    'Modelfile',
    'FROM ./tiny.gguf\nPARAMETER num_ctx 512\nPARAMETER num_predict 20\nSYSTEM "You are small."\n',
  );
  write('Modelfile.mistakes', 'FROM ./tiny.gguf\nPARAMETER temprature 1\nPARAMETER num_ctx many\n');
  write('main.py', 'import ollama\n\nprint(ollama.list())\n');
  write('requirements.txt', 'ollama\n');
  return folder;
}

/**
 * A real server for the window, at `aiStack.ollama.endpoint`, with the program where the extension finds it.
 * `AI_STACK_TEST_OLLAMA` is the server's address, `AI_STACK_TEST_OLLAMA_START` one where none listens and one may be
 * started; neither is set where there is no Ollama, which the output says.
 */
export async function ollamaSurroundings(): Promise<{
  env: Record<string, string>;
  settings: Record<string, unknown>;
}> {
  const program = findOllama();
  if (program === undefined) {
    console.log(ollamaRemedy);
    return { env: {}, settings: {} };
  }
  const server = await startRealServer();
  return {
    env: {
      AI_STACK_TEST_OLLAMA: server.endpoint,
      AI_STACK_TEST_OLLAMA_START: `http://127.0.0.1:${await freePort()}`,
      HOME: temporaryFolder('home'),
      OLLAMA_MODELS: temporaryFolder('models'),
      OLLAMA_NO_CLOUD: '1',
      PATH: [dirname(program), process.env['PATH'] ?? ''].join(delimiter),
    },
    settings: { 'aiStack.ollama.endpoint': server.endpoint, 'aiStack.ollama.path': program },
  };
}

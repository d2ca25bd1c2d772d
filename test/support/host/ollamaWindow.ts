import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loopbackCertificate, type LoopbackCertificate } from '../ollama/loopbackCertificate.ts';
import { startLoopbackRegistry, tinyLayers } from '../ollama/loopbackRegistry.ts';
import { findOllama, freePort, ollamaRemedy, startRealServer } from '../ollama/realServer.ts';
import { tinyGguf } from '../ollama/tinyGguf.ts';
import { onExit } from './children.ts';
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
 * A real server beside the window, for its environment: `AI_STACK_TEST_OLLAMA`, the server's address;
 * `AI_STACK_TEST_OLLAMA_PROGRAM`; `AI_STACK_TEST_OLLAMA_START`, an address where none listens and one may be started;
 * `AI_STACK_TEST_OLLAMA_PULL`, a model that it can pull from a registry on this machine. Nothing is set where there is
 * no Ollama, and the last is empty where that registry cannot be trusted; the output says the first.
 */
export async function ollamaSurroundings(): Promise<Record<string, string>> {
  const program = findOllama();
  if (program === undefined) {
    console.log(ollamaRemedy);
    return {};
  }
  const certificate = loopbackCertificate();
  const server = await startRealServer({ env: certificate ? { SSL_CERT_FILE: certificate.file } : {} });
  return {
    AI_STACK_TEST_OLLAMA: server.endpoint,
    AI_STACK_TEST_OLLAMA_PROGRAM: server.program,
    AI_STACK_TEST_OLLAMA_START: `http://127.0.0.1:${await freePort()}`,
    AI_STACK_TEST_OLLAMA_PULL: certificate ? await offerModel(certificate) : '',
    // Of the server that a test has the extension start.
    HOME: temporaryFolder('home'),
    OLLAMA_MODELS: temporaryFolder('models'),
    OLLAMA_NO_CLOUD: '1',
  };
}

/** Offers a tiny model, slowly enough that its progress is seen and can be cancelled, and returns its name. */
async function offerModel(certificate: LoopbackCertificate): Promise<string> {
  const registry = await startLoopbackRegistry(certificate);
  onExit(() => void registry.close());
  registry.behaviour = { bytesPerSecond: 100_000 };
  return registry.publish('tiny-pulled', tinyLayers({ name: 'Pulled' }));
}

/** How a server of models or web applications is told where to listen. */
export interface Server {
  readonly program: RegExp;
  /** The word after the program that makes it a server: `run` of `flask run`. */
  readonly action?: RegExp;
  readonly host: readonly string[];
  /** Where one option holds both, as `--bind host:port`. */
  readonly bind?: readonly string[];
  readonly port: readonly string[];
  /** Where it listens without being told. `any`: on all addresses. */
  readonly defaultHost: 'loopback' | 'any';
  /** Undefined where it follows PORT by itself. */
  readonly defaultPort: number | undefined;
  readonly hostVariable?: string;
  readonly portVariable?: string;
  readonly workers?: readonly string[];
}

const hostAndPort = { host: ['--host'], port: ['--port'] } as const;

/** Each after the documentation of its command line. */
export const servers: readonly Server[] = [
  { program: /^uvicorn$/, ...hostAndPort, defaultHost: 'loopback', defaultPort: 8000, hostVariable: 'UVICORN_HOST', portVariable: 'UVICORN_PORT', workers: ['--workers'] },
  { program: /^fastapi$/, action: /^run$/, ...hostAndPort, defaultHost: 'any', defaultPort: 8000, workers: ['--workers'] },
  { program: /^fastapi$/, action: /^dev$/, ...hostAndPort, defaultHost: 'loopback', defaultPort: 8000 },
  // Without --bind it listens on 0.0.0.0:$PORT where PORT is set, as on Cloud Run.
  { program: /^gunicorn$/, host: [], bind: ['--bind', '-b'], port: [], defaultHost: 'any', defaultPort: undefined, workers: ['--workers', '-w'] },
  { program: /^hypercorn$/, host: [], bind: ['--bind', '-b'], port: [], defaultHost: 'loopback', defaultPort: 8000, workers: ['--workers', '-w'] },
  { program: /^granian$/, ...hostAndPort, defaultHost: 'loopback', defaultPort: 8000, hostVariable: 'GRANIAN_HOST', portVariable: 'GRANIAN_PORT', workers: ['--workers'] },
  { program: /^daphne$/, host: ['-b', '--bind'], port: ['-p', '--port'], defaultHost: 'loopback', defaultPort: 8000 },
  { program: /^waitress-serve$/, ...hostAndPort, defaultHost: 'any', defaultPort: 8080 },
  { program: /^flask$/, action: /^run$/, host: ['--host', '-h'], port: ['--port', '-p'], defaultHost: 'loopback', defaultPort: 5000, hostVariable: 'FLASK_RUN_HOST', portVariable: 'FLASK_RUN_PORT' },
  { program: /^streamlit$/, action: /^run$/, host: ['--server.address'], port: ['--server.port'], defaultHost: 'any', defaultPort: 8501, hostVariable: 'STREAMLIT_SERVER_ADDRESS', portVariable: 'STREAMLIT_SERVER_PORT' },
  { program: /^vllm$/, action: /^serve$/, ...hostAndPort, defaultHost: 'any', defaultPort: 8000 },
  { program: /^vllm\.entrypoints\.(?:openai\.)?api_server$/, ...hostAndPort, defaultHost: 'any', defaultPort: 8000 },
  { program: /^trtllm-serve$/, ...hostAndPort, defaultHost: 'loopback', defaultPort: 8000 },
  { program: /^adk$/, action: /^(?:web|api_server)$/, ...hostAndPort, defaultHost: 'loopback', defaultPort: 8000 },
]; // prettier-ignore

export function serverOf(program: string, args: readonly { readonly value: string }[]): Server | undefined {
  const action = args.find(({ value }) => !value.startsWith('-'))?.value ?? '';
  return servers.find((server) => server.program.test(program) && (server.action?.test(action) ?? true));
}

export function isLoopback(host: string): boolean {
  return /^(?:127(?:\.\d+){3}|localhost|\[?::1\]?)$/i.test(host);
}

import type { ServingPlan } from '../plan/servingPlan.ts';
import { execForm } from './instructions.ts';

/**
 * What asks the server whether it is well, on the port that it was given: by Python's library, as slim images have no
 * curl; by its own client in Ollama's image, which has neither.
 */
export function healthcheckWords({ target, app, python }: ServingPlan): readonly string[] {
  if (target === 'ollama') return ['sh', '-c', 'OLLAMA_HOST=127.0.0.1:${PORT} ollama list'];
  const port = "int(os.environ['PORT'])";
  const script =
    app.healthPath === undefined
      ? `import os, socket; socket.create_connection(('127.0.0.1', ${port}), 4)`
      : `import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', ${port}, timeout=4); c.request('GET', '${app.healthPath}'); sys.exit(c.getresponse().status != 200)`;
  return [python === undefined ? 'python3' : 'python', '-c', script];
}

/** Seconds in which failures do not count yet. */
export function startPeriod({ probes }: ServingPlan): number {
  return Math.max(10, Math.ceil(probes.expectedStartSeconds));
}

/** For Docker and Compose; Cloud Run has its own probes. */
export function healthcheck(plan: ServingPlan): string {
  const options = `--interval=30s --timeout=5s --start-period=${startPeriod(plan)}s --retries=3`;
  return `HEALTHCHECK ${options} \\\n    CMD ${execForm(healthcheckWords(plan))}`;
}

import type { AppPlan } from '../servingPlan.ts';
import { givenValue, placeOf, type Planning } from './planning.ts';
import type { Candidate } from './rankApplications.ts';

type Paths = Pick<AppPlan, 'healthPath' | 'readyPath'>;

const health =
  /^\/(?:api\/|v1\/|api\/v1\/)?(?:health|healthcheck|health[-_]check|health\/live|live|liveness|livez?|ping|status|alive|heartbeat)\/?$/i;
const ready = /^\/(?:api\/|v1\/|api\/v1\/)?(?:ready|readiness|health\/ready|is[-_]ready)\/?$/i;
const reserved = /z\/?$/i;

/** Where the application says that it lives and that it is ready. Paths that end in z are Cloud Run's own. */
export function healthPaths(planning: Planning, candidate: Candidate | 'adk' | undefined): Paths {
  const { values, notes } = planning;
  // Every version of ADK's server lists its agents.
  const isAdk = candidate === 'adk' || candidate?.framework === 'adk';
  const routes = candidate === 'adk' ? [] : (candidate?.routes ?? []);
  const found = routes.find(({ path }) => health.test(path) && !reserved.test(path))?.path;
  const foundReady = routes.find(({ path }) => ready.test(path) && !reserved.test(path))?.path;
  const taken = routes.find(({ path }) => /^\/(?:healthz|livez|readyz)\/?$/i.test(path));
  if (taken && found === undefined)
    notes.warn(
      `Cloud Run keeps paths that end in z to itself, so that ${taken.path} (${placeOf(taken.evidence)}) never gets there: add /health beside it.`,
    );
  const own =
    candidate !== 'adk' && candidate?.kind === 'streamlit'
      ? '/_stcore/health'
      : isAdk
        ? '/list-apps'
        : undefined;
  const healthPath = givenValue(values, 'health-path') ?? own ?? found;
  const readyPath = givenValue(values, 'ready-path') ?? foundReady ?? healthPath;
  return { ...(healthPath !== undefined && { healthPath }), ...(readyPath !== undefined && { readyPath }) };
}

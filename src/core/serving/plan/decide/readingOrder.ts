import type { Decision } from '../../../generate/decision.ts';

/** Options in the order in which a reader asks: what, with which model, on what, from where, for whom. */
const order: readonly string[] = [
  'target',
  'app',
  'model',
  'parameters',
  'dtype',
  'platform',
  'gpu',
  'cpu',
  'memory',
  'concurrency',
  'max-instances',
  'workers',
  'loading',
  'ready-path',
  'python',
  'dependencies',
  'torch',
  'name',
  'project',
  'region',
  'service-account',
  'secrets',
  'github-repository',
];

export function inReadingOrder(decisions: readonly Decision[]): Decision[] {
  return [...decisions].sort((a, b) => order.indexOf(a.option) - order.indexOf(b.option));
}

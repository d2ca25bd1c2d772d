import { validateModelfile } from '../../src/core/ollama/modelfile/validateModelfile.ts';
import { loadVerdicts } from '../support/ollama/recordVerdicts.ts';
import { median, type Measurement } from './measurement.ts';

const megabyte = 1_000_000;

/** How many of the real server's verdicts on Modelfiles ours agree with, and how long a large file takes. */
export function benchModelfile(): Measurement[] {
  const { cases, serverVersion } = loadVerdicts();
  const agreed = cases.filter(({ text, paths, outcome }) => {
    const context = { paths: new Map(Object.entries(paths ?? {})), serverVersion };
    const isRefused = validateModelfile(text, context).some(({ severity }) => severity === 'error');
    return isRefused === (outcome === 'refused');
  });
  const large = `FROM x\n${'PARAMETER temperature 0.5 # note\n'.repeat(megabyte / 32)}`;
  const times = Array.from({ length: 5 }, () => timed(() => validateModelfile(large)));
  return [
    {
      what: `Modelfiles: verdicts of Ollama ${serverVersion} that ours agree with`,
      value: (100 * agreed.length) / cases.length,
      unit: '%',
      atLeast: 100,
      note: `${agreed.length} of ${cases.length}`,
    },
    { what: 'Modelfile of 1 MB with 31,250 mistakes, checked', value: median(times), unit: 'ms' },
  ];
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

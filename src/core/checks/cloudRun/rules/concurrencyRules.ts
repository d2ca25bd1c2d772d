import type { CheckContext, CheckDiagnostic } from '../../check.ts';
import { engineOf, loadsModel, optionOf } from '../engines.ts';
import {
  fixOf,
  numberOf,
  placeOf,
  putSetting,
  type ContainerSettings,
  type ServiceRule,
  type ServiceSettings,
} from '../serviceSettings.ts';

/**
 * Requests for one that the engine works on. Twice as many keep it busy (Google's codelab has 16 for 8); with far more
 * they wait in its queue where another instance would have been started.
 */
const mostPerSequence = 4;
/** As many as are taken where none is said: enough for a batch, few enough not to wait long. */
const perSequence = 2;

/** How many requests an instance is given at a time. */
export const concurrencyRules: ServiceRule = (service, context) => {
  if (service.kind === 'job') return [];
  return [
    ...overLimit(service, context),
    ...service.containers.flatMap((container) => [
      ...overEngine(service, container, context),
      ...missing(service, container, context),
    ]),
  ];
};

function overLimit(service: ServiceSettings, { catalogue }: CheckContext): CheckDiagnostic[] {
  const setting = service.get('concurrency');
  const value = numberOf(setting);
  const limit = catalogue.limits.concurrency;
  if (value === undefined || value <= limit) return [];
  return [
    {
      code: 'cloudrun/concurrency',
      severity: 'error',
      message: `${service.title('concurrency')} can be ${limit} at most; Cloud Run refuses ${value}.`,
      fixes: fixOf('write-limit', `Set it to ${limit}`, setting?.write?.(String(limit))),
      ...placeOf(service, 'concurrency'),
    },
  ];
}

function overEngine(
  service: ServiceSettings,
  container: ContainerSettings,
  context: CheckContext,
): CheckDiagnostic[] {
  const setting = service.get('concurrency');
  const value = numberOf(setting);
  const sequences = sequencesOf(container, context);
  if (value === undefined || sequences === undefined || value > context.catalogue.limits.concurrency)
    return [];
  if (value <= sequences * mostPerSequence) return [];
  const wanted = sequences * perSequence;
  return [
    {
      code: 'cloudrun/concurrency-over-engine',
      severity: 'warning',
      message: `${service.title('concurrency')} is ${value}, and the engine works on ${sequences} at a time: the others wait in its queue, and no instance is added for them.`,
      fixes: fixOf('write-double', `Set it to ${wanted}`, setting?.write?.(String(wanted))),
      ...placeOf(service, 'concurrency'),
    },
  ];
}

function missing(
  service: ServiceSettings,
  container: ContainerSettings,
  context: CheckContext,
): CheckDiagnostic[] {
  if (service.get('concurrency') || !service.complete) return [];
  if (!loadsModel(service, container, context) || !isIngress(service, container)) return [];
  const wanted = (sequencesOf(container, context) ?? perSequence) * perSequence;
  return [
    {
      code: 'cloudrun/concurrency-missing',
      severity: 'information',
      message: `Set ${service.title('concurrency')}: without it an instance is given 80 requests for each CPU, far more than a model answers at a time.`,
      fixes: fixOf(
        'write-concurrency',
        `Set it to ${wanted}`,
        putSetting(service, 'concurrency', String(wanted)),
      ),
      ...service.head,
    },
  ];
}

function isIngress(service: ServiceSettings, container: ContainerSettings): boolean {
  return service.containers.length === 1 || container.hasPort;
}

/** How many sequences the engine works on at a time, where its options or variables say so. */
function sequencesOf(container: ContainerSettings, context: CheckContext): number | undefined {
  const engine = engineOf(container, context);
  if (engine === 'vllm') return numberOf(optionOf(container.words, '--max-num-seqs', '--max_num_seqs'));
  if (engine === 'tensorrt-llm')
    return numberOf(optionOf(container.words, '--max_batch_size', '--max-batch-size'));
  const parallel = container.variables.find(({ name }) => name === 'OLLAMA_NUM_PARALLEL');
  return engine === 'ollama' ? numberOf(parallel?.value) : undefined;
}

import type { ModelPlan, ServingPlan, ServingTarget } from '../servingPlan.ts';
import type { ChosenApp } from './chooseApp.ts';
import type { ChosenHardware } from './chooseHardware.ts';
import { googleModelCalls } from './chooseIdentity.ts';
import type { ChosenModel } from './chooseModel.ts';
import type { Planning } from './planning.ts';

type Environment = ServingPlan['environment'];

interface Setting {
  readonly name: string;
  readonly value: string;
}

/** Plain settings of the container, in the order in which they are written. */
export function chooseEnvironment(
  planning: Planning,
  target: ServingTarget,
  hardware: ChosenHardware,
  chosen: ChosenModel | undefined,
  model: ModelPlan | undefined,
  app: ChosenApp | undefined,
  deployment: { readonly project: string; readonly concurrency: number },
): Environment {
  if (!app) return engineSettings(planning, target, hardware, model, deployment.concurrency);
  return [
    { name: 'PYTHONUNBUFFERED', value: '1' },
    ...(app.kind === 'gradio' ? [{ name: 'GRADIO_SERVER_NAME', value: '0.0.0.0' }] : []),
    ...(model && chosen ? modelSettings(model, chosen, app) : []),
    ...(googleModelCalls(planning, target) ? googleSettings(deployment.project) : []),
  ];
}

/** The hub is not asked where all weights are there; then a start does not wait for it, and needs no network. */
function modelSettings(model: ModelPlan, chosen: ChosenModel, app: ChosenApp): Setting[] {
  const isLocal =
    model.loading === 'baked' ||
    model.loading === 'project' ||
    (model.loading === 'bucket' && (chosen.variable !== undefined || app.scaffold === true));
  const variable = app.scaffold === true ? 'MODEL_ID' : chosen.variable;
  const asFolder =
    isLocal && model.layout === undefined && !(model.loading === 'project' && chosen.use !== undefined);
  return [
    // Nothing but /tmp can be written to.
    { name: 'HF_HOME', value: '/tmp/hf' },
    ...(model.layout === 'hub-cache' && model.path !== undefined
      ? [{ name: 'HF_HUB_CACHE', value: model.path }]
      : []),
    ...(variable !== undefined && asFolder && model.path !== undefined
      ? [{ name: variable, value: model.path }]
      : []),
    ...(app.scaffold === true && asFolder ? [{ name: 'SERVED_MODEL_NAME', value: model.id }] : []),
    ...(variable !== undefined && !asFolder && app.scaffold === true
      ? [{ name: variable, value: model.id }]
      : []),
    ...(variable === undefined && model.loading === 'bucket' && model.path !== undefined
      ? [{ name: 'MODEL_ID', value: model.path }]
      : []),
    ...(isLocal && chosen.others.length === 0 && chosen.isDefault !== true
      ? [{ name: 'HF_HUB_OFFLINE', value: '1' }]
      : []),
  ];
}

/** Both names of the same switch: the second is the one of versions before its renaming. */
function googleSettings(project: string): Setting[] {
  return [
    { name: 'GOOGLE_GENAI_USE_ENTERPRISE', value: 'true' },
    { name: 'GOOGLE_GENAI_USE_VERTEXAI', value: 'true' },
    ...(project === '' ? [] : [{ name: 'GOOGLE_CLOUD_PROJECT', value: project }]),
    { name: 'GOOGLE_CLOUD_LOCATION', value: 'global' },
  ];
}

function engineSettings(
  { catalogue }: Planning,
  target: ServingTarget,
  { gpu }: ChosenHardware,
  model: ModelPlan | undefined,
  concurrency: number,
): Setting[] {
  if (target === 'ollama')
    return [
      { name: 'OLLAMA_MODELS', value: '/models' },
      { name: 'OLLAMA_KEEP_ALIVE', value: '-1' },
      { name: 'OLLAMA_NUM_PARALLEL', value: String(Math.min(concurrency, 4)) },
    ];
  const compatibility =
    target === 'vllm' && gpu?.cudaCompatibility === true ? catalogue.engines.vllm.compatibility : undefined;
  const isLocal = model !== undefined && model.loading !== 'hub';
  return [
    ...(compatibility ? [{ name: compatibility.name, value: compatibility.value }] : []),
    ...(isLocal ? [{ name: 'HF_HUB_OFFLINE', value: '1' }] : []),
  ];
}

import type { GenerateContext, OptionValues } from '../../generate/generator.ts';
import { readServingCatalogue } from '../catalogue/readServingCatalogue.ts';
import { chooseApp, type ChosenApp } from './decide/chooseApp.ts';
import { chooseDeployment } from './decide/chooseDeployment.ts';
import { chooseEnvironment } from './decide/chooseEnvironment.ts';
import { chooseHardware, type ChosenHardware } from './decide/chooseHardware.ts';
import { chooseIdentity, chooseSecrets } from './decide/chooseIdentity.ts';
import { chooseLoading } from './decide/chooseLoading.ts';
import { chooseModel, type ChosenModel } from './decide/chooseModel.ts';
import { chooseName } from './decide/chooseName.ts';
import { chooseProbes } from './decide/chooseProbes.ts';
import { decideRegion, wantedRegion } from './decide/chooseRegion.ts';
import { chooseResources } from './decide/chooseResources.ts';
import { chooseTarget } from './decide/chooseTarget.ts';
import { describePython } from './decide/describePython.ts';
import { ollamaModel } from './decide/ollamaModel.ts';
import { inReadingOrder } from './decide/readingOrder.ts';
import { PlanNotes, givenNumber, optionValue, type Planning } from './decide/planning.ts';
import { refuseBrokenManifests, refuseNotebooks } from './decide/refuse.ts';
import { appCommand, ollamaApp, tensorRtApp, vllmApp } from './decide/startCommand.ts';
import { servingEvidence } from './evidence/servingEvidence.ts';
import type {
  AppPlan,
  ImagePlan,
  ModelPlan,
  PythonPlan,
  ResourcePlan,
  ServingPlan,
  ServingTarget,
} from './servingPlan.ts';

/**
 * Decides how the project of the folder is served, from its files and from what was given. The same files and values
 * give the same plan. `values`: of `servingOptions`; those that are left out stand at their defaults. Rejects with a
 * `UserError` where nothing can be served, where a value does not fit, or where nothing holds the model.
 */
export async function planServing(values: OptionValues, context: GenerateContext): Promise<ServingPlan> {
  const catalogue = readServingCatalogue(await context.resource('catalog/serving.yaml'));
  const evidence = await servingEvidence(context);
  const planning: Planning = { values, evidence, catalogue, notes: new PlanNotes(values) };
  refuseBrokenManifests(planning);
  refuseNotebooks(planning);
  return decide(planning);
}

const engines: readonly ServingTarget[] = ['vllm', 'tensorrt-llm', 'ollama'];

async function decide(planning: Planning): Promise<ServingPlan> {
  const { notes } = planning;
  const wanted = chooseTarget(planning);
  const chosen = chooseModel(planning, wanted);
  const region = wantedRegion(planning);
  const hardware = chooseHardware(planning, wanted, chosen, region);
  const { target } = hardware;
  const app = engines.includes(target) ? undefined : chooseApp(planning, target, chosen?.task);
  const name = chooseName(planning, chosen?.id);
  const loaded = chosen && chooseLoading(planning, target, chosen, hardware, app, name);
  const { model, sources } = ollamaModel(planning, target, chosen, loaded, name);
  const python = app && (await describePython(planning, target, app, chosen, hardware.cloudGpu));
  const resources = chooseResources(planning, target, hardware, chosen, model, app);
  const served = completeApp(planning, target, hardware, resources, chosen, model, app);
  const appPlan = sources.length > 0 ? { ...served, sources } : served;
  const probes = chooseProbes(planning, target, hardware, model, app, appPlan);
  const secrets = chooseSecrets(planning, target, model, chosen?.gated ?? false, app);
  const identity = chooseIdentity(planning, target, model, secrets, name);
  const deployment = chooseDeployment(planning, decideRegion(planning, region, hardware.cloudGpu), name);
  const settings = { project: deployment.project, concurrency: resources.concurrency };
  const environment = chooseEnvironment(planning, target, hardware, chosen, model, app, settings);
  warnOfRoutes(planning, target);
  return {
    name,
    target,
    platform: hardware.platform,
    image: chooseImage(planning, target, python),
    ...(python && { python }),
    app: appPlan,
    ...(model && { model }),
    ...(hardware.gpu && { gpu: hardware.gpu }),
    resources,
    probes,
    environment,
    secrets,
    identity,
    deployment,
    decisions: inReadingOrder(notes.decisions),
    warnings: notes.warnings,
  };
}

function chooseImage(
  { values, catalogue }: Planning,
  target: ServingTarget,
  python: PythonPlan | undefined,
): ImagePlan {
  const given = optionValue(values, 'base-image');
  const engine =
    target === 'vllm' || target === 'tensorrt-llm' || target === 'ollama'
      ? catalogue.engines[target]
      : undefined;
  const own = catalogue.python.find(({ version }) => version === python?.version)?.image;
  return {
    base: given === '' ? (engine?.image ?? own ?? '') : given,
    ...(python && { uv: catalogue.uvImage }),
    platform: 'linux/amd64',
  };
}

function completeApp(
  planning: Planning,
  target: ServingTarget,
  hardware: ChosenHardware,
  resources: ResourcePlan,
  chosen: ChosenModel | undefined,
  model: ModelPlan | undefined,
  app: ChosenApp | undefined,
): AppPlan {
  const port = Number(optionValue(planning.values, 'port'));
  if (app) {
    const workers = chooseWorkers(planning, app, resources, chosen, target === 'transformers');
    const isAdk = target === 'adk' && app.kind === 'script';
    return { ...app, command: appCommand(app, isAdk, workers), workers };
  }
  const engine = { kind: 'engine' as const, sources: [], port, workers: 1 };
  if (target === 'ollama' || !chosen || !model) return { ...engine, ...ollamaApp };
  return target === 'vllm'
    ? { ...engine, ...vllmApp(chosen, model, hardware) }
    : { ...engine, ...tensorRtApp(model, hardware) };
}

/** Each worker of an application with a model would load it anew. */
function chooseWorkers(
  { values, notes }: Planning,
  app: ChosenApp,
  { cpu }: ResourcePlan,
  model: ChosenModel | undefined,
  loadsModel: boolean,
): number {
  const given = givenNumber(values, 'workers');
  const isServer = app.kind === 'asgi' || app.kind === 'wsgi';
  const several = isServer && !model && !loadsModel;
  const usual = several ? cpu : 1;
  if (given !== undefined && given > 1 && model)
    notes.warn(
      `Each of ${String(given)} workers loads ${model.id} anew, so that it takes ${String(given)} times the memory.`,
    );
  notes.decide({
    option: 'workers',
    title: 'Workers',
    value: String(given ?? usual),
    reason:
      given !== undefined
        ? 'You chose it.'
        : model || loadsModel
          ? 'Each would load the model anew.'
          : several
            ? 'One for each CPU.'
            : 'Its sessions live in one process.',
  });
  return given ?? usual;
}

/** The image of an engine holds nothing of the project. */
function warnOfRoutes({ evidence, notes }: Planning, target: ServingTarget): void {
  const [application] = evidence.applications;
  if (!engines.includes(target) || !application) return;
  notes.warn(
    `The image serves the model alone; the application in ${application.file} is a service of its own that asks it (generate again with --set target=generic for that one).`,
  );
}

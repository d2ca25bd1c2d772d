import { UserError } from '../../../errors.ts';
import type { ModelPlan, ServingTarget } from '../servingPlan.ts';
import type { ChosenApp } from './chooseApp.ts';
import type { ChosenHardware } from './chooseHardware.ts';
import type { ChosenModel } from './chooseModel.ts';
import { isInstalled } from './installedPackages.ts';
import { gigabytes, givenValue, placeOf, type Planning } from './planning.ts';

/** Weights up to here go into an image: without an engine, whose own image has gigabytes, less. */
const bakedWithoutEngine = 2e9;
const bakedWithEngine = 10e9;

/** For an engine whose model is of unknown size: what little memory allows. */
const unknownLimits = { maxModelLength: 4096, maxSequences: 4 };

/** Gigabytes a second: from the hub, measured where nothing else was slow; from image or bucket in `startProbe.ts`. */
export const hubBytesPerSecond = 0.1e9;

/** How the weights get into the container, and where they lie there. */
export function chooseLoading(
  planning: Planning,
  target: ServingTarget,
  model: ChosenModel,
  hardware: ChosenHardware,
  app: ChosenApp | undefined,
  name: string,
): ModelPlan {
  const { values } = planning;
  const isEngine = app === undefined;
  const loading =
    (givenValue(values, 'loading') as ModelPlan['loading'] | undefined) ??
    usualLoading(planning, model, isEngine);
  checkLoading(loading, model);
  const inCode =
    app !== undefined && app.scaffold !== true && model.variable === undefined && loading !== 'project';
  const isCache = inCode && loading === 'baked';
  const { fit, dtype } = hardware;
  const limits = isEngine || givenValue(values, 'max-model-len') !== undefined;
  noteLoading(planning, model, loading, isEngine);
  if (inCode && loading === 'bucket') warnOfLiteral(planning, model);
  return {
    id: model.id,
    ...(model.revision !== undefined && { revision: model.revision }),
    task: model.task,
    ...(model.parametersBillion !== undefined && { parametersBillion: model.parametersBillion }),
    dtype: dtype?.dtype ?? model.storedDtype,
    ...(model.storedBytes !== undefined && { weightsBytes: model.storedBytes }),
    loading,
    ...pathOf(target, model, loading, isCache),
    ...(isCache && { layout: 'hub-cache' as const }),
    ...(loading === 'bucket' && { bucket: bucketOf(planning, name) }),
    ...(isEngine && !fit && model.task === 'text-generation' && unknownLimits),
    ...(limits &&
      fit &&
      model.task === 'text-generation' && { maxModelLength: fit.length, maxSequences: fit.sequences }),
    ...(loading === 'baked' && !isEngine && downloaderOf(planning, app)),
  };
}

function usualLoading({ values }: Planning, model: ChosenModel, isEngine: boolean): ModelPlan['loading'] {
  if (model.folder) return 'project';
  if (givenValue(values, 'bucket') !== undefined) return 'bucket';
  const most = isEngine ? bakedWithEngine : bakedWithoutEngine;
  return (model.storedBytes ?? 0) <= most ? 'baked' : 'bucket';
}

function checkLoading(loading: ModelPlan['loading'], model: ChosenModel): void {
  if (loading === 'project' && !model.folder)
    throw new UserError(
      `${model.id} is no folder of the project with a model in it.`,
      'Take --set loading=baked, or give the folder with --set model=…',
    );
  if (loading !== 'project' && loading !== 'bucket' && model.folder)
    throw new UserError(
      `${model.id} lies in the project, so that it comes neither from the hub nor from a step of the build.`,
      'Take --set loading=project, or bucket.',
    );
}

function pathOf(
  target: ServingTarget,
  model: ChosenModel,
  loading: ModelPlan['loading'],
  isCache: boolean,
): { path?: string } {
  if (target === 'ollama') return { path: '/models' };
  if (loading === 'hub') return {};
  if (isCache) return { path: '/models/hub' };
  // The code asks for the folder by its own path, relative to where the application lies.
  if (loading === 'project' && model.use) return { path: `/app/${model.id}` };
  const base = model.id === '.' ? 'model' : model.id.slice(model.id.lastIndexOf('/') + 1);
  return { path: `/models/${base.replace(/[^\w.-]/g, '-')}` };
}

function bucketOf({ values, evidence }: Planning, name: string): string {
  const given = givenValue(values, 'bucket')?.replace(/^gs:\/\//, '');
  if (given !== undefined) return given;
  const project =
    givenValue(values, 'project') ??
    (evidence.cloud.projects.length === 1 ? evidence.cloud.projects[0]?.value : undefined);
  return `${(project ?? name).replace(/[^a-z0-9-]/g, '-').slice(0, 50)}-models`;
}

/** The hub's client comes with transformers and its like; else it is installed for the download alone. */
function downloaderOf({ evidence, catalogue }: Planning, { scaffold }: ChosenApp): { downloader?: string } {
  if (scaffold === true || isInstalled(evidence, 'huggingface-hub')) return {};
  const version = catalogue.packages.find(({ name }) => name === 'huggingface_hub')?.version;
  return { downloader: version === undefined ? 'huggingface_hub' : `huggingface_hub==${version}` };
}

function noteLoading(
  { notes }: Planning,
  model: ChosenModel,
  loading: ModelPlan['loading'],
  isEngine: boolean,
): void {
  const size = model.storedBytes === undefined ? 'weights of unknown size' : gigabytes(model.storedBytes);
  const reasons: Readonly<Record<ModelPlan['loading'], string>> = {
    baked: `With ${size} they fit into the image, so that a start needs nothing from elsewhere.`,
    bucket: `${size} would make the image slow to pull; a bucket in the same region is read while the instance starts.`,
    hub: `Each start downloads ${size}, and fails where the hub does not answer.`,
    project: 'They lie in the project and are copied with it.',
  };
  notes.decide({
    option: 'loading',
    title: 'Weights',
    value: {
      baked: 'in the image',
      bucket: 'from a bucket',
      hub: 'from the hub',
      project: 'from the project',
    }[loading],
    reason: reasons[loading],
    evidence: model.folder && loading === 'project' ? [model.folder.evidence] : [],
    alternatives: [
      {
        value: 'baked',
        meaning: isEngine ? 'in the image; it grows by as much' : 'in the image; slower to build and push',
      },
      { value: 'bucket', meaning: 'from a bucket, which you fill once' },
      { value: 'hub', meaning: 'from the hub at each start; the weights take memory twice' },
    ].filter(({ value }) => value !== loading && !(model.folder && value !== 'bucket')),
  });
}

function warnOfLiteral({ notes }: Planning, { use, id }: ChosenModel): void {
  const place = use ? ` (${placeOf(use.evidence)})` : '';
  notes.warn(
    `The code names ${id} itself${place}: let it read the variable MODEL_ID, which the service sets to the folder of the bucket; else it downloads the weights from the hub at each start.`,
  );
}

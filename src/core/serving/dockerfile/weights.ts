import type { OptionValues } from '../../generate/generator.ts';
import type { ModelPlan, ServingPlan } from '../plan/servingPlan.ts';
import { cleanPath } from './copiedPaths.ts';
import { copyPath, copyPaths, shellQuoted, shellWord } from './instructions.ts';

/** Formats of other frameworks, which PyTorch does not read and which can double a repository. */
const otherFormats = ['*.h5', '*.msgpack', '*.ot', '*.onnx', '*.tflite', 'onnx/*', 'openvino/*', 'coreml/*'];

/** How weights get into the image: `download` in a stage of their own, `project` by COPY, `none`. */
export function weightValues(plan: ServingPlan, owner: string): OptionValues {
  const { model, image, python } = plan;
  if (model === undefined) return { weights: 'none', ...absent };
  const path = modelPath(model);
  const usesProject = model.downloader === undefined && python !== undefined;
  return {
    ...absent,
    weights: model.loading === 'baked' ? 'download' : model.loading === 'project' ? 'project' : 'none',
    'weights-base': usesProject ? 'builder' : image.base,
    downloader: model.downloader === undefined ? 'none' : image.uv === undefined ? 'pip' : 'uv',
    'downloader-requirement': shellQuoted(model.downloader ?? ''),
    pinned: String(model.revision !== undefined),
    download: downloadWeights(model, path, usesProject ? '/opt/venv/bin/hf' : 'hf'),
    'weights-path': path,
    'weights-copy': copyWeights(plan, model, path, owner),
  };
}

/** Weights of the project are copied before the sources; where these have them in a folder, that folder is. */
function copyWeights(plan: ServingPlan, model: ModelPlan, path: string, owner: string): string {
  const folder = sourceWithWeights(plan);
  return folder === undefined ? copyPath(model.id, path, owner) : copyPaths([folder], owner);
}

/** The source that the weights lie in, so that they get into the image once; undefined where none has them. */
export function sourceWithWeights({ model, app }: ServingPlan): string | undefined {
  if (model?.loading !== 'project' || model.path !== `/app/${model.id}`) return undefined;
  return app.sources.find((path) => `${model.id}/`.startsWith(`${cleanPath(path)}/`));
}

const absent: OptionValues = {
  'weights-base': '',
  downloader: 'none',
  'downloader-requirement': '',
  pinned: 'true',
  download: '',
  'weights-path': '',
  'weights-copy': '',
};

/** Where the weights are in the container. */
export function modelPath(model: ModelPlan): string {
  return model.path ?? `/models/${model.id.split('/').at(-1) ?? model.id}`;
}

/** The steps that download the weights; the token is read from a build secret, where there is one. */
function downloadWeights(model: ModelPlan, path: string, program: string): string {
  const cached = model.layout === 'hub-cache';
  const revision = model.revision === undefined ? '' : ` --revision ${shellWord(model.revision)}`;
  const excluded = otherFormats.map((format) => `--exclude '${format}'`);
  return [
    `WORKDIR ${path}`,
    'RUN --mount=type=secret,id=hf_token \\',
    `    HF_TOKEN_PATH=/run/secrets/hf_token ${program} download ${shellWord(model.id)}${revision} \\`,
    `      ${cached ? '--cache-dir' : '--local-dir'} . \\`,
    `      ${excluded.slice(0, 5).join(' ')} \\`,
    `      ${excluded.slice(5).join(' ')} \\`,
    ...(cached ? cacheSteps(model) : folderSteps),
  ].join('\n');
}

/** Many repositories have the same weights in two formats. */
const folderSteps = [
  '    && rm -rf .cache \\',
  '    && if ls ./*.safetensors > /dev/null 2>&1; then rm -f ./pytorch_model*.bin; fi',
];

/**
 * The same where names are links into the cache. Code that names no revision asks the cache for `main`, which a
 * download of another one does not write.
 */
function cacheSteps({ id, revision = 'main' }: ModelPlan): string[] {
  const repository = `models--${id.replaceAll('/', '--')}`;
  const main = `${repository}/refs/main`;
  const isCommit = /^[0-9a-f]{40}$/.test(revision);
  const written = isCommit
    ? `mkdir -p ${repository}/refs && printf '%s' ${revision} > ${main}`
    : `cp ${repository}/refs/${shellWord(revision)} ${main}`;
  return [
    ...(revision === 'main' ? [] : [`    && ${written} \\`]),
    `    && if ls ${repository}/snapshots/*/*.safetensors > /dev/null 2>&1; then \\`,
    `      find ${repository}/snapshots -name 'pytorch_model*.bin' -exec sh -c 'rm -f "$(readlink -f "$1")" "$1"' sh {} \\; ; \\`,
    '    fi',
  ];
}

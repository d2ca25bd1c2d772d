import type { OptionValues } from '../../generate/generator.ts';
import type { ModelPlan, ServingPlan } from '../plan/servingPlan.ts';
import { copyPath, shellQuoted, shellWord } from './instructions.ts';

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
    'weights-copy': copyPath(model.id, path, owner),
  };
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

/** The step that downloads the weights; the token is read from a build secret, where there is one. */
function downloadWeights(model: ModelPlan, path: string, program: string): string {
  const revision = model.revision === undefined ? '' : ` --revision ${shellWord(model.revision)}`;
  const excluded = otherFormats.map((format) => `--exclude '${format}'`);
  return [
    'RUN --mount=type=secret,id=hf_token \\',
    `    HF_TOKEN_PATH=/run/secrets/hf_token ${program} download ${shellWord(model.id)}${revision} --local-dir ${path} \\`,
    `      ${excluded.slice(0, 5).join(' ')} \\`,
    `      ${excluded.slice(5).join(' ')} \\`,
    `    && rm -rf ${path}/.cache \\`,
    // Many repositories have the same weights in both formats.
    `    && if ls ${path}/*.safetensors > /dev/null 2>&1; then rm -f ${path}/pytorch_model*.bin; fi`,
  ].join('\n');
}

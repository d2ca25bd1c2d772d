import type { OptionValues } from '../../generate/generator.ts';
import type { ModelPlan, ServingPlan } from '../plan/servingPlan.ts';
import { appUser, copyPath, shellQuoted } from './instructions.ts';

/** Formats of other frameworks, which PyTorch does not read and which can double a repository. */
const otherFormats = ['*.h5', '*.msgpack', '*.ot', '*.onnx', '*.tflite', 'onnx/*', 'openvino/*', 'coreml/*'];

/** How weights get into the image: `download` in a stage of their own, `project` by COPY, `none`. */
export function weightValues(plan: ServingPlan): OptionValues {
  const { model, image, python } = plan;
  const kind = model === undefined ? 'none' : weightsKind(model);
  const tool = image.uv === undefined ? 'pip' : 'uv';
  const path = model === undefined ? '' : modelPath(model);
  return {
    weights: kind,
    'weights-base': model?.downloader === undefined && python !== undefined ? 'builder' : image.base,
    downloader: model?.downloader === undefined ? 'none' : tool,
    'downloader-requirement': shellQuoted(model?.downloader ?? ''),
    download: model === undefined ? '' : downloadWeights(model, path, pythonOf(plan)),
    'weights-path': path,
    'weights-copy': kind === 'project' && model ? copyWeights(model, path) : '',
  };
}

/** Who has the hub's client: a pinned one in the stage, the project's dependencies, or the engine's image. */
function pythonOf({ model, python }: ServingPlan): string {
  if (python === undefined) return 'python3';
  return model?.downloader === undefined ? '/opt/venv/bin/python' : 'python';
}

function weightsKind({ loading }: ModelPlan): 'download' | 'project' | 'none' {
  return loading === 'baked' ? 'download' : loading === 'project' ? 'project' : 'none';
}

export function modelPath(model: ModelPlan): string {
  return model.path ?? `/models/${model.id.split('/').at(-1) ?? model.id}`;
}

/** The step that downloads the pinned revision; the token is read from a build secret, where there is one. */
export function downloadWeights(model: ModelPlan, path: string, python: string): string {
  const revision = model.revision === undefined ? '' : `, revision=${pythonText(model.revision)}`;
  const ignored = otherFormats.map(pythonText).join(', ');
  const call = `snapshot_download(${pythonText(model.id)}${revision}, local_dir=${pythonText(path)}, ignore_patterns=[${ignored}])`;
  return [
    'RUN --mount=type=secret,id=hf_token \\',
    `    HF_TOKEN_PATH=/run/secrets/hf_token ${python} -c "from huggingface_hub import snapshot_download; ${call}" \\`,
    `    && rm -rf ${path}/.cache \\`,
    // Many repositories have the same weights in both formats.
    `    && if ls ${path}/*.safetensors > /dev/null 2>&1; then rm -f ${path}/pytorch_model*.bin; fi`,
  ].join('\n');
}

function pythonText(text: string): string {
  return `'${text.replace(/[\\'"$\x60]/g, '')}'`;
}

/** Weights that lie in the project, in a layer before the sources. */
function copyWeights(model: ModelPlan, path: string): string {
  return copyPath(model.id, path, appUser);
}

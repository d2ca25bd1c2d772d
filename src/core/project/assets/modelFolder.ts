import { nothing, type Clue, type FileReader, type SourceFile } from '../clue.ts';
import { parseJson, type JsonTree } from '../manifests/configuration/jsonTree.ts';

const modelFileName =
  /(?:^|\/)(?:config|adapter_config|generation_config|model_index|tokenizer|tokenizer_config|[\w.-]+\.safetensors\.index)\.json$/;

/** The JSON files that stand beside a model's weights, by the names that transformers and diffusers write. */
export function isModelFile(path: string): boolean {
  return modelFileName.test(path);
}

/**
 * Reads a JSON file of a model folder: `asset` clues `config` (`details`: `modelType`, `architecture`,
 * `quantMethod`, `quantBits`; `part` for generation_config and model_index), `adapter` (`peftType`, `baseModel`),
 * `tokenizer`, and `safetensors` for an index of shards (`bytes`). The names are common, so only the right keys
 * count and broken JSON is no problem, but for adapter_config.json.
 */
export const readModelFile: FileReader = (file) => {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  if (name === 'config.json') return readConfig(file);
  if (name === 'adapter_config.json') return readAdapterConfig(file);
  if (name === 'tokenizer.json')
    return readByKeys(file, 'tokenizer', /"(?:added_tokens|pre_tokenizer|normalizer)"\s*:/);
  if (name === 'tokenizer_config.json') {
    return readByKeys(
      file,
      'tokenizer',
      /"(?:tokenizer_class|model_max_length|chat_template|added_tokens_decoder)"\s*:/,
    );
  }
  if (name === 'generation_config.json') {
    return readByKeys(
      file,
      'config',
      /"(?:eos_token_id|bos_token_id|pad_token_id|transformers_version)"\s*:/,
      'generation',
    );
  }
  if (name === 'model_index.json') return readByKeys(file, 'config', /"_diffusers_version"\s*:/, 'diffusers');
  return readShardIndex(file);
};

function readConfig(file: SourceFile) {
  if (!/"(?:model_type|architectures)"\s*:/.test(file.text)) return nothing;
  const { root } = parseJson(file);
  const modelType = root.get('model_type');
  const [architecture] = root.get('architectures').items;
  const at = modelType.text === undefined ? architecture : modelType;
  if (at?.text === undefined) return nothing;
  const quantisation = root.get('quantization_config');
  const details = withoutMissing({
    modelType: modelType.text,
    architecture: architecture?.text,
    quantMethod: quantisation.get('quant_method').text,
    quantBits: quantisation.get('bits').number?.toString(),
  });
  return asset('config', at.line, details);
}

function readAdapterConfig(file: SourceFile) {
  const { root, problem } = parseJson(file);
  if (problem) return { clues: [], problems: file.sampled ? [] : [problem] };
  const type = root.get('peft_type');
  if (type.text === undefined) return nothing;
  const details = withoutMissing({
    peftType: type.text,
    baseModel: root.get('base_model_name_or_path').text,
  });
  return asset('adapter', type.line, details);
}

function readShardIndex(file: SourceFile) {
  if (!/"weight_map"\s*:/.test(file.text)) return nothing;
  const { root } = parseJson(file);
  const total: JsonTree = root.get('metadata', 'total_size');
  if (!root.isObject) return nothing;
  return asset('safetensors', total.line, withoutMissing({ bytes: total.number?.toString(), part: 'index' }));
}

/** These files can be larger than what is read of them, so that their keys are looked for in the text. */
function readByKeys(file: SourceFile, name: string, keys: RegExp, part?: string) {
  const offset = file.text.trimStart().startsWith('{') ? file.text.search(keys) : -1;
  if (offset < 0) return nothing;
  const line = file.text.slice(0, offset).split(/\r\n|\n|\r/).length;
  return asset(name, line, withoutMissing({ part }));
}

function asset(name: string, line: number, details: Readonly<Record<string, string>>) {
  const clue: Clue = { kind: 'asset', name, line, ...(Object.keys(details).length > 0 ? { details } : {}) };
  return { clues: [clue], problems: [] };
}

function withoutMissing(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

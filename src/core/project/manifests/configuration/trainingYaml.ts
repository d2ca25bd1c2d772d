import { nothing, type Clue, type FileReader } from '../../clue.ts';
import { parseYaml, type YamlTree } from './yamlTree.ts';

const stages = /^(?:pt|sft|rm|ppo|dpo|kto)$/;

/** Whether a YAML text may configure Axolotl or LLaMA-Factory. Cheap; run before parsing. */
export function looksLikeTraining(text: string): boolean {
  return (
    (/^base_model\s*:/m.test(text) && /^(?:adapter|load_in_[48]bit|micro_batch_size)\s*:/m.test(text)) ||
    (/^model_name_or_path\s*:/m.test(text) && /^stage\s*:/m.test(text))
  );
}

/**
 * Reads a training run configured for Axolotl or LLaMA-Factory: a `file` clue `axolotl` or `llama-factory` with
 * `details.adapter` (`lora`, `qlora`, `full`, …) and `details.baseModel`. Anything else is nothing.
 */
export const readTrainingYaml: FileReader = (file) => {
  if (!looksLikeTraining(file.text)) return nothing;
  const clues = parseYaml(file).documents.flatMap(
    (document) => axolotlClues(document) ?? llamaFactoryClues(document),
  );
  return { clues, problems: [] };
};

function axolotlClues(document: YamlTree): Clue[] | undefined {
  const base = document.get('base_model');
  const fourBit = document.get('load_in_4bit');
  if (base.text === undefined) return undefined;
  if (
    !['adapter', 'load_in_4bit', 'load_in_8bit', 'micro_batch_size'].some((key) => document.get(key).exists)
  )
    return undefined;
  const written = document.get('adapter').text ?? 'full';
  const adapter = written === 'lora' && fourBit.text === 'true' ? 'qlora' : written;
  return [{ kind: 'file', name: 'axolotl', line: base.line, details: { adapter, baseModel: base.text } }];
}

function llamaFactoryClues(document: YamlTree): Clue[] {
  const base = document.get('model_name_or_path');
  const stage = document.get('stage').text ?? '';
  if (base.text === undefined || !stages.test(stage)) return [];
  const written = document.get('finetuning_type').text ?? 'lora';
  const adapter = written === 'lora' && document.get('quantization_bit').exists ? 'qlora' : written;
  return [
    {
      kind: 'file',
      name: 'llama-factory',
      line: base.line,
      details: { adapter, baseModel: base.text, stage },
    },
  ];
}

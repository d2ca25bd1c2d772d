import { nothing, type Clue, type FileReader } from '../../clue.ts';

const stages = /^(?:pt|sft|rm|ppo|dpo|kto)$/;
const modelName = /^[\w./:@~-]{1,200}$/;

/**
 * Reads a training run configured for Axolotl or LLaMA-Factory: a `file` clue `axolotl` or `llama-factory` with
 * `details.adapter` (`lora`, `qlora`, `full`, …) and `details.baseModel`. Anything else is nothing. The keys stand
 * at the left margin with plain values, so that lines are enough: examples come by the hundred.
 */
export const readTrainingYaml: FileReader = ({ text }) => {
  const clue = axolotlClue(text) ?? llamaFactoryClue(text);
  return clue ? { clues: [clue], problems: [] } : nothing;
};

function axolotlClue(text: string): Clue | undefined {
  const base = scalar(text, 'base_model');
  if (!base || !/^(?:adapter|load_in_[48]bit|micro_batch_size)[ \t]*:/m.test(text)) return undefined;
  const written = scalar(text, 'adapter')?.value ?? 'full';
  const adapter = written === 'lora' && scalar(text, 'load_in_4bit')?.value === 'true' ? 'qlora' : written;
  return trainingClue(text, 'axolotl', base, { adapter, baseModel: base.value });
}

function llamaFactoryClue(text: string): Clue | undefined {
  const base = scalar(text, 'model_name_or_path');
  const stage = base && scalar(text, 'stage')?.value;
  if (!base || stage === undefined || !stages.test(stage)) return undefined;
  const written = scalar(text, 'finetuning_type')?.value ?? 'lora';
  const adapter = written === 'lora' && scalar(text, 'quantization_bit') ? 'qlora' : written;
  return trainingClue(text, 'llama-factory', base, { adapter, baseModel: base.value, stage });
}

interface Scalar {
  readonly value: string;
  readonly offset: number;
}

function trainingClue(
  text: string,
  name: string,
  base: Scalar,
  details: Readonly<Record<string, string>>,
): Clue | undefined {
  if (!modelName.test(base.value) || !/^[\w-]{1,40}$/.test(details.adapter ?? '')) return undefined;
  const line = text.slice(0, base.offset).split(/\r\n|\n|\r/).length;
  return { kind: 'file', name, line, details };
}

/** A top-level key with a plain or quoted value on its line. */
function scalar(text: string, key: string): Scalar | undefined {
  const match = new RegExp(
    `^${key}[ \\t]*:[ \\t]*(?:"([^"\\r\\n]*)"|'([^'\\r\\n]*)'|([^\\s#"'][^\\r\\n#]*))`,
    'm',
  ).exec(text);
  const value = match?.[1] ?? match?.[2] ?? match?.[3]?.trim();
  return match && value !== undefined && value !== '' ? { value, offset: match.index } : undefined;
}

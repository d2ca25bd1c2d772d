import { UserError } from '../../../errors.ts';
import type { ServingTarget } from '../servingPlan.ts';
import type { Planning } from './planning.ts';
import { targetTitles } from './chooseTarget.ts';

/** A server of models needs to know which. */
export function refuseWithoutModel({ evidence }: Planning, target: ServingTarget): never {
  const example = target === 'ollama' ? 'gemma3:4b' : 'Qwen/Qwen3-0.6B';
  const from = evidence.models.length === 0 ? 'no file names one' : 'no call names one in a literal';
  throw new UserError(
    `Which model ${target === 'transformers' ? 'the server' : targetTitles[target]} is to serve could not be told: ${from}.`,
    `Give it with --set model=…, such as ${example}.`,
  );
}

import type { Evidence, Practice, Task, Technology } from '../../project/facts.ts';
import type { MachineFacts } from '../../project/machine.ts';
import {
  practiceTitles,
  taskTitles,
  technologyTitles,
  type PracticeId,
  type TaskId,
  type TechnologyId,
} from '../../project/vocabulary.ts';
import { placeOf } from '../place.ts';
import type { MachineTrait } from './condition.ts';

const proofWords: Readonly<Record<Technology['strength'], string>> = {
  direct: 'is a declared dependency',
  import: 'is imported',
  config: 'is named in configuration',
  weak: 'is only seen in tests, examples, development tools or documents',
};
const machineNames: Readonly<Record<MachineTrait, string>> = {
  nvidia: 'an NVIDIA GPU',
  amd: 'an AMD GPU',
  apple: 'Apple silicon',
  ollama: 'an Ollama server',
};

export function technologyWords({ title, strength, evidence }: Technology): string {
  return `${title} ${proofWords[strength]}${placeWords(evidence)}`;
}

export function absentTechnologyWords(ids: readonly TechnologyId[]): string {
  const titles = ids.map((id) => technologyTitles[id]);
  return titles.length === 1
    ? `${titles.join('')} is not used`
    : `none of these is used: ${titles.join(', ')}`;
}

export function taskWords({ id, evidence }: Pick<Task, 'id' | 'evidence'>): string {
  return `${taskTitles[id]} is a task of this project${placeWords(evidence)}`;
}

/** `unsure` are the tasks that were found with too little confidence. */
export function absentTaskWords(ids: readonly TaskId[], unsure: readonly Task[]): string {
  if (unsure.length === 0) return `${listed(ids.map((id) => taskTitles[id]))} is not a task of this project`;
  const guesses = unsure.map(
    ({ id, confidence }) => `${taskTitles[id]} (confidence ${confidence.toFixed(2)})`,
  );
  return `too uncertain as a task: ${guesses.join(', ')}`;
}

export function primaryTaskWords(task: TaskId, wanted: readonly TaskId[]): string {
  if (task === 'none') return 'no AI task was found';
  const titles = listed(wanted.filter((id) => id !== task).map((id) => taskTitles[id]));
  return `the main task is ${taskTitles[task]}${wanted.includes(task) ? '' : `, not ${titles}`}`;
}

export function practiceWords({ id, evidence }: Practice): string {
  return `it ${lowerFirst(practiceTitles[id])}${placeWords(evidence)}`;
}

export function absentPracticeWords(ids: readonly PracticeId[]): string {
  return `not seen: ${ids.map((id) => lowerFirst(practiceTitles[id])).join('; ')}`;
}

/** Undefined where the machine does not have it, or is not known. */
export function machineWords(trait: MachineTrait, machine: MachineFacts | undefined): string | undefined {
  if (trait === 'ollama') {
    return machine?.ollama && `Ollama ${machine.ollama.version} answers on this machine`;
  }
  const accelerator = machine?.accelerators.find(({ vendor }) => vendor === trait);
  return accelerator && `this machine has ${machineNames[trait]} (${accelerator.name})`;
}

function placeWords([first]: readonly Evidence[]): string {
  return first ? ` (${placeOf(first)})` : '';
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

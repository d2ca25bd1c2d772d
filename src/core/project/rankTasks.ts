import type { Evidence, Task } from './facts.ts';
import { taskWords, type TaskRule } from './signals/taskRules.ts';
import { taskTitles } from './vocabulary.ts';

/** Tasks under this confidence are not claimed. */
export const leastConfidence = 0.3;

const mostEvidence = 12;

interface RuleScore {
  readonly weight: number;
  factor: number;
  readonly evidence: Map<string, { readonly evidence: Evidence; readonly factor: number }>;
}

/** Gathers what the findings of a project say of each task, rule by rule. */
export class TaskScores {
  readonly #rules = new Map<Task['id'], Map<TaskRule | string, RuleScore>>();
  readonly #words = new Map<Task['id'], number>();

  add(rule: TaskRule, evidence: Evidence, factor: number): void {
    this.#note(rule.task, rule, rule.weight, evidence, factor);
  }

  /** What several facts say together, such as a web framework beside a model library. */
  addCombined(task: Task['id'], weight: number, evidence: readonly Evidence[]): void {
    for (const item of evidence) this.#note(task, `combined ${task}`, weight, item, 1);
  }

  addWord(word: string): void {
    const task = Object.hasOwn(taskWords, word) ? taskWords[word] : undefined;
    if (task) this.#words.set(task, (this.#words.get(task) ?? 0) + 1);
  }

  tasks(): Iterable<Task['id']> {
    return this.#rules.keys();
  }

  /**
   * Evidence against a task not being there, in nats: -ln of the product over the rules of (1 - weight * factor).
   * A rule met in many files counts a little more, by the logarithm of their number.
   */
  weightOf(task: Task['id']): number {
    let sum = 0;
    for (const { weight, factor, evidence } of this.#rules.get(task)?.values() ?? []) {
      const files = new Set([...evidence.values()].map((item) => item.evidence.file)).size;
      sum -= Math.log(1 - weight * factor) * (1 + 0.1 * Math.log2(files));
    }
    return sum;
  }

  wordsFor(task: Task['id']): number {
    return this.#words.get(task) ?? 0;
  }

  /** The places that say the most, best first. */
  evidenceFor(task: Task['id']): Evidence[] {
    const all = [...(this.#rules.get(task)?.values() ?? [])].flatMap((rule) =>
      [...rule.evidence.values()].map((item) => ({ ...item, value: rule.weight * item.factor })),
    );
    const best = new Map<string, (typeof all)[number]>();
    for (const item of all.sort((a, b) => b.value - a.value || comparePlace(a.evidence, b.evidence))) {
      const place = `${item.evidence.file}:${item.evidence.line}`;
      if (!best.has(place)) best.set(place, item);
    }
    return [...best.values()].slice(0, mostEvidence).map((item) => item.evidence);
  }

  #note(task: Task['id'], key: TaskRule | string, weight: number, evidence: Evidence, factor: number): void {
    const rules = this.#rules.get(task) ?? new Map<TaskRule | string, RuleScore>();
    this.#rules.set(task, rules);
    const score: RuleScore = rules.get(key) ?? { weight, factor: 0, evidence: new Map() };
    rules.set(key, score);
    score.factor = Math.max(score.factor, factor);
    const place = `${evidence.file}:${evidence.line}`;
    const known = score.evidence.get(place);
    if (!known || known.factor < factor) score.evidence.set(place, { evidence, factor });
  }
}

/** The tasks that are claimed, most confident first. README words decide where two are all but equal. */
export function rankTasks(scores: TaskScores): Task[] {
  const order = Object.keys(taskTitles);
  return [...scores.tasks()]
    .map((id) => ({ id, weight: scores.weightOf(id), words: scores.wordsFor(id) }))
    .filter(({ weight }) => 1 - Math.exp(-weight) >= leastConfidence)
    .sort(
      (a, b) =>
        b.weight + 0.02 * Math.min(b.words, 5) - (a.weight + 0.02 * Math.min(a.words, 5)) ||
        order.indexOf(a.id) - order.indexOf(b.id),
    )
    .map(({ id, weight }) => ({
      id,
      confidence: Math.min(0.99, Math.round((1 - Math.exp(-weight)) * 100) / 100),
      evidence: scores.evidenceFor(id),
    }));
}

function comparePlace(a: Evidence, b: Evidence): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line;
}

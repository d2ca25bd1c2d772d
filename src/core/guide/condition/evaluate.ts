import type { Evidence, Project, ProjectFacts } from '../../project/facts.ts';
import type { MachineFacts } from '../../project/machine.ts';
import { strengths, type Condition } from './condition.ts';
import {
  absentPracticeWords,
  absentTaskWords,
  absentTechnologyWords,
  machineWords,
  practiceWords,
  primaryTaskWords,
  taskWords,
  technologyWords,
} from './words.ts';

/** What a condition is asked about: one project, and the machine and folder it lies on. */
export interface Subject {
  readonly project: Project;
  readonly machine?: MachineFacts;
  readonly filesListed: number;
}

/** How a condition came out, with the proof and the facts that decided it in plain English. */
export interface Outcome {
  readonly holds: boolean;
  readonly evidence: readonly Evidence[];
  /** Phrases without a capital or a full stop, such as `PEFT is a declared dependency (pyproject.toml:12)`. */
  readonly because: readonly string[];
}

/** A folder with no more files than this (a README, a licence, `.gitignore`) and no findings counts as empty. */
const mostFilesOfAnEmptyFolder = 5;
/** Places shown per fact; the facts hold all of them. */
const mostEvidence = 3;

export function subjectsOf(facts: ProjectFacts): Subject[] {
  const { machine, filesListed } = facts;
  return facts.projects.map((project) => ({ project, filesListed, ...(machine && { machine }) }));
}

/** Asks the facts. Pure: the same subject always gives the same outcome. */
export function evaluate(condition: Condition, subject: Subject): Outcome {
  switch (condition.kind) {
    case 'all':
      return evaluateAll(condition.conditions.map((part) => evaluate(part, subject)));
    case 'any':
      return evaluateAny(condition.conditions.map((part) => evaluate(part, subject)));
    case 'not': {
      const inner = evaluate(condition.condition, subject);
      return { holds: !inner.holds, evidence: inner.holds ? inner.evidence : [], because: inner.because };
    }
    case 'technology':
      return evaluateTechnology(condition, subject.project);
    case 'task':
      return evaluateTask(condition, subject.project);
    case 'primaryTask': {
      const { primaryTask } = subject.project;
      const holds = condition.ids.includes(primaryTask);
      return { holds, evidence: [], because: [primaryTaskWords(primaryTask, condition.ids)] };
    }
    case 'practice':
      return evaluatePractice(condition, subject.project);
    case 'machine': {
      const found = condition.ids.flatMap((id) => machineWords(id, subject.machine) ?? []);
      if (found.length > 0) return { holds: true, evidence: [], because: found };
      return {
        holds: false,
        evidence: [],
        because: [`the machine has none of: ${condition.ids.join(', ')}`],
      };
    }
    case 'folder': {
      const holds = isEmpty(subject);
      return { holds, evidence: [], because: [holds ? 'the folder is empty' : 'the folder is not empty'] };
    }
  }
}

/** Decided by its parts that fail, if any do. */
function evaluateAll(parts: readonly Outcome[]): Outcome {
  const failed = parts.filter(({ holds }) => !holds);
  if (failed.length > 0) return { holds: false, evidence: [], because: phrasesOf(failed) };
  return { holds: true, evidence: evidenceOf(parts), because: phrasesOf(parts) };
}

/** Decided by its parts that hold, if any do. */
function evaluateAny(parts: readonly Outcome[]): Outcome {
  const held = parts.filter(({ holds }) => holds);
  if (held.length > 0) return { holds: true, evidence: evidenceOf(held), because: phrasesOf(held) };
  return { holds: false, evidence: [], because: phrasesOf(parts) };
}

function evaluateTechnology(
  condition: Extract<Condition, { kind: 'technology' }>,
  project: Project,
): Outcome {
  const named = project.technologies.filter(({ id }) => condition.ids.includes(id));
  const least = strengths.indexOf(condition.strength);
  const strong = named.filter(({ strength }) => strengths.indexOf(strength) >= least);
  if (strong.length > 0) return found(strong, technologyWords);
  const because = named.length > 0 ? named.map(technologyWords) : [absentTechnologyWords(condition.ids)];
  return { holds: false, evidence: [], because };
}

function evaluateTask(condition: Extract<Condition, { kind: 'task' }>, project: Project): Outcome {
  const named = project.tasks.filter(({ id }) => condition.ids.includes(id));
  const sure = named.filter(({ confidence }) => confidence >= condition.confidence);
  if (sure.length > 0) return found(sure, taskWords);
  return { holds: false, evidence: [], because: [absentTaskWords(condition.ids, named)] };
}

function evaluatePractice(condition: Extract<Condition, { kind: 'practice' }>, project: Project): Outcome {
  const named = project.practices.filter(({ id }) => condition.ids.includes(id));
  if (named.length > 0) return found(named, practiceWords);
  return { holds: false, evidence: [], because: [absentPracticeWords(condition.ids)] };
}

function found<T extends { readonly evidence: readonly Evidence[] }>(
  claims: readonly T[],
  words: (claim: T) => string,
): Outcome {
  const evidence = claims.flatMap((claim) => claim.evidence.slice(0, mostEvidence));
  return { holds: true, evidence, because: claims.map(words) };
}

function evidenceOf(outcomes: readonly Outcome[]): Evidence[] {
  return outcomes.flatMap(({ evidence }) => evidence);
}

function phrasesOf(outcomes: readonly Outcome[]): string[] {
  return [...new Set(outcomes.flatMap(({ because }) => because))];
}

function isEmpty({ project, filesListed }: Subject): boolean {
  const { technologies, tasks, practices } = project;
  return (
    technologies.length + tasks.length + practices.length === 0 && filesListed <= mostFilesOfAnEmptyFolder
  );
}

import type { Problem } from './clue.ts';
import type { MachineFacts } from './machine.ts';
import type { PracticeId, TaskId, TechnologyId } from './vocabulary.ts';

/** A place in a file that proves a claim. The text never holds a secret (see evidenceText.ts). */
export interface Evidence {
  /** Relative to the workspace folder, `/` between segments. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  /** In a notebook: 0-based index of the cell and 1-based line within it. */
  readonly cell?: number;
  readonly cellLine?: number;
}

/**
 * The best proof there is for a technology: declared as a dependency that ships (`direct`), imported by product
 * code (`import`), named by configuration such as a container image (`config`), or only seen in tests, examples,
 * development groups or a README (`weak`).
 */
export type Strength = 'direct' | 'import' | 'config' | 'weak';

export interface Technology {
  readonly id: TechnologyId;
  readonly title: string;
  readonly strength: Strength;
  /** As declared, or the locked version when there is a lock file. */
  readonly version?: string;
  /** Strongest first. */
  readonly evidence: readonly Evidence[];
}

export interface Task {
  readonly id: Exclude<TaskId, 'none'>;
  /** From 0 to 1; tasks under 0.3 are left out. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

/** A way of doing things that the guide has an opinion on, such as `lora` or `hardcoded-api-key`. */
export interface Practice {
  readonly id: PracticeId;
  readonly evidence: readonly Evidence[];
}

/** One project: the workspace folder itself (`path` is `.`) or a folder in it that has a manifest of its own. */
export interface Project {
  readonly path: string;
  readonly name: string;
  readonly primaryTask: TaskId;
  /** Most confident first. */
  readonly tasks: readonly Task[];
  /** Strongest first, then by name. */
  readonly technologies: readonly Technology[];
  readonly practices: readonly Practice[];
}

/** All that is known of one workspace folder. The same files always give the same facts. */
export interface ProjectFacts {
  /** The workspace folder itself first, when it has evidence of its own or speaks for the whole repository. */
  readonly projects: readonly Project[];
  /** What is broken or was left out, by file. */
  readonly problems: readonly Problem[];
  readonly machine?: MachineFacts;
  /** True when files were sampled or left out because the folder or a file was too large. */
  readonly truncated: boolean;
  readonly filesListed: number;
  readonly filesRead: number;
}

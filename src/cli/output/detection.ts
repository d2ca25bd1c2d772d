import type { Evidence, ProjectFacts, Strength } from '../../core/project/facts.ts';
import type { MachineFacts } from '../../core/project/machine.ts';
import type { TaskId, TechnologyId } from '../../core/project/vocabulary.ts';

export interface PlaceDocument {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** What `detect --json` prints; a contract: add fields, never change them. */
export interface DetectionDocument {
  /** Absolute path of the folder. */
  readonly root: string;
  readonly projects: readonly {
    readonly path: string;
    readonly primaryTask: TaskId;
    readonly tasks: readonly {
      readonly id: TaskId;
      readonly confidence: number;
      readonly evidence: readonly PlaceDocument[];
    }[];
    readonly technologies: readonly {
      readonly id: TechnologyId;
      readonly strength: Strength;
      readonly version?: string;
      readonly evidence: readonly PlaceDocument[];
    }[];
  }[];
  readonly hardware?: MachineFacts;
  readonly truncated: boolean;
  readonly elapsedMs: number;
}

export function detectionDocument(root: string, facts: ProjectFacts, elapsedMs: number): DetectionDocument {
  return {
    root,
    projects: facts.projects.map(({ path, primaryTask, tasks, technologies }) => ({
      path,
      primaryTask,
      tasks: tasks.map(({ id, confidence, evidence }) => ({
        id,
        confidence,
        evidence: placeDocuments(evidence),
      })),
      technologies: technologies.map(({ id, strength, version, evidence }) => ({
        id,
        strength,
        ...(version !== undefined && { version }),
        evidence: placeDocuments(evidence),
      })),
    })),
    ...(facts.machine && { hardware: facts.machine }),
    truncated: facts.truncated,
    elapsedMs,
  };
}

export function placeDocuments(evidence: readonly Evidence[]): PlaceDocument[] {
  return evidence.map(({ file, line, text }) => ({ file, line, text }));
}

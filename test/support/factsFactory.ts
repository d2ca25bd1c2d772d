import type {
  Evidence,
  Practice,
  Project,
  ProjectFacts,
  Strength,
  Task,
  Technology,
} from '../../src/core/project/facts.ts';
import type { MachineFacts } from '../../src/core/project/machine.ts';
import {
  technologyTitles,
  type PracticeId,
  type TaskId,
  type TechnologyId,
} from '../../src/core/project/vocabulary.ts';

/** A project in short: ids, each with its strength or confidence where it is not the usual one. */
export interface ProjectSketch {
  readonly path?: string;
  readonly primaryTask?: TaskId;
  /** `task` (confidence 0.9) or `task:0.4`. */
  readonly tasks?: readonly string[];
  /** `technology` (direct) or `technology:weak`. */
  readonly technologies?: readonly string[];
  readonly practices?: readonly PracticeId[];
}

/** Facts of one project with evidence for every claim. The main task is the first task unless said otherwise. */
export function factsOf(
  sketch: ProjectSketch,
  machine?: Partial<MachineFacts>,
  filesListed = 40,
): ProjectFacts {
  return {
    projects: [projectOf(sketch)],
    problems: [],
    truncated: false,
    filesListed,
    filesRead: filesListed,
    ...(machine && { machine: machineOf(machine) }),
  };
}

export function projectOf({
  path = '.',
  tasks = [],
  technologies = [],
  practices = [],
  primaryTask,
}: ProjectSketch): Project {
  const found = tasks.map(taskOf);
  return {
    path,
    name: path === '.' ? 'sample' : path,
    primaryTask: primaryTask ?? found[0]?.id ?? 'none',
    tasks: found,
    technologies: technologies.map(technologyOf),
    practices: practices.map((id, index): Practice => ({
      id,
      evidence: [evidence('app/main.py', index + 1, id)],
    })),
  };
}

export function evidence(file: string, line: number, text: string): Evidence {
  return { file, line, text };
}

function taskOf(text: string): Task {
  const [id, confidence = '0.9'] = text.split(':');
  return { id: id as Task['id'], confidence: Number(confidence), evidence: [evidence('README.md', 1, id!)] };
}

function technologyOf(text: string, index: number): Technology {
  const [id, strength = 'direct'] = text.split(':') as [TechnologyId, Strength?];
  return { id, title: technologyTitles[id], strength, evidence: [evidence('pyproject.toml', index + 1, id)] };
}

function machineOf(machine: Partial<MachineFacts>): MachineFacts {
  return {
    os: 'linux',
    arch: 'x64',
    cpu: 'test',
    cpuCount: 8,
    memoryBytes: 32 * 2 ** 30,
    accelerators: [],
    ...machine,
  };
}

import type { Evidence, Project, ProjectFacts, Strength } from '../../core/project/facts.ts';
import { taskTitles } from '../../core/project/vocabulary.ts';
import { columns } from './columns.ts';
import { evidenceCells } from './evidence.ts';
import { machineLines } from './machineText.ts';
import { plain, type Paint } from './paint.ts';

export interface TextLook {
  readonly paint: Paint;
  /** Characters that fit on a line. */
  readonly width: number;
}

/** What was found, for people. `name` is the folder's. */
export function detectionText(name: string, facts: ProjectFacts, elapsedMs: number, look: TextLook): string {
  const { machine, filesRead, filesListed, truncated } = facts;
  const projects = facts.projects.flatMap((project) => ['', ...projectLines(project, name, look)]);
  const part = truncated
    ? look.paint.warn(' Some files were too large or too many and were read in part.')
    : '';
  return [
    ...projects.slice(1),
    ...(facts.projects.length === 0 ? [`${look.paint.strong(plain(name))}  ${taskTitles.none}`] : []),
    ...(machine ? ['', look.paint.heading('Machine'), ...machineLines(machine)] : []),
    '',
    look.paint.faint(`${filesRead} of ${filesListed} files read in ${(elapsedMs / 1000).toFixed(1)} s.`) +
      part,
    '',
  ].join('\n');
}

function projectLines(project: Project, folder: string, look: TextLook): string[] {
  const { paint } = look;
  const title = project.path === '.' ? folder : project.path;
  const task = taskTitles[project.primaryTask];
  const mainTask = project.primaryTask === 'none' ? paint.faint(task) : paint.good(task);
  const tasks: Claim[] = project.tasks.map(({ id, confidence, evidence }) => ({
    cells: [taskTitles[id], paint.faint(`${Math.round(confidence * 100)} %`)],
    evidence,
  }));
  const technologies: Claim[] = project.technologies.map(
    ({ title: technology, version, strength, evidence }) => ({
      cells: [
        [technology, version && paint.faint(plain(version))].filter(Boolean).join(' '),
        strengthCell(strength, paint),
      ],
      evidence,
    }),
  );
  return [
    `${paint.strong(plain(title))}  ${mainTask}`,
    ...claimLines('Tasks', tasks, look),
    ...claimLines('Technologies', technologies, look),
  ];
}

interface Claim {
  readonly cells: readonly [string, ...string[]];
  readonly evidence: readonly Evidence[];
}

function claimLines(heading: string, claims: readonly Claim[], { paint, width }: TextLook): string[] {
  if (claims.length === 0) return [];
  const rows = claims.map(({ cells, evidence }) => [
    `  ${cells[0]}`,
    ...cells.slice(1),
    ...evidenceCells(evidence, paint),
  ]);
  return [paint.heading(heading), ...columns(rows, width)];
}

function strengthCell(strength: Strength, paint: Paint): string {
  return strength === 'weak' ? paint.faint(strength) : paint.good(strength);
}

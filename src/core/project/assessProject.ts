import { combinedPractices } from './combinedPractices.ts';
import type { Evidence, Practice, Project, Strength, Technology } from './facts.ts';
import type { Finding } from './interpretFile.ts';
import { fileRole, strengthOrder, weigh, type FileRole, type Weight } from './roles.ts';
import { rankTasks, TaskScores } from './rankTasks.ts';
import { bearsVersion } from './signals/bearsVersion.ts';
import { practiceTitles, technologyTitles, type PracticeId, type TechnologyId } from './vocabulary.ts';

/** Evidence kept per claim; more would not convince anybody further. */
const mostEvidence = 12;

/** A file of a project, by its path relative to the project. */
export interface ProjectFile {
  readonly pathInProject: string;
  readonly findings: readonly Finding[];
  /** From 0 to 1: files of projects within this one count for less. */
  readonly share: number;
  /** True for an import of a module of the project's own that bears a library's name. */
  readonly isLocalModule?: (finding: Finding) => boolean;
}

interface Proof {
  readonly evidence: Evidence;
  readonly weight: Weight;
  readonly version: string | undefined;
}

/** Weighs all findings of one project against each other: what it is made of, and what it is for. */
export function assessProject(path: string, name: string, files: readonly ProjectFile[]): Project {
  const proofs = new Map<TechnologyId, Proof[]>();
  const practices = new Map<PracticeId, Proof[]>();
  const locked = new Map<TechnologyId, string>();
  const scores = new TaskScores();
  const roleOf = roles(files);
  for (const file of files) {
    const role = roleOf(file);
    for (const finding of file.findings) {
      if (file.isLocalModule?.(finding) === true) continue;
      const { factor, strength } = weigh(finding.clue, role);
      const weight = { strength, factor: factor * file.share };
      if (finding.clue.kind === 'word') scores.addWord(finding.clue.name);
      if (finding.clue.scope === 'locked') noteLocked(finding, locked);
      if (factor === 0) continue;
      const proof = { evidence: finding.evidence, weight, version: undefined };
      for (const id of finding.technologies) push(proofs, id, { ...proof, version: versionOf(finding, id) });
      for (const { practice } of finding.practices) push(practices, practice, proof);
      for (const rule of finding.tasks) scores.add(rule, proof.evidence, weight.factor);
    }
  }
  const technologies = [...proofs].map(([id, list]) => technology(id, list, locked.get(id)));
  const shown = practiceFacts(practices);
  for (const { task, weight, evidence } of combinedPractices(technologies, shown))
    scores.addCombined(task, weight, evidence);
  const tasks = rankTasks(scores);
  return {
    path,
    name,
    primaryTask: tasks[0]?.id ?? 'none',
    tasks,
    technologies: technologies.sort(byStrength),
    practices: [...shown.values()].sort((a, b) => order(practiceTitles, a.id) - order(practiceTitles, b.id)),
  };
}

/** Where a project is nothing but examples (or documentation), these are its product. */
function roles(files: readonly ProjectFile[]): (file: ProjectFile) => FileRole {
  const telling = files.filter((file) => file.findings.some((finding) => finding.tasks.size > 0));
  const hasProduct = telling.some((file) => fileRole(file.pathInProject) === 'product');
  return (file) => {
    const role = fileRole(file.pathInProject);
    return !hasProduct && telling.length > 0 && role === 'examples' ? 'product' : role;
  };
}

function push<Id>(map: Map<Id, Proof[]>, id: Id, proof: Proof): void {
  const list = map.get(id);
  if (list) list.push(proof);
  else map.set(id, [proof]);
}

/** A tag for an image; for a dependency its version, unless it only accompanies the technology. */
function versionOf({ clue }: Finding, id: TechnologyId): string | undefined {
  const counts = clue.kind === 'image' || (clue.kind === 'dependency' && bearsVersion(clue, id));
  return counts ? clue.version : undefined;
}

function noteLocked(finding: Finding, locked: Map<TechnologyId, string>): void {
  for (const id of finding.technologies) {
    const version = versionOf(finding, id);
    if (version !== undefined && !locked.has(id)) locked.set(id, version);
  }
}

function technology(id: TechnologyId, proofs: readonly Proof[], locked: string | undefined): Technology {
  const sorted = [...proofs].sort(byWeight);
  const strength: Strength = sorted[0]?.weight.strength ?? 'weak';
  const version = locked ?? sorted.find((proof) => proof.version !== undefined)?.version;
  return {
    id,
    title: technologyTitles[id],
    strength,
    ...(version === undefined || version === '' ? {} : { version }),
    evidence: distinct(sorted),
  };
}

function practiceFacts(practices: ReadonlyMap<PracticeId, readonly Proof[]>): Map<PracticeId, Practice> {
  const facts = new Map<PracticeId, Practice>();
  for (const [id, proofs] of practices) {
    // Tests, examples and development tools do not make a practice of the project.
    const solid = proofs.filter((proof) => proof.weight.factor >= 0.3).sort(byWeight);
    if (solid.length > 0) facts.set(id, { id, evidence: distinct(solid) });
  }
  return facts;
}

function distinct(proofs: readonly Proof[]): Evidence[] {
  const seen = new Set<string>();
  const evidence: Evidence[] = [];
  for (const proof of proofs) {
    const place = `${proof.evidence.file}:${proof.evidence.line}`;
    if (seen.has(place)) continue;
    seen.add(place);
    evidence.push(proof.evidence);
    if (evidence.length === mostEvidence) break;
  }
  return evidence;
}

/** Best proof first; then by place, so that the same files always give the same order. */
function byWeight(a: Proof, b: Proof): number {
  return (
    strengthOrder.indexOf(a.weight.strength) - strengthOrder.indexOf(b.weight.strength) ||
    b.weight.factor - a.weight.factor ||
    compareText(a.evidence.file, b.evidence.file) ||
    a.evidence.line - b.evidence.line
  );
}

function byStrength(a: Technology, b: Technology): number {
  return (
    strengthOrder.indexOf(a.strength) - strengthOrder.indexOf(b.strength) ||
    order(technologyTitles, a.id) - order(technologyTitles, b.id)
  );
}

function order(table: object, id: string): number {
  return Object.keys(table).indexOf(id);
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

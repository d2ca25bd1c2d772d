import type { ProjectRecommendations, SectionRecommendation } from '../../../core/guide/recommendation.ts';
import type { Project, ProjectFacts } from '../../../core/project/facts.ts';

/** All that the panel shows of one workspace folder. Plain data: it is kept from session to session. */
export interface FolderResult {
  /** URI of the folder. */
  readonly folder: string;
  readonly name: string;
  readonly facts: ProjectFacts;
  readonly recommendations: readonly ProjectRecommendations[];
  /** Why the folder could not be read at all; then facts and recommendations are empty. */
  readonly failure?: string;
}

/** A folder that could not be read at all. */
export function failedResult(folder: string, name: string, failure: string): FolderResult {
  const facts = { projects: [], problems: [], truncated: false, filesListed: 0, filesRead: 0 };
  return { folder, name, facts, recommendations: [], failure };
}

/** True when something in the project has to do with AI. */
export function hasStack(project: Project): boolean {
  return project.tasks.length > 0 || project.technologies.length > 0 || project.practices.length > 0;
}

/** True when the guide asks the user to do something. */
export function needsAction(section: SectionRecommendation): boolean {
  return section.status === 'conflict' || section.status === 'partial' || section.status === 'missing';
}

export function projectHasStack(result: FolderResult, path: string): boolean {
  return result.facts.projects.some((project) => project.path === path && hasStack(project));
}

/**
 * The number on the view's badge: sections with something to do, over all folders and projects. Where there is no
 * AI project yet, the advice on how to begin does not count.
 */
export function countSectionsNeedingAction(results: readonly FolderResult[]): number {
  const sections = results.flatMap((result) =>
    result.recommendations
      .filter(({ path }) => projectHasStack(result, path))
      .flatMap((project) => project.sections),
  );
  return sections.filter(needsAction).length;
}

/** True when there is nothing to show of any folder. */
export function isEmpty(results: readonly FolderResult[]): boolean {
  return results.every(
    (result) => !result.facts.projects.some(hasStack) && result.facts.problems.length === 0,
  );
}

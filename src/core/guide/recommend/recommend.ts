import type { Project, ProjectFacts } from '../../project/facts.ts';
import { subjectsOf, type Subject } from '../condition/evaluate.ts';
import type { Guide } from '../guide.ts';
import type { ProjectRecommendations } from '../recommendation.ts';
import { recommendSection } from './recommendSection.ts';

/**
 * What the guide says of each project. Pure: the same facts and guide always give the same answer. A folder in
 * which nothing was found is answered for as one project without any facts, so that an empty one gets a start.
 */
export function recommend(facts: ProjectFacts, guide: Guide): ProjectRecommendations[] {
  const subjects = subjectsOf(facts.projects.length > 0 ? facts : { ...facts, projects: [nothingFound] });
  return subjects.map((subject) => recommendFor(subject, guide));
}

const nothingFound: Project = {
  path: '.',
  name: '.',
  primaryTask: 'none',
  tasks: [],
  technologies: [],
  practices: [],
};

function recommendFor(subject: Subject, guide: Guide): ProjectRecommendations {
  const sections = guide.sections.map((section) => recommendSection(section, subject));
  return { path: subject.project.path, sections };
}

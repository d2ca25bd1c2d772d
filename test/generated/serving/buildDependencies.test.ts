import { lockedProjects, pipProjects } from './buildProjects.ts';
import { proveProject, requireImages } from './buildProof.ts';

describe('dockerfile, built and run: dependencies from', function () {
  this.timeout(600_000);
  before(function () {
    requireImages(this);
  });

  for (const project of [...lockedProjects, ...pipProjects]) it(project.title, () => proveProject(project));
});

import { frameworkProjects } from './buildFrameworks.ts';
import { proveProject, requireImages } from './buildProof.ts';

describe('dockerfile, built and run', function () {
  this.timeout(600_000);
  before(function () {
    requireImages(this);
  });

  for (const project of frameworkProjects) it(project.title, () => proveProject(project));
});

import assert from 'node:assert/strict';
import { checkFile } from '../../../src/core/checks/checkFile.ts';
import type { CheckContext } from '../../../src/core/checks/check.ts';
import { renderCloudRun } from '../../../src/core/serving/cloudRun/renderCloudRun.ts';
import { renderDockerfile } from '../../../src/core/serving/dockerfile/renderDockerfile.ts';
import { renderIdentity } from '../../../src/core/serving/identity/renderIdentity.ts';
import { readServingCatalogue } from '../../../src/core/serving/catalogue/readServingCatalogue.ts';
import type { ServingPlan } from '../../../src/core/serving/plan/servingPlan.ts';
import { NodeResources } from '../../../src/node/nodeResources.ts';
import { samplePlans } from '../../support/serving/samplePlans.ts';

describe('our own files under our own checks', () => {
  const resources = new NodeResources();

  for (const [target, plan] of Object.entries(samplePlans)) {
    it(`${target}: nothing is found in what is generated`, async () => {
      const catalogue = readServingCatalogue(await resources.readText('catalog/serving.yaml'));
      const templates = (path: string) => resources.readText(`templates/${path}`);
      const rendered = await Promise.all(
        [renderDockerfile, renderCloudRun, renderIdentity].map((render) => render(plan, templates)),
      );
      const files = new Map(rendered.flat().map(({ path, content }) => [path, content]));
      const context: CheckContext = {
        paths: [...files.keys(), ...projectFiles(plan)].sort(),
        text: (path) => files.get(path),
        catalogue,
      };
      const found = [...files].flatMap(([path, text]) =>
        checkFile({ path, text }, context).map(
          ({ code, start, message }) =>
            `${path}:${text.slice(0, start).split('\n').length} ${code} ${message}`,
        ),
      );
      assert.deepEqual(found, []);
    });
  }
});

/** The files of the project that the plan is of. */
function projectFiles(plan: ServingPlan): string[] {
  return [
    ...(plan.python?.dependencyFiles ?? []),
    ...plan.app.sources.map((source) => (source.includes('.') ? source : `${source}/main.py`)),
  ];
}

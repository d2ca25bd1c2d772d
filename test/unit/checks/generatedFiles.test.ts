import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkFile } from '../../../src/core/checks/checkFile.ts';
import type { CheckContext } from '../../../src/core/checks/check.ts';
import { renderCloudRun } from '../../../src/core/serving/cloudRun/renderCloudRun.ts';
import { renderDockerfile } from '../../../src/core/serving/dockerfile/renderDockerfile.ts';
import { renderIdentity } from '../../../src/core/serving/identity/renderIdentity.ts';
import { readServingCatalogue } from '../../../src/core/serving/catalogue/readServingCatalogue.ts';
import type { ServingPlan } from '../../../src/core/serving/plan/servingPlan.ts';
import { NodeResources } from '../../../src/node/nodeResources.ts';
import { servingFiles } from '../../../src/core/serving/servingFiles.ts';
import { samplePlans } from '../../support/serving/samplePlans.ts';
import { planVariations } from '../../support/serving/shape/planVariations.ts';

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

  it('finds the same in the service as YAML and as Terraform, whatever the plan', async function () {
    this.timeout(20_000);
    const catalogue = readServingCatalogue(await resources.readText('catalog/serving.yaml'));
    const cache = new Map<string, Promise<string>>();
    const templates = (path: string) => {
      const text = cache.get(path) ?? resources.readText(`templates/${path}`);
      cache.set(path, text);
      return text;
    };
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(planVariations, async (plan) => {
        if (plan.platform !== 'cloud-run') return;
        const files = new Map(
          (await renderCloudRun(plan, templates)).map(({ path, content }) => [path, content]),
        );
        const context = { paths: [...files.keys()], text: (path: string) => files.get(path), catalogue };
        const [yaml, hcl] = [servingFiles.service, `${servingFiles.terraform}/main.tf`].map((path) => {
          const found = checkFile({ path, text: files.get(path) ?? '' }, context);
          return found.map(({ code }) => code).sort();
        });
        for (const code of yaml ?? []) seen.add(code);
        assert.deepEqual(hcl, yaml);
      }),
      { numRuns: 40, seed: 3 },
    );
    assert.ok(seen.size >= 8, [...seen].join(', '));
  });
});

/** The files of the project that the plan is of. */
function projectFiles(plan: ServingPlan): string[] {
  return [
    ...(plan.python?.dependencyFiles ?? []),
    ...plan.app.sources.map((source) => (source.includes('.') ? source : `${source}/main.py`)),
  ];
}

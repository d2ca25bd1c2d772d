import assert from 'node:assert/strict';
import { DockerfileParser, type Instruction } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { checkFolder } from '../../../src/core/checks/checkFile.ts';
import type { GeneratedFile } from '../../../src/core/generate/generator.ts';
import { readServingCatalogue } from '../../../src/core/serving/catalogue/readServingCatalogue.ts';
import { copiedPaths, isFile } from '../../../src/core/serving/dockerfile/copiedPaths.ts';
import { renderDockerfile } from '../../../src/core/serving/dockerfile/renderDockerfile.ts';
import type { ServingPlan } from '../../../src/core/serving/plan/servingPlan.ts';
import { NodeResources } from '../../../src/node/nodeResources.ts';
import { composeSchemaOrSkip } from '../../support/linters/composeSchema.ts';
import { hadolintOrSkip } from '../../support/linters/hadolint.ts';
import { shellcheckOrSkip } from '../../support/linters/shellcheck.ts';
import { dockerfilePlans } from '../../support/serving/dockerfilePlans.ts';

const resources = new NodeResources();

function renderAll(plan: ServingPlan): Promise<readonly GeneratedFile[]> {
  return renderDockerfile(plan, (name) => resources.readText(`templates/${name}`));
}

/** A file for each path that is copied: itself, or one within. */
function copiedFiles(plan: ServingPlan): string[] {
  const members = plan.python?.dependencyFiles ?? [];
  return [...members, ...copiedPaths(plan).map((path) => (isFile(path) ? path : `${path}/main.py`))];
}

async function rendered(plan: ServingPlan, path: string): Promise<string> {
  const files = await renderAll(plan);
  const file = files.find((each) => each.path === path);
  assert.ok(file, `${path} is rendered`);
  return file.content;
}

/** Findings by the name of the plan; what has none is left out. */
async function findings(
  path: string,
  lint: (text: string) => readonly string[],
): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  const known = new Map<string, readonly string[]>();
  for (const { name, plan } of dockerfilePlans()) {
    const text = await rendered(plan, path);
    const said = known.get(text) ?? lint(text);
    known.set(text, said);
    if (said.length > 0) found[name] = said;
  }
  return found;
}

/** The scripts of RUN, and those that CMD, ENTRYPOINT and HEALTHCHECK give to a shell. */
function shellScripts(dockerfile: string): string[] {
  return DockerfileParser.parse(dockerfile)
    .getInstructions()
    .flatMap((instruction) => scriptOf(instruction) ?? []);
}

function scriptOf(instruction: Instruction): string | undefined {
  const rest = instruction.getRawArgumentsContent() ?? '';
  if (instruction.getKeyword() === 'RUN') return rest.replace(/^(?:--\w+=\S+\s+(?:\\\n\s*)?)+/, '');
  const list = /\["sh".*\]/s.exec(rest)?.[0];
  if (list === undefined) return undefined;
  return (JSON.parse(list.replace(/\\\n/g, '')) as string[])[2];
}

describe('the Dockerfiles of all plans', function () {
  this.timeout(240_000);

  it('have no finding by hadolint', async function () {
    const lint = hadolintOrSkip(this);
    assert.match(lint('FROM python:latest\n').join(), /DL3007/);
    assert.deepEqual(await findings('Dockerfile', lint), {});
  });

  it('have no finding by ShellCheck', async function () {
    const lint = shellcheckOrSkip(this);
    const known = new Map<string, string[]>();
    const lintOnce = (script: string): string[] => {
      const said = known.get(script) ?? lint(`PORT=8080; export PORT\n${script}\n`, 'sh');
      known.set(script, said);
      return said;
    };
    const found = await findings('Dockerfile', (text) => shellScripts(text).flatMap(lintOnce));
    assert.deepEqual(found, {});
    assert.ok(known.size > 20, `there were ${known.size} scripts to check`);
  });

  it('have no finding by dockerfile-utils', async () => {
    const lint = (text: string): string[] => validate(text).map(({ message }) => JSON.stringify(message));
    assert.deepEqual(await findings('Dockerfile', lint), {});
  });

  it('have no finding by the checks of this extension, in a folder that has what they copy', async () => {
    const catalogue = readServingCatalogue(await resources.readText('catalog/serving.yaml'));
    for (const { name, plan } of dockerfilePlans()) {
      const files = new Map(copiedFiles(plan).map((path) => [path, '']));
      for (const { path, content } of await renderAll(plan)) files.set(path, content);
      const checked = await checkFolder(
        [...files.keys()],
        (path) => Promise.resolve(files.get(path)),
        catalogue,
      );
      const said = checked.flatMap(({ diagnostics }) =>
        diagnostics.map(({ code, message }) => `${code} ${message}`),
      );
      assert.deepEqual(said, [], name);
    }
  });

  it("come with a compose.yaml that Compose's schema takes", async function () {
    const lint = composeSchemaOrSkip(this);
    assert.equal(lint('services: { a: { image: x, prots: [] } }').length, 1);
    assert.deepEqual(await findings('compose.yaml', lint), {});
  });
});

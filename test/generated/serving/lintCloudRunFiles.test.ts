import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { checkFolder } from '../../../src/core/checks/checkFile.ts';
import type { GeneratedFile } from '../../../src/core/generate/generator.ts';
import { cloudRunRenderer } from '../../../src/core/serving/cloudRun/renderCloudRun.ts';
import { readServingCatalogue } from '../../../src/core/serving/catalogue/readServingCatalogue.ts';
import type { ServingPlan } from '../../../src/core/serving/plan/servingPlan.ts';
import { servingFiles } from '../../../src/core/serving/servingFiles.ts';
import { NodeResources } from '../../../src/node/nodeResources.ts';
import { shellcheckOrSkip } from '../../support/linters/shellcheck.ts';
import { terraformFormatOrSkip } from '../../support/linters/terraformFormat.ts';
import { actionlintOrSkip } from '../../support/serving/currentActionlint.ts';
import { fieldTypes, jsonSchema } from '../../support/serving/buildServiceSchema.ts';
import { samplePlans } from '../../support/serving/samplePlans.ts';

const resources = new NodeResources();
const templates = (path: string) => resources.readText(`templates/${path}`);

/** Each sample, and each with something that other lines of the templates come from. */
const plans: Readonly<Record<string, ServingPlan>> = {
  ...samplePlans,
  'without a project': changed(samplePlans.adk, { deployment: { project: '', region: '' } }),
  'for some callers': {
    ...samplePlans.langgraph,
    identity: { ...samplePlans.langgraph.identity, invokers: ['user:ada@example.com', 'domain:example.com'] },
  },
  'in a network': changed(samplePlans.vllm, {
    deployment: {
      ingress: 'internal',
      network: { network: 'default', subnetwork: 'default', egress: 'private-ranges-only' },
    },
  }),
  'in preview': {
    ...changed(samplePlans.vllm, { gpu: { preview: true, accelerator: 'nvidia-rtx-pro-6000' } }),
    resources: { ...samplePlans.vllm.resources, cpu: 20, memoryMiB: 80 * 1024 },
  },
  'with a TCP probe': {
    ...samplePlans.generic,
    probes: {
      expectedStartSeconds: 10,
      startup: { initialDelaySeconds: 0, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 20 },
    },
  },
  'without anything set': { ...samplePlans.generic, environment: [] },
};

function changed(
  plan: ServingPlan,
  { deployment, gpu }: { deployment?: Partial<ServingPlan['deployment']>; gpu?: object },
): ServingPlan {
  return {
    ...plan,
    deployment: { ...plan.deployment, ...deployment },
    ...(plan.gpu && { gpu: { ...plan.gpu, ...gpu } }),
  };
}

const parts = [
  { terraform: true, workflow: true, cloudBuild: true },
  { terraform: true, workflow: false, cloudBuild: false },
];

async function allFiles(): Promise<readonly (GeneratedFile & { readonly of: string })[]> {
  const rendered = Object.entries(plans).flatMap(([of, plan]) =>
    parts.map(async (each) =>
      (await cloudRunRenderer(each)(plan, templates)).map((file) => ({ of, ...file })),
    ),
  );
  return (await Promise.all(rendered)).flat();
}

describe('files of Cloud Run', function () {
  this.timeout(300_000);
  this.slow(10_000);
  let files: Awaited<ReturnType<typeof allFiles>>;
  before(async () => {
    files = await allFiles();
  });

  /** What a linter says of all files whose path this is, with the plan that it was said of. */
  const findings = (path: RegExp, lint: (text: string) => readonly string[]) => {
    const chosen = files.filter((file) => path.test(file.path));
    assert.ok(chosen.length > 0, `no file is like ${String(path)}`);
    // Many plans have some files in common.
    const texts = new Map(chosen.map(({ of, path: at, content }) => [content, `${of}: ${at}`]));
    return [...texts].flatMap(([text, where]) => lint(text).map((line) => `${where}: ${line}`));
  };

  it('scripts: ShellCheck finds nothing', function () {
    const lint = shellcheckOrSkip(this);
    assert.deepEqual(
      findings(/\.sh$/, (text) => lint(text, 'bash')),
      [],
    );
  });

  it('Terraform: terraform fmt would change nothing', function () {
    assert.deepEqual(findings(/\.tf$/, terraformFormatOrSkip(this)), []);
  });

  it('workflow: actionlint finds nothing', function () {
    const lint = actionlintOrSkip(this);
    assert.deepEqual(findings(/deploy\.yml$/, lint), []);
    const text = files.find(({ path }) => path === servingFiles.workflow)?.content ?? '';
    assert.notDeepEqual(lint(text.replace('steps.build.outputs', 'steps.built.outputs')), []);
  });

  it('workflow: every action is named by its commit, with its version beside', () => {
    for (const { content } of files.filter(({ path }) => path === servingFiles.workflow))
      for (const [, action = ''] of content.matchAll(/uses: (\S+.*)$/gm))
        assert.match(action, /^[\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('service.yaml holds to the official types of the API', () => {
    const validate = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true }).compile(
      jsonSchema(fieldTypes(['Service']), 'Service'),
    );
    const lint = (text: string) =>
      validate(parse(text))
        ? []
        : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
    assert.deepEqual(findings(/service\.yaml$/, lint), []);
    const text = files.find(({ path }) => path === servingFiles.service)?.content ?? '';
    assert.notDeepEqual(lint(text.replace('containerConcurrency', 'concurrency')), []);
  });

  it('cloudbuild.yaml holds to the official types of the API', () => {
    const type = 'GoogleDevtoolsCloudbuildV1Build';
    const validate = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true }).compile(
      jsonSchema(fieldTypes([type]), type),
    );
    const lint = (text: string) =>
      validate(asSent(parse(text)))
        ? []
        : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
    assert.deepEqual(findings(/cloudbuild\.yaml$/, lint), []);
  });

  it('our own checks find nothing', async () => {
    const catalogue = readServingCatalogue(await resources.readText('catalog/serving.yaml'));
    for (const of of Object.keys(plans)) {
      const texts = new Map(
        files.filter((file) => file.of === of).map(({ path, content }) => [path, content]),
      );
      const checked = await checkFolder(
        [...texts.keys()],
        (path) => Promise.resolve(texts.get(path)),
        catalogue,
      );
      const said = checked.flatMap(({ path, diagnostics }) =>
        diagnostics.map(({ code, message }) => `${of}: ${path}: ${code}: ${message}`),
      );
      assert.deepEqual(said, []);
    }
  });
});

/** 64-bit numbers are texts in the types, and numbers in YAML. */
function asSent(build: unknown): unknown {
  const { options, ...rest } = build as { options: { diskSizeGb?: number } };
  const { diskSizeGb, ...others } = options;
  return {
    ...rest,
    options: { ...others, ...(diskSizeGb !== undefined && { diskSizeGb: String(diskSizeGb) }) },
  };
}

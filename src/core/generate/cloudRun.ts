import { cloudRunRenderer, type CloudRunParts } from '../serving/cloudRun/renderCloudRun.ts';
import { renderCloudBuild } from '../serving/cloudRun/renderCloudBuild.ts';
import { weightsAddress } from '../serving/cloudRun/modelVolume.ts';
import { checkIdentity } from '../serving/identity/checkIdentity.ts';
import { kubernetesAccountFile } from '../serving/identity/kubernetesAccount.ts';
import { renderIdentityTerraform } from '../serving/identity/renderIdentityTerraform.ts';
import { renderKubernetes, runsBaseImage } from '../serving/kubernetes/renderKubernetes.ts';
import { planServing } from '../serving/plan/planServing.ts';
import { servingOptions } from '../serving/plan/servingOptions.ts';
import type { ServingPlan } from '../serving/plan/servingPlan.ts';
import { renderRay } from '../serving/ray/renderRay.ts';
import type { Renderer } from '../serving/render/rendering.ts';
import { servingFiles } from '../serving/servingFiles.ts';
import type { Generated, GenerateContext, Generator, GeneratorOption, OptionValues } from './generator.ts';

const ownOptions: readonly GeneratorOption[] = [
  {
    id: 'terraform',
    kind: 'flag',
    default: 'true',
    meaning:
      'Terraform for the service, its repository and its identity, beside the scripts; Cloud Run only.',
  },
  {
    id: 'workflow',
    kind: 'flag',
    default: 'true',
    meaning: 'A workflow of GitHub Actions that builds and deploys without a key; Cloud Run only.',
  },
  {
    id: 'cloud-build',
    kind: 'flag',
    default: 'true',
    meaning: 'Images are built in Cloud Build; otherwise by Docker on the machine that deploys.',
  },
];

/** The service on Cloud Run, or where one GPU does not hold the model, on GKE or Ray. */
export const cloudRun: Generator = {
  id: 'cloud-run',
  title: 'Cloud Run service',
  summary:
    'The service as YAML and as Terraform, scripts that deploy, test and delete it, and a workflow without keys.',
  options: [...servingOptions, ...ownOptions],
  family: 'serving',
  generate,
};

async function generate(values: OptionValues, context: GenerateContext): Promise<Generated> {
  const plan = await planServing(values, context);
  checkIdentity(plan);
  const parts = {
    terraform: values['terraform'] === 'true',
    workflow: values['workflow'] === 'true',
    cloudBuild: values['cloud-build'] === 'true',
  };
  const templates = (path: string) => context.resource(`templates/${path}`);
  const files = await Promise.all(renderersOf(plan, parts).map((renderer) => renderer(plan, templates)));
  return {
    files: files.flat(),
    next: await nextSteps(plan, parts, context),
    decisions: plan.decisions,
    warnings: plan.warnings,
  };
}

function renderersOf(plan: ServingPlan, parts: CloudRunParts): Renderer[] {
  if (plan.platform === 'cloud-run')
    return [cloudRunRenderer(parts), ...(parts.terraform ? [renderIdentityTerraform] : [])];
  const account: Renderer = () => Promise.resolve([kubernetesAccountFile(plan)]);
  if (plan.platform === 'ray') return [account, renderRay];
  const builds = parts.cloudBuild && !runsBaseImage(plan);
  return [account, renderKubernetes, ...(builds ? [renderCloudBuild] : [])];
}

async function nextSteps(
  plan: ServingPlan,
  parts: CloudRunParts,
  context: GenerateContext,
): Promise<string[]> {
  return [
    ...(await before(plan, context)),
    ...(plan.platform === 'cloud-run' ? cloudRunSteps(plan, parts) : clusterSteps(plan)),
  ];
}

/** What both platforms need first. */
async function before(plan: ServingPlan, { existing }: GenerateContext): Promise<string[]> {
  const needsImage = plan.platform === 'cloud-run' || (plan.platform === 'gke' && !runsBaseImage(plan));
  const hasImage = (await existing(servingFiles.dockerfile)) !== undefined;
  const hasIdentity = (await existing(servingFiles.setUpIdentity)) !== undefined;
  const weights = weightsAddress(plan);
  return [
    ...(needsImage && !hasImage
      ? ['There is no Dockerfile here yet; make it: `ai-stack generate dockerfile .`']
      : []),
    ...(hasIdentity ? [] : ['Make the scripts of its identity: `ai-stack generate identity .`']),
    `Give it its identity, with nothing but the roles that it needs: \`${projectIn(plan)}${servingFiles.setUpIdentity}\``,
    ...plan.secrets.map(
      ({ name, secret, version }) =>
        `Put ${name} into Secret Manager as version ${version} of ${secret}: \`gcloud secrets versions add ${secret} --data-file=-\``,
    ),
    ...(weights === undefined
      ? []
      : [
          `Put the weights of ${plan.model?.id ?? 'the model'} into ${weights}, in the region of the service.`,
        ]),
  ];
}

function cloudRunSteps(plan: ServingPlan, { terraform, workflow }: CloudRunParts): string[] {
  return [
    `See what would be run: \`${projectIn(plan)}${servingFiles.deploy} --dry-run\``,
    `Build and deploy: \`${projectIn(plan)}${servingFiles.deploy}\``,
    `Ask it for an answer: \`${projectIn(plan)}${servingFiles.smokeTest}\``,
    ...(plan.identity.invokers.length === 0
      ? ['Nobody may call it yet. Name who may: `--set invoker=user:you@example.com`, and deploy again.']
      : []),
    ...(plan.gpu
      ? [
          `It needs quota for ${String(plan.resources.maxInstances)} GPU of ${plan.gpu.accelerator} in ${plan.deployment.region}.`,
        ]
      : []),
    ...(workflow
      ? [
          `To deploy from GitHub, run ${servingFiles.setUpGithub} and set the variables that ${servingFiles.workflow} names.`,
        ]
      : []),
    ...(terraform
      ? [
          `With Terraform instead of the scripts: the first lines of ${servingFiles.terraform}/main.tf say how to begin.`,
        ]
      : []),
  ];
}

function clusterSteps(plan: ServingPlan): string[] {
  if (plan.platform === 'ray')
    return [
      'The cluster needs KubeRay and nodes with this GPU.',
      `Make the namespace and the account: \`kubectl apply -f ${servingFiles.kubernetesAccount}\``,
      `Deploy: \`kubectl apply -f ${servingFiles.ray}\``,
      `Ask it: \`kubectl port-forward --namespace ${plan.name} service/${plan.name}-serve-svc 8000\``,
    ];
  return [
    ...(runsBaseImage(plan)
      ? []
      : [`Build the image and put its digest into ${servingFiles.kubernetes}/kustomization.yaml.`]),
    `Deploy: \`kubectl apply -k ${servingFiles.kubernetes}\``,
    `Ask it: \`kubectl port-forward --namespace ${plan.name} service/${plan.name} 8080:80\``,
  ];
}

/** Before a command, where no file names the project. */
function projectIn({ deployment }: ServingPlan): string {
  return deployment.project === '' ? 'PROJECT_ID=my-project ' : '';
}

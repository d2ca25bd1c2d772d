import { UserError } from '../errors.ts';
import { extendedIgnoreFile } from '../serving/dockerfile/ignoreFiles.ts';
import { renderDockerfile } from '../serving/dockerfile/renderDockerfile.ts';
import { planServing } from '../serving/plan/planServing.ts';
import { servingOptions } from '../serving/plan/servingOptions.ts';
import type { ServingPlan } from '../serving/plan/servingPlan.ts';
import { servingFiles } from '../serving/servingFiles.ts';
import type {
  Generated,
  GeneratedFile,
  GenerateContext,
  Generator,
  GeneratorOption,
  OptionValues,
} from './generator.ts';

const ownOptions: readonly GeneratorOption[] = [
  {
    id: 'installer',
    kind: 'choice',
    default: 'uv',
    meaning: 'What installs Python packages in the image.',
    choices: [
      { value: 'uv', meaning: 'uv, which is faster and takes torch, and only torch, from its own index' },
      {
        value: 'pip',
        meaning: 'pip, which is part of the base image; it reads neither uv.lock nor pylock.toml',
      },
    ],
  },
  {
    id: 'compose',
    kind: 'choice',
    default: 'auto',
    meaning: 'A compose.yaml that builds and runs the image on the machine of the developer.',
    choices: [
      { value: 'auto', meaning: 'where the folder has no Compose file of another name' },
      { value: 'true', meaning: 'always' },
      { value: 'false', meaning: 'never' },
    ],
  },
];

/** A container of the project: Dockerfile, ignore files, Compose file. */
export const dockerfile: Generator = {
  id: 'dockerfile',
  title: 'Dockerfile',
  summary: 'An image in stages that runs without root, its ignore files, and a Compose file for development.',
  options: [...servingOptions, ...ownOptions],
  family: 'serving',
  generate,
};

async function generate(values: OptionValues, context: GenerateContext): Promise<Generated> {
  const planned = await planServing(values, context);
  const plan = values['installer'] === 'pip' ? withPip(planned) : planned;
  const rendered = await renderDockerfile(plan, (path) => context.resource(`templates/${path}`));
  const other = values['compose'] === 'true' ? undefined : await otherCompose(context);
  const withCompose = values['compose'] !== 'false' && other === undefined;
  const wanted = rendered.filter(({ path }) => path !== servingFiles.compose || withCompose);
  const files = await Promise.all(wanted.map((file) => withExisting(file, plan, context)));
  return {
    files,
    next: [...nextSteps(plan, files), ...composeSteps(values, other)],
    decisions: plan.decisions,
    warnings: plan.warnings,
  };
}

/** Compose reads one file, and compose.yaml before all others: a second one would take the place of the project's own. */
const otherComposeFiles = ['compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

async function otherCompose({ existing }: GenerateContext): Promise<string | undefined> {
  if ((await existing(servingFiles.compose)) !== undefined) return undefined;
  const texts = await Promise.all(otherComposeFiles.map((path) => existing(path)));
  return otherComposeFiles.find((_, at) => texts[at] !== undefined);
}

function composeSteps(values: OptionValues, other: string | undefined): string[] {
  if (values['compose'] !== 'auto' || other === undefined) return [];
  return [
    `${other} is there, so no compose.yaml was made, which would take its place; \`--set compose=true\` makes it.`,
  ];
}

/** The same plan without uv. */
function withPip(plan: ServingPlan): ServingPlan {
  const { uv, ...image } = plan.image;
  const install = plan.python?.install;
  if (uv !== undefined && (install === 'uv-lock' || install === 'pylock'))
    throw new UserError(
      `pip cannot install from ${install === 'uv-lock' ? 'uv.lock' : 'pylock.toml'}.`,
      'Leave out --set installer=pip, or choose another file with --set dependencies=requirements.',
    );
  return { ...plan, image };
}

/** Ignore files that are there keep all their lines. */
async function withExisting(
  file: GeneratedFile,
  plan: ServingPlan,
  { existing }: GenerateContext,
): Promise<GeneratedFile> {
  const kinds = { [servingFiles.dockerignore]: 'docker', [servingFiles.gcloudignore]: 'gcloud' } as const;
  const kind = file.path in kinds ? kinds[file.path as keyof typeof kinds] : undefined;
  const before = kind === undefined ? undefined : await existing(file.path);
  if (kind === undefined || before === undefined) return file;
  return { ...file, content: extendedIgnoreFile(plan, kind, before), extends: true };
}

function nextSteps(plan: ServingPlan, files: readonly GeneratedFile[]): string[] {
  const { app, model, secrets, name } = plan;
  const hasCompose = files.some(({ path }) => path === servingFiles.compose);
  const isGated = model?.loading === 'baked' && secrets.some((secret) => secret.name === 'HF_TOKEN');
  const token = isGated ? '--secret id=hf_token,env=HF_TOKEN ' : '';
  const gpus = plan.gpu ? '--gpus all ' : '';
  const port = String(app.port);
  return [
    ...(app.scaffold === true
      ? ['The project has no server yet; make the one that this image starts: `ai-stack generate fastapi .`']
      : []),
    ...(hasCompose
      ? [`Build and run it here: \`${isGated ? 'HF_TOKEN=… ' : ''}docker compose up --build\``]
      : [
          `Build it: \`docker build ${token}--tag ${name} .\``,
          `Run it as strictly as it can be run: \`docker run --rm ${gpus}--read-only --tmpfs /tmp --cap-drop ALL --publish 127.0.0.1:${port}:${port} ${name}\``,
        ]),
    ...(app.readyPath === undefined
      ? []
      : [`Ask whether it is ready: \`curl http://127.0.0.1:${port}${app.readyPath}\``]),
    'Deploy it: `ai-stack generate cloud-run .`',
    'The Dockerfile needs BuildKit: Docker has it, `gcloud run deploy --source` does not, the generated cloudbuild.yaml turns it on.',
  ];
}

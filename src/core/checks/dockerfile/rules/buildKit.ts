import { fix, replace } from '../edits.ts';
import { mountOptions } from '../facts/copiedSources.ts';
import { placeOf } from '../place.ts';
import type { DockerRule } from '../rule.ts';

const mounted = 'FROM python:3.12-slim\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask\n';

export const mountWithoutBuildKit: DockerRule = {
  id: 'mount-without-buildkit',
  severity: 'error',
  find: ({ file, deployment }) => {
    const { plainBuild, hasBuildKitFile } = deployment;
    if (!plainBuild || hasBuildKitFile) return [];
    return file.instructions.flatMap(({ flags, args }) =>
      flags
        .filter(({ name }) => name === 'mount')
        .map((flag) => {
          const isCache = mountOptions(flag.value ?? '').get('type') === 'cache';
          return {
            ...placeOf(flag),
            message: `${plainBuild.path} ${plainBuild.how}, and --mount needs BuildKit; build by a cloudbuild.yaml with DOCKER_BUILDKIT=1.`,
            fixes: isCache
              ? [
                  fix(
                    'remove-mount',
                    'Remove the cache mount',
                    replace({ start: flag.start, end: nextWord(file.masked, flag.end, args.start) }, ''),
                  ),
                ]
              : [],
          };
        }),
    );
  },
  bad: [
    {
      dockerfile: mounted,
      files: { 'deploy.sh': 'gcloud run deploy app --source . --region europe-west1\n' },
    },
    { dockerfile: mounted, files: { Makefile: 'build:\n\tgcloud builds submit --tag gcr.io/p/app\n' } },
    {
      dockerfile: mounted,
      files: {
        'cloudbuild.yaml':
          "steps:\n  - name: gcr.io/cloud-builders/docker\n    args: ['build', '-t', 'x', '.']\n",
      },
    },
  ],
  good: [
    mounted,
    {
      dockerfile: mounted,
      files: {
        'cloudbuild.yaml':
          "steps:\n  - name: gcr.io/cloud-builders/docker\n    args: ['build', '-t', 'x', '.']\n    env: ['DOCKER_BUILDKIT=1']\n",
      },
    },
    {
      dockerfile: mounted,
      files: {
        'deploy.sh': 'gcloud builds submit --config cloudbuild.yaml\ngcloud run deploy app --image x\n',
      },
    },
    { dockerfile: mounted, files: { 'deploy.sh': '# not: gcloud run deploy app --source .\n' } },
  ],
};

/** Where what follows begins, so that no gap stays. */
function nextWord(masked: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && /\s/.test(masked.charAt(at))) at++;
  return at;
}

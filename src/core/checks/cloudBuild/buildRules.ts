import type { CheckDiagnostic } from '../check.ts';
import { fixOf } from '../cloudRun/serviceSettings.ts';
import { setValue } from '../yaml/yamlEdits.ts';
import { addFlowList } from '../yaml/yamlListEdits.ts';
import type { YamlPlace } from '../yaml/yamlPlace.ts';
import type { BuildCommand } from './buildSteps.ts';

/** A build under an account of its own has no default place for its logs, and is refused without one. */
export function loggingRule(text: string, build: YamlPlace): CheckDiagnostic[] {
  const account = either(build, 'serviceAccount', 'service_account');
  if (!account.exists || either(build, 'logsBucket', 'logs_bucket').exists) return [];
  const options = build.get('options');
  const said = [
    either(options, 'logging', 'logging'),
    either(options, 'defaultLogsBucketBehavior', 'default_logs_bucket_behavior'),
  ].some((place) => place.exists);
  if (said) return [];
  return [
    {
      code: 'cloudrun/build-logging',
      severity: 'error',
      message:
        'A build with a serviceAccount must say where its logs go: set options.logging to CLOUD_LOGGING_ONLY, or name a logsBucket.',
      fixes: fixOf(
        'log-to-cloud',
        'Set options.logging to CLOUD_LOGGING_ONLY',
        setValue(text, build, ['options', 'logging'], 'CLOUD_LOGGING_ONLY'),
      ),
      ...account.keySpan,
    },
  ];
}

function either(place: YamlPlace, camel: string, snake: string): YamlPlace {
  const found = place.get(camel);
  return found.exists ? found : place.get(snake);
}

/** An image that is built and pushed by nobody is gone when the build ends. */
export function pushRule(
  text: string,
  build: YamlPlace,
  commands: readonly BuildCommand[],
): CheckDiagnostic[] {
  const words = commands.map(({ command }) => command.map(({ text: word }) => word));
  if (build.get('images').exists || build.get('artifacts').exists || build.get('steps').shared) return [];
  if (
    words.some(
      (command) => command.includes('push') || command.some((word) => /--push\b|type=registry/.test(word)),
    )
  )
    return [];
  const deploys = words.some((command) => command.includes('deploy') || command.includes('replace'));
  const built = commands.find(({ command }) => {
    const [program, ...rest] = command.map(({ text: word }) => word);
    return program === 'docker' && rest.includes('build');
  });
  const tag = built?.command.findIndex(({ text: word }) => word === '-t' || word === '--tag') ?? -1;
  const image = tag < 0 ? undefined : built?.command[tag + 1];
  if (!image || !deploys) return [];
  return [
    {
      code: 'cloudrun/build-not-pushed',
      severity: 'warning',
      message:
        'The image is built here and pushed nowhere, and what is deployed is an older one. List it under images.',
      fixes: fixOf(
        'push-image',
        'List the image under images',
        addFlowList(text, build, 'images', [image.text]),
      ),
      start: image.start,
      end: image.end,
    },
  ];
}

/** Keys of service accounts that a step writes into the folder that is built. */
export function keyFileRule(commands: readonly BuildCommand[]): CheckDiagnostic[] {
  return commands.flatMap(({ command }) => {
    const words = command.map(({ text }) => text);
    if (!words.includes('kms') || !words.includes('decrypt')) return [];
    const at = words.findIndex((word) => word.startsWith('--plaintext-file'));
    const file = words[at]?.includes('=') ? words[at] : words[at + 1];
    const place = command[at];
    if (
      at < 0 ||
      !place ||
      !/(?:key|credential|service-?account|sa)[\w.-]*\.json$|\.json\.?key$/i.test(file ?? '')
    )
      return [];
    return [
      {
        code: 'identity/key-in-image' as const,
        severity: 'warning' as const,
        message:
          'This writes the key of a service account into the folder that is built, and into the image. Attach the account to the service instead; it needs no key.',
        fixes: [],
        start: place.start,
        end: place.end,
      },
    ];
  });
}

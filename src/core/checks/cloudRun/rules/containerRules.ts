import type { CheckContext, CheckDiagnostic } from '../../check.ts';
import { memoryText, parseMemory } from '../amounts.ts';
import { engineOfImage, onlyDockerfile } from '../engines.ts';
import { fixOf, numberOf, type ContainerSettings, type ServiceRule } from '../serviceSettings.ts';

const defaultPort = 8080;

/** Ports, sidecars and volumes in memory. */
export const containerRules: ServiceRule = (service, context) => {
  if (service.kind === 'job') return service.containers.flatMap(memoryVolume);
  const ports = service.containers.filter(({ hasPort }) => hasPort);
  const [only] = service.containers.length === 1 ? service.containers : ports;
  return [
    ...(service.containers.length > 1 && ports.length !== 1 ? [oneIngress(ports, service.containers)] : []),
    ...(only && ports.length <= 1 && service.complete ? portRule(only, context) : []),
    ...service.containers.flatMap(memoryVolume),
  ];
};

function oneIngress(
  ports: readonly ContainerSettings[],
  containers: readonly ContainerSettings[],
): CheckDiagnostic {
  const second = ports[1];
  return {
    code: 'cloudrun/ingress-container',
    severity: 'error',
    message: second
      ? 'Two containers have ports. Exactly one takes the requests; the sidecars have none.'
      : 'Of several containers, exactly one must have a port: that is the one that takes the requests.',
    fixes: [],
    ...spanOf(second?.port ?? second?.head ?? containers[0]?.head ?? { start: 0, end: 0 }),
  };
}

/** The port that the Dockerfile's command listens on, where it is fixed there. */
function portRule(container: ContainerSettings, context: CheckContext): CheckDiagnostic[] {
  const image = container.image?.value ?? '';
  if (container.words.length > 0 || engineOfImage(image) || !/pkg\.dev\/|gcr\.io\/|^[\w.-]+$|\$/.test(image))
    return [];
  const listens = fixedPort(onlyDockerfile(context) ?? '');
  const port = container.hasPort ? numberOf(container.port) : defaultPort;
  if (listens === undefined || port === undefined || listens === port) return [];
  const edits = container.hasPort
    ? container.port?.write?.(String(listens))
    : container.addPort?.(String(listens));
  return [
    {
      code: 'cloudrun/port-mismatch',
      severity: 'error',
      message: `Requests go to port ${port}${container.hasPort ? '' : ', the default'}, and the Dockerfile’s command listens on ${listens}: the service will not start. Let the command use $PORT, or name the same port here.`,
      fixes: fixOf('write-port', `Send requests to port ${listens}`, edits),
      ...spanOf(container.port ?? container.head),
    },
  ];
}

function fixedPort(dockerfile: string): number | undefined {
  const commands = [...dockerfile.matchAll(/^[ \t]*(?:CMD|ENTRYPOINT)\b([^\n]*(?:\\\r?\n[^\n]*)*)/gim)];
  const command = commands.at(-1)?.[1] ?? '';
  if (/\$\{?PORT\b/.test(commands.map(([whole]) => whole).join('\n'))) return undefined;
  const match =
    /--(?:server\.|server-)?port["', =]+(\d{2,5})\b/.exec(command) ??
    /--bind["', =]+[\d.[\]:]*:(\d{2,5})\b/.exec(command) ??
    /-b["', =]+[\d.]*:(\d{2,5})\b/.exec(command);
  return match ? Number(match[1]) : undefined;
}

function memoryVolume(container: ContainerSettings): CheckDiagnostic[] {
  const memory = parseMemory(container.memory?.value);
  if (memory === undefined) return [];
  return container.memoryVolumes.flatMap((volume) => {
    if (volume.bytes === undefined || volume.bytes < memory) return [];
    return [
      {
        code: 'cloudrun/memory-volume' as const,
        severity: 'warning' as const,
        message: `This volume of ${memoryText(volume.bytes)} is in memory, and the container has ${memoryText(memory)} in all: filling it ends the instance. Mount a bucket, bake the files into the image, or give it more memory.`,
        fixes: [],
        ...spanOf(volume),
      },
    ];
  });
}

function spanOf({ start, end }: { readonly start: number; readonly end: number }): {
  start: number;
  end: number;
} {
  return { start, end };
}

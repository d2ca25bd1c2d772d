import { parse } from 'yaml';
import type { DeployedShape } from './deployedShape.ts';

interface ComposeService {
  readonly ports: readonly [string];
  readonly healthcheck: { readonly test: readonly string[] };
  readonly volumes?: readonly { readonly source: string; readonly target: string }[];
  readonly deploy: { readonly resources: { readonly limits: { readonly memory: string } } };
}

/** What `compose.yaml` says of the container of the service. */
export function readCompose(text: string): Partial<DeployedShape> {
  const { services } = parse(text) as { services: Readonly<Record<string, ComposeService>> };
  const [[name, service] = []] = Object.entries(services);
  if (name === undefined || service === undefined) return { service: '' };
  const path = /'GET', '([^']+)'/.exec(service.healthcheck.test.join(' '))?.[1];
  return {
    service: name,
    port: Number(service.ports[0].split(':').at(-1)),
    memoryMiB: Number(/^(\d+)M$/.exec(service.deploy.resources.limits.memory)?.[1]),
    mountPath: service.volumes?.find(({ source }) => source.includes('MODELS'))?.target,
    ...(path !== undefined && { healthPath: path }),
  };
}

import { parse } from 'yaml';
import type { DeployedShape } from './deployedShape.ts';

interface Compose {
  readonly services: Readonly<Record<string, { readonly ports?: readonly (string | { target: number })[] }>>;
}

/** What `compose.yaml` says: the port of the container of this service. */
export function readCompose(text: string, service: string): Partial<DeployedShape> {
  const { services } = parse(text) as Compose;
  const own = services[service] ?? Object.values(services)[0];
  const [published] = own?.ports ?? [];
  const port = typeof published === 'string' ? published.split(':').at(-1) : published?.target;
  return { port: Number(port) };
}

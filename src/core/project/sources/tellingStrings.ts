import type { ClueKind } from '../clue.ts';

/** A place in a text where an address of a model service, or a Redis vector query, is spelled out. */
export interface TellingString {
  readonly offset: number;
  readonly kind: Extract<ClueKind, 'endpoint' | 'call'>;
  readonly name: string;
}

/** Hosts of managed model services; the clue's name is the host as written here. */
export const modelServiceHosts: readonly string[] = [
  'generativelanguage.googleapis.com',
  'aiplatform.googleapis.com',
  'api.openai.com',
  'openai.azure.com',
  'api.anthropic.com',
  'openrouter.ai',
  'api.groq.com',
  'api.mistral.ai',
  'api.cohere.com',
  'api.cohere.ai',
  'api.together.xyz',
  'api.deepseek.com',
  'api.x.ai',
  'api.replicate.com',
  'api-inference.huggingface.co',
  'router.huggingface.co',
  'integrate.api.nvidia.com',
];

const hosts = [...modelServiceHosts, 'metadata.google.internal'];

const local = '(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|host\\.docker\\.internal)';
const ollamaRoute = '/api/(?:generate|chat|embed(?:dings)?|tags|pull|show)\\b';

const pattern = new RegExp(
  [
    // After a host, or what stands for one; the bare port is a constant of some other tool.
    '(?<=[\\w}\\])]):11434(?!\\d)',
    `(?:${local}(?::\\d{2,5})?|\\bollama[\\w.]{0,30}\\}?)(?<route>${ollamaRoute})`,
    `${local}:(?<port>\\d{2,5})/v1\\b`,
    `(?<host>${hosts.map((host) => host.replaceAll('.', '\\.')).join('|')})(?![\\w.-]*\\w@)`,
    `(?<bedrock>bedrock-runtime\\.[\\w-]{1,30}\\.amazonaws\\.com)`,
    `(?<redis>rediss?://)`,
    `(?<command>\\bFT\\.(?:SEARCH|CREATE|AGGREGATE|HYBRID))\\b`,
    `=>\\s{0,4}(?<knn>\\[KNN)\\s`,
    `@\\w{1,60}:(?<range>\\[VECTOR_RANGE)\\s`,
  ].join('|'),
  'gi',
);

/** Parts of all of these, for the test that comes before parsing. */
export const stringMarks: readonly string[] = [
  ...hosts,
  '11434',
  'localhost:',
  '127.0.0.1:',
  '0.0.0.0:',
  'host.docker.internal',
  '/api/generate',
  '/api/chat',
  'bedrock-runtime',
  'redis://',
  'rediss://',
  'FT.SEARCH',
  'FT.CREATE',
  '[KNN',
  '[VECTOR_RANGE',
];

/**
 * All telling strings of a text, by offset. The caller decides whether a place lies in a string literal.
 * Endpoints are named by host or port, Redis queries as calls named `FT.SEARCH`, `FT.CREATE`, `KNN`, `VECTOR_RANGE`.
 */
export function tellingStrings(text: string): TellingString[] {
  const found: TellingString[] = [];
  for (const match of text.matchAll(pattern)) {
    const groups = match.groups ?? {};
    const call =
      groups.command?.toUpperCase() ?? (groups.knn ? 'KNN' : groups.range ? 'VECTOR_RANGE' : undefined);
    found.push({
      offset: match.index,
      kind: call === undefined ? 'endpoint' : 'call',
      name: call ?? endpointName(match[0], groups),
    });
  }
  return found;
}

function endpointName(matched: string, groups: Partial<Record<string, string>>): string {
  if (matched.includes(':11434')) return ':11434';
  if (groups.route) return groups.route.toLowerCase();
  if (groups.port) return `localhost:${groups.port}/v1`;
  if (groups.bedrock) return 'bedrock-runtime.amazonaws.com';
  if (groups.redis) return 'redis://';
  return (groups.host ?? '').toLowerCase();
}

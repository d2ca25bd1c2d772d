import type { StructureMatch, StructureRule } from '../../rule.ts';

const reach = 4096;

const kind = /kind:[ \t]{0,4}["']?Secret["']?[ \t]*(?:#[^\n]{0,80})?\r?\n/y;

/** An entry of `data` (Base64) or `stringData`: group 1 the key, group 2 the value. */
const entry =
  /^[ \t]{1,12}["']?([\w.-]{1,80})["']?:[ \t]{1,4}["']?([A-Za-z0-9+/_-]{8,1000}={0,2})["']?[ \t]*\r?$/gm;

/** A Kubernetes Secret whose data stand in the manifest. Base64 hides nothing. */
function findSecretData(text: string, at: number): StructureMatch | undefined {
  kind.lastIndex = at;
  if (!kind.test(text)) return undefined;
  const start = documentStart(text, at);
  const document = text.slice(start, documentEnd(text, at));
  const data = /^data:[ \t]*\r?\n/m.exec(document);
  if (!data) return undefined;
  entry.lastIndex = data.index + data[0].length;
  for (let match = entry.exec(document); match; match = entry.exec(document)) {
    // The block ends where a line is not indented.
    if (/^\S/m.test(document.slice(data.index + data[0].length, match.index))) return undefined;
    const value = match[2] ?? '';
    if (!holdsSecret(match[1] ?? '', value)) continue;
    const from = start + match.index + match[0].indexOf(value, match[0].indexOf(':'));
    return { start: from, end: from + value.length };
  }
  return undefined;
}

function documentStart(text: string, at: number): number {
  const from = Math.max(0, at - reach);
  const separator = text.slice(from, at).lastIndexOf('\n---');
  return separator < 0 ? from : from + separator + 4;
}

function documentEnd(text: string, at: number): number {
  const separator = text.slice(at, at + reach).indexOf('\n---');
  return separator < 0 ? at + reach : at + separator;
}

/** Public parts and plain settings are kept in Secrets as well. */
function holdsSecret(name: string, encoded: string): boolean {
  if (
    /(?:user(?:name)?|host|port|url|uri|name|email|region|bucket|\.crt|\.pub|namespace|type|database)$/i.test(
      name,
    )
  )
    return false;
  let value: string;
  try {
    value = atob(encoded);
  } catch {
    return false;
  }
  if (
    value.length < 6 ||
    /^(?:changeme|example|placeholder|password|secret|admin|test|true|false|your|<|\$)/i.test(value)
  )
    return false;
  return /^[\x20-\x7e\s]*$/.test(value) ? value.trim().length >= 6 : value.length >= 16;
}

export const kubernetesSecretRules: readonly StructureRule[] = [
  {
    id: 'kubernetes-secret-data',
    kind: 'structure',
    provider: 'kubernetes',
    title: 'value of a Kubernetes Secret',
    confidence: 'medium',
    source: 'https://kubernetes.io/docs/concepts/configuration/secret/',
    keywords: ['kind: secret', 'kind: "secret'],
    reach,
    find: findSecretData,
    hit: [
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ntype: Opaque\ndata:\n  username: YWRtaW4=\n  password: cTdnZC1' +
        'yNXh2cDJrbHM=\n',
      'apiVersion: v1\nkind: "Secret"\nmetadata: {name: a}\ndata:\n  token: ZGtsMzk0' + 'OHNka2puMjM5NHNk\n',
    ],
    miss: [
      'apiVersion: v1\nkind: Secret\ndata:\n  username: YWRtaW4=\n',
      'kind: SecretStore\ndata:\n  token: ZGtsMzk0' + 'OHNka2puMjM5NHNk\n',
      'apiVersion: v1\nkind: Secret\ndata:\n  password: {{ .Values.password | b64enc }}\n',
    ],
  },
];

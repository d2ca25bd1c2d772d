import type { Evidence } from '../../../project/facts.ts';
import { evidenceAt, type ProjectFiles } from './projectFiles.ts';
import type { PythonSource } from './pythonSources.ts';

/** An environment variable that the product reads. Its value is nowhere. */
export interface VariableUse {
  readonly name: string;
  readonly evidence: Evidence;
}

const reading =
  /\b(?:getenv|environ\.get|environ|env|env\.str|config|getEnv)\s*[([]\s*["']([A-Za-z_]\w{1,80})["']/g;
const settingsField =
  /^[ \t]+([a-z]\w{1,80})[ \t]*:[ \t]*(?:str|SecretStr|Optional\[|[\w.]+ *\||None|int|bool|float)/gm;

/** Variables that the code reads and those that an example of `.env` lists, by name, each once. */
export async function variableUses(
  files: ProjectFiles,
  sources: readonly PythonSource[],
): Promise<VariableUse[]> {
  const found = new Map<string, VariableUse>();
  const note = (name: string, path: string, text: string, offset: number): void => {
    if (found.has(name)) return;
    const { file, line } = evidenceAt(path, text, offset);
    found.set(name, { name, evidence: { file, line, text: name } });
  };
  for (const { path, text } of sources) {
    for (const match of text.matchAll(reading)) {
      const start = text.lastIndexOf('\n', match.index) + 1;
      if (!/^\s*#/.test(text.slice(start, match.index))) note(match[1] ?? '', path, text, match.index);
    }
    if (!/\bBaseSettings\b/.test(text)) continue;
    for (const match of text.matchAll(settingsField))
      note((match[1] ?? '').toUpperCase(), path, text, match.index + match[0].search(/\S/));
  }
  for (const path of ['.env.example', '.env.sample', '.env.template', 'example.env', 'env.example']) {
    const text = files.has(path) ? await files.text(path) : undefined;
    for (const match of text?.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w{1,80})[ \t]*=/gm) ?? [])
      note(match[1] ?? '', path, text ?? '', match.index);
  }
  return [...found.values()];
}

/** Whether the value of a variable of this name is a secret. */
export function isSecretName(name: string): boolean {
  const upper = name.toUpperCase();
  if (
    /(?:LIMIT|COUNT|LENGTH|MINUTES|SECONDS|HOURS|DAYS|TTL|ALGORITHM|ENABLED|HEADER|PREFIX|PATH|FILE|NAME|ID)$/.test(
      upper,
    )
  )
    return false;
  return (
    /(?:^|_)(?:API_?KEY|ACCESS_?KEY|SECRET_?KEY|PRIVATE_?KEY|SIGNING_?KEY|ENCRYPTION_?KEY|MASTER_?KEY|AUTH_?KEY|APIKEY|TOKEN|SECRET|PASSWORD|PASSWD|PASS|CREDENTIALS?|CONNECTION_STRING|DSN)$/.test(
      upper,
    ) ||
    /(?:^|_)(?:DATABASE|DB|POSTGRES(?:QL)?|REDIS|MONGO(?:DB)?|MYSQL|AMQP|RABBITMQ|SQLALCHEMY_DATABASE)_(?:URL|URI)$/.test(
      upper,
    )
  );
}

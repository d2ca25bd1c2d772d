import { isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { UserError } from '../errors.ts';

/** Where pre-commit (pre-commit.com) is configured. */
export const preCommitPath = '.pre-commit-config.yaml';

/** The id under which the hook is known again. */
const hookId = 'ai-stack-secrets';

/**
 * A configuration of pre-commit with our hook in it: a new one, or the one that is there with everything it says, its
 * comments too. One that has the hook already stays as it is. `entry` is the YAML of the repository to add. Throws a
 * UserError where the file cannot be extended.
 */
export function addPreCommitHook(config: string | undefined, entry: string): string {
  const repository = parseDocument(entry);
  if (config === undefined || config.trim() === '') {
    return String(parseDocument(`repos:\n${indented(entry)}`));
  }
  const document = parseDocument(config);
  const [error] = document.errors;
  if (error) throw unusable(`it is not valid YAML, near line ${error.linePos?.[0].line ?? 1}`);
  if (!isMap(document.contents)) throw unusable('it is no mapping');
  if (hasHook(document)) return config;
  const repos = document.get('repos', true);
  if (repos === undefined) document.set('repos', document.createNode([repository.toJS()]));
  else if (isSeq(repos)) repos.add(document.createNode(repository.toJS()));
  else throw unusable('"repos" is no list');
  return document.toString({ lineWidth: 0 });
}

function indented(entry: string): string {
  const lines = entry.trimEnd().split('\n');
  return lines.map((line, at) => `  ${at === 0 ? '- ' : '  '}${line}\n`).join('');
}

function hasHook(document: Document): boolean {
  const repos = document.get('repos', true);
  if (!isSeq(repos)) return false;
  return repos.items.some((repo) => {
    const hooks = isMap(repo) ? repo.get('hooks', true) : undefined;
    return (
      isSeq(hooks) &&
      hooks.items.some((hook) => {
        const id = isMap(hook) ? hook.get('id', true) : undefined;
        return isScalar(id) && id.value === hookId;
      })
    );
  });
}

function unusable(reason: string): UserError {
  return new UserError(`${preCommitPath} cannot be extended: ${reason}.`, 'Mend it, or use --set hook=git.');
}

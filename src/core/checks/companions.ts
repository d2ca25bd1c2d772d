import { baseName, checkKind, isYaml } from './checkKind.ts';

/** Bytes of a companion that is read, at the most; what is larger was not written by hand. */
export const companionLimit = 256 * 1024;

const names =
  /^(?:\.(?:docker|gcloud|git)ignore|.+\.dockerignore|[\w.-]*requirements[\w.-]*\.(?:txt|in)|pyproject\.toml|Pipfile|environment\.ya?ml|package\.json|Procfile|(?:GNU)?makefile|(?:just|task)file(?:\.ya?ml)?|docker-bake\.(?:hcl|json)|gunicorn(?:[._-]conf(?:ig)?)?\.py|(?:main|app|server|api|serve|asgi|wsgi)\.py)$/i;
/** YAML that says how a container is built or run; the others are read when they are checked themselves. */
const deployment =
  /(?:^|[/._-])(?:service|services|knative|cloud-?run|run|deploy|deployment|compose|docker-compose|skaffold|app)(?:[/._-]|$)/i;

/**
 * True for files whose text says something about another one: ignore files, requirements, Dockerfiles, build files,
 * services, Terraform, scripts, workflows and the module that an application starts with. Of lock files the names are
 * enough, which are among the paths.
 */
export function isCompanion(path: string): boolean {
  const name = baseName(path);
  if (names.test(name)) return true;
  if (checkKind(path) !== undefined) return true;
  return isYaml(path) && deployment.test(path);
}

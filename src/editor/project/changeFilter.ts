/**
 * Folders whose changes are dropped before anything else happens: detection leaves them out anyhow, and an
 * install or a build changes thousands of files there at once.
 */
const noisyFolder =
  /(?:^|\/)(?:\.git|\.hg|\.svn|node_modules|\.?venv|__pycache__|site-packages|\.mypy_cache|\.pytest_cache|\.ruff_cache|\.tox|\.nox|\.terraform|\.ipynb_checkpoints)(?:\/|$)/;

/** True for a path (relative to the folder) whose change may change the facts. */
export function mayMatter(path: string): boolean {
  return !noisyFolder.test(path);
}

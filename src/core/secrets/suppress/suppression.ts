/** What says that a finding does not count, so that reports can show it and people can take it back. */
export interface Suppression {
  /**
   * `comment`: beside the finding. `baseline`: known from before. `allow`: an allowlist of the configuration. `path`:
   * the file is left out. `off`: the rule is.
   */
  readonly kind: 'comment' | 'baseline' | 'allow' | 'path' | 'off';
  /** The words or the file that say it: `gitleaks:allow`, `.gitleaksignore`, `aiStack.secrets.exclude`. */
  readonly by: string;
  /** 1-based line of those words, in the scanned file for comments, else in `by`, where it is a file. */
  readonly line?: number;
  /** Why, where somebody wrote it down. */
  readonly reason?: string;
}

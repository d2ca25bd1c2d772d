/** The fixes there are. Permanent: findings list them, settings and tests name them. */
export type FixId =
  | 'read-from-environment'
  | 'switch-to-vertex-adc'
  | 'use-aws-default-credentials'
  | 'use-azure-default-credential'
  | 'move-to-dotenv'
  | 'remove-service-account-file'
  | 'suppress'
  | 'add-to-baseline';

/** Offsets in UTF-16 code units of the text that was scanned; edits of one fix do not overlap. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Lines that another file must have. `applyFileChange` adds those that it lacks. */
export interface FileChange {
  /** From the root of the workspace folder, `/` between segments. */
  readonly path: string;
  /** `append` changes a file only where it exists. */
  readonly kind: 'append' | 'create-or-append';
  readonly lines: readonly string[];
  /** The lines hold the secret itself: never log or show them. */
  readonly secret?: true;
}

/** One way out of a finding, worked out and ready to apply. */
export interface SecretFix {
  readonly id: FixId;
  /** As a menu shows it, in the imperative. Holds no secret. */
  readonly title: string;
  /** Text of an edit never holds the secret. */
  readonly edits: readonly TextEdit[];
  readonly changes?: readonly FileChange[];
  readonly preferred?: boolean;
  /**
   * True where the fix may be applied to all findings at once, one after the other: apply one, scan anew, take the
   * next, since fixes of one file add the same imports.
   */
  readonly safeForAll?: boolean;
  readonly afterwards: {
    /** The key was exposed and has to be revoked: say so, with `afterFix`. */
    readonly revoke: boolean;
    /** Steps to open beside. */
    readonly guide?: 'workload-identity';
  };
  /** Packages that the changed code needs, as pip and npm are given them; with a version where older ones will not do. */
  readonly packages?: readonly string[];
  /** Why the fix cannot be made here, as a sentence. Such a fix has no edits and is only shown. */
  readonly disabled?: string;
}

import type { TextEdit } from '../secretFix.ts';

/** How a client is given an identity instead of a key. */
export interface KeylessRewrite {
  readonly edits: readonly TextEdit[];
  readonly title: string;
  readonly packages?: readonly string[];
}

export type KeylessAnswer =
  KeylessRewrite | { readonly title: string; readonly disabled: string } | undefined;

import type { TextEdit } from '../secretFix.ts';

/** How a text reads the secret from the environment instead. */
export interface EnvironmentRewrite {
  readonly edits: readonly TextEdit[];
  /** As a menu shows it; the default is `Read NAME from the environment`. */
  readonly title?: string;
  /** False where a `.env` file is not read by what reads this file. The default is true. */
  readonly dotenv?: boolean;
  /** The variable, where it is not the one that the site proposes. */
  readonly variable?: string;
}

/** Why it cannot be done here, where that is worth telling. */
export interface EnvironmentObstacle {
  readonly disabled: string;
}

export type EnvironmentAnswer = EnvironmentRewrite | EnvironmentObstacle | undefined;

export const inComment: EnvironmentObstacle = {
  disabled: 'The secret is in a comment: delete it there, and revoke it.',
};

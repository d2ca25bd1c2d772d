import { UserError } from '../../core/errors.ts';
import type { CommandHandler } from './table.ts';

/** Being built. */
export const insertClientSnippet: CommandHandler = () => {
  throw new UserError('This command is being built.', 'Wait for it.');
};

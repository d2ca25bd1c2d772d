import { UserError } from '../../core/errors.ts';
import type { CommandHandler } from './table.ts';

/** Being built. */
export const pullModel: CommandHandler = () => {
  throw new UserError('This command is being built.', 'Wait for it.');
};

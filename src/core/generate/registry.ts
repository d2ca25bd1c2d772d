import type { Generator } from './generator.ts';
import { secretGuard } from './secretGuard.ts';

/** All generators, in the order of the lists. */
export const generators: readonly Generator[] = [secretGuard];

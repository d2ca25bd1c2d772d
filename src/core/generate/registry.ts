import { cloudRun } from './cloudRun.ts';
import { dockerfile } from './dockerfile.ts';
import { fastapi } from './fastapi.ts';
import type { Generator } from './generator.ts';
import { identity } from './identity.ts';
import { secretGuard } from './secretGuard.ts';

/** All generators, in the order of the lists. */
export const generators: readonly Generator[] = [fastapi, dockerfile, cloudRun, identity, secretGuard];

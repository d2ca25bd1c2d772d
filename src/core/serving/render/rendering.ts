import type { GeneratedFile } from '../../generate/generator.ts';
import type { ServingPlan } from '../plan/servingPlan.ts';

/** The text of a file of `media/templates/`: `dockerfile/python.Dockerfile`. */
export type Templates = (path: string) => Promise<string>;

/** Files of one plan. The same plan gives the same files, byte for byte. */
export type Renderer = (plan: ServingPlan, templates: Templates) => Promise<readonly GeneratedFile[]>;

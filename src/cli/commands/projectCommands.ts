/** The commands on a project, its guide and what is generated for it: loaded together, as they share nearly all of their code. */
export { check } from './check.ts';
export { detect } from './detect.ts';
export { generate } from './generate.ts';
export { guideCheck } from './guideCheck.ts';
export { recommendStack } from './recommendStack.ts';
export { report } from './report.ts';

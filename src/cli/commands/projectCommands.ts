/** The commands on a project and its guide: loaded together, as they share nearly all of their code. */
export { check } from './check.ts';
export { detect } from './detect.ts';
export { guideCheck } from './guideCheck.ts';
export { recommendStack } from './recommendStack.ts';
export { report } from './report.ts';

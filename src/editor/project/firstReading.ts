/** What the first reading of a folder needs: loaded together, as checks follow every reading. */
export { CheckEngine } from '../checks/checkEngine.ts';
export { createDetection } from './detection.ts';

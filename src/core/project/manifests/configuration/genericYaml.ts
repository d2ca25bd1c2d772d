import type { FileReader } from '../../clue.ts';
import { looksLikeKubernetes, readKubernetes } from '../cloud/kubernetes.ts';
import { readTrainingYaml } from './trainingYaml.ts';

export function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path);
}

/** Reads a YAML file whose name says nothing: what its keys show it to be, or nothing. It is never a problem. */
export const readGenericYaml: FileReader = (file) =>
  looksLikeKubernetes(file.text) ? readKubernetes(file) : readTrainingYaml(file);

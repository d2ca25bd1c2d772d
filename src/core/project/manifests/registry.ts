import { isModelFile, readModelFile } from '../assets/modelFolder.ts';
import {
  isCheckpoint,
  isGguf,
  isSafetensors,
  readCheckpoint,
  readGguf,
  readSafetensors,
} from '../assets/weights.ts';
import type { FileReader } from '../clue.ts';
import { isLanggraphJson, readLanggraphJson } from './agents/langgraphJson.ts';
import { isModelfile, readModelfile } from './agents/modelfile.ts';
import { isRootAgent, readRootAgent } from './agents/rootAgent.ts';
import { isAppEngine, looksLikeAppEngine, readAppEngine } from './cloud/appEngine.ts';
import { isCloudBuild, readCloudBuild } from './cloud/cloudBuild.ts';
import { isHelmChart, readHelmChart } from './cloud/helmChart.ts';
import { isServiceAccountKey, readServiceAccountKey } from './cloud/serviceAccountKey.ts';
import { isSkaffold, readSkaffold } from './cloud/skaffold.ts';
import { isTerraform, readTerraform } from './cloud/terraform.ts';
import { isBentofile, readBentofile } from './configuration/bentofile.ts';
import { isEnvironmentFile, readEnvironmentFile } from './configuration/environmentFile.ts';
import { isYaml, readGenericYaml } from './configuration/genericYaml.ts';
import { isMlproject, readMlproject } from './configuration/mlproject.ts';
import { isReadme, readReadme } from './configuration/readme.ts';
import { isScript, readScript } from './configuration/scripts.ts';
import { isWorkflow, readWorkflow } from './configuration/workflow.ts';
import { isCompose, readCompose } from './containers/compose.ts';
import { isDockerfile, readDockerfile } from './containers/dockerfile.ts';
import { isGoMod, readGoMod } from './node/goMod.ts';
import { isPackageJson, readPackageJson } from './node/packageJson.ts';

/** A reader with the paths it is for. */
export interface ManifestReader {
  readonly id: string;
  matches(path: string): boolean;
  readonly read: FileReader;
  /** Bytes from the beginning of the file that are enough; absent when all of it is wanted. */
  readonly head?: number;
}

/** Enough for a magic number, a Git LFS pointer or the first keys of a tokenizer. */
const headBytes = 4096;

/** app.yaml is App Engine's name, but many give it to Kubernetes objects. */
const readApp: FileReader = (file) =>
  looksLikeAppEngine(file.text) ? readAppEngine(file) : readGenericYaml(file);

/** One row per format other than Python's; the first that matches a path reads it, so that YAML at large is last. */
export const manifestReaders: readonly ManifestReader[] = [
  { id: 'package-json', matches: isPackageJson, read: readPackageJson },
  { id: 'go-mod', matches: isGoMod, read: readGoMod },
  { id: 'dockerfile', matches: isDockerfile, read: readDockerfile },
  { id: 'compose', matches: isCompose, read: readCompose },
  { id: 'cloudbuild', matches: isCloudBuild, read: readCloudBuild },
  { id: 'skaffold', matches: isSkaffold, read: readSkaffold },
  { id: 'app-engine', matches: isAppEngine, read: readApp },
  { id: 'terraform', matches: isTerraform, read: readTerraform },
  { id: 'helm', matches: isHelmChart, read: readHelmChart },
  { id: 'langgraph', matches: isLanggraphJson, read: readLanggraphJson },
  { id: 'root-agent', matches: isRootAgent, read: readRootAgent },
  { id: 'modelfile', matches: isModelfile, read: readModelfile },
  { id: 'bentofile', matches: isBentofile, read: readBentofile },
  { id: 'mlproject', matches: isMlproject, read: readMlproject },
  { id: 'workflow', matches: isWorkflow, read: readWorkflow },
  { id: 'environment', matches: isEnvironmentFile, read: readEnvironmentFile },
  { id: 'script', matches: isScript, read: readScript },
  { id: 'readme', matches: isReadme, read: readReadme },
  { id: 'gguf', matches: isGguf, read: readGguf, head: headBytes },
  { id: 'safetensors', matches: isSafetensors, read: readSafetensors, head: headBytes },
  { id: 'checkpoint', matches: isCheckpoint, read: readCheckpoint, head: headBytes },
  {
    id: 'tokenizer',
    matches: (path) => /(?:^|\/)tokenizer(?:_config)?\.json$/.test(path),
    read: readModelFile,
    head: headBytes,
  },
  { id: 'model-file', matches: isModelFile, read: readModelFile },
  { id: 'service-account-key', matches: isServiceAccountKey, read: readServiceAccountKey },
  { id: 'yaml', matches: isYaml, read: readGenericYaml },
];

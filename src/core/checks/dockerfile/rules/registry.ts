import type { DockerRule } from '../rule.ts';
import { aptLists, aptRecommends, aptUpdate, aptUpgrade, aptYes, curlPipe } from './apt.ts';
import { armPlatform, endOfLifePython, fullPythonImage, retiredEngine, unpinnedBase } from './base.ts';
import { mountWithoutBuildKit } from './buildKit.ts';
import { addLocal, addRemote, copyIgnored, copyMissing, copyWithoutIgnore, missingLock } from './copy.ts';
import { cudaDriver, torchIndex } from './cuda.ts';
import { healthcheckProgram, reservedPath } from './health.ts';
import { changeLayer } from './layers.ts';
import { pipCache, uvUnlocked } from './pip.ts';
import { fixedPort, loopback } from './ports.ts';
import { secretFileCopied, secretMount } from './secretFiles.ts';
import { keyFileInImage, secretBuildArgument, secretInEnv } from './secretValues.ts';
import { severalCommands, stageOrder, unknownStage } from './stages.ts';
import { developmentServer, manyWorkers, shellForm, shellWithoutExec } from './start.ts';
import { singleQuotes, syntax } from './syntax.ts';
import { maintainer, portRange, relativeWorkdir, rootUser, sudo } from './user.ts';

/** All rules for Dockerfiles. */
export const dockerRules: readonly DockerRule[] = [
  syntax, singleQuotes,
  rootUser, sudo, relativeWorkdir, maintainer, portRange,
  unpinnedBase, fullPythonImage, endOfLifePython, armPlatform, retiredEngine,
  unknownStage, stageOrder, severalCommands,
  secretInEnv, secretBuildArgument, keyFileInImage, secretFileCopied, secretMount,
  copyWithoutIgnore, copyMissing, missingLock, copyIgnored, addRemote, addLocal,
  changeLayer,
  mountWithoutBuildKit,
  pipCache, uvUnlocked, torchIndex, cudaDriver,
  aptUpdate, aptYes, aptRecommends, aptLists, aptUpgrade, curlPipe,
  shellForm, shellWithoutExec, developmentServer, manyWorkers, fixedPort, loopback,
  reservedPath, healthcheckProgram,
]; // prettier-ignore

import type { GenerateContext } from '../../../generate/generator.ts';
import type { Project, Technology } from '../../../project/facts.ts';
import { atLeast } from '../../../project/roles.ts';
import type { TechnologyId } from '../../../project/vocabulary.ts';
import { applicationObjects, type ApplicationObject } from './applicationObjects.ts';
import { cloudEvidence, type CloudEvidence } from './cloudEvidence.ts';
import { manifestEvidence, type ManifestEvidence } from './manifestEvidence.ts';
import { modelFolders, modelfileBase, type ModelfileBase, type ModelFolder } from './modelFolders.ts';
import { modelUses, type ModelUse } from './modelUses.ts';
import { ProjectFiles } from './projectFiles.ts';
import { pythonSources, type PythonSource } from './pythonSources.ts';
import { startCommands, type StartCommand } from './startCommands.ts';
import { variableUses, type VariableUse } from './variableUses.ts';

/** All that a plan rests on, read once. */
export interface ServingEvidence {
  readonly files: ProjectFiles;
  /** The folder as a whole. */
  readonly project: Project;
  readonly manifests: ManifestEvidence;
  readonly sources: readonly PythonSource[];
  readonly applications: readonly ApplicationObject[];
  readonly models: readonly ModelUse[];
  readonly modelFolders: readonly ModelFolder[];
  readonly modelfile?: ModelfileBase;
  readonly commands: readonly StartCommand[];
  readonly cloud: CloudEvidence;
  readonly variables: readonly VariableUse[];
}

const nothing: Project = {
  path: '.',
  name: '',
  primaryTask: 'none',
  tasks: [],
  technologies: [],
  practices: [],
};

/** Reads what a plan rests on. Never rejects for what stands in a file. */
export async function servingEvidence({
  workspace,
  facts,
  paths,
}: GenerateContext): Promise<ServingEvidence> {
  const known = await facts();
  const files = await ProjectFiles.of(workspace, await paths?.());
  const sources = await pythonSources(files, known);
  const [manifests, folders, modelfile, commands, cloud, variables] = await Promise.all([
    manifestEvidence(files, known),
    modelFolders(files),
    modelfileBase(files),
    startCommands(files),
    cloudEvidence(files),
    variableUses(files, sources),
  ]);
  return {
    files,
    project: known.projects.find(({ path }) => path === '.') ?? nothing,
    manifests,
    sources,
    applications: applicationObjects(sources),
    models: modelUses(sources),
    modelFolders: folders,
    ...(modelfile && { modelfile }),
    commands,
    cloud,
    variables,
  };
}

/** A technology that the product uses: declared, imported or named by configuration. */
export function technology({ project }: ServingEvidence, id: TechnologyId): Technology | undefined {
  return project.technologies.find((each) => each.id === id && atLeast(each.strength, 'config'));
}

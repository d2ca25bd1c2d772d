import type { DependencyScope, FileReader } from '../../clue.ts';
import { parseToml, type TomlTree } from '../../text/tomlTree.ts';
import { addDependencyGroups, dependencyGroupScope } from './dependencyGroups.ts';
import { DependencyReading, type DependencyPlace } from './dependencyReading.ts';
import { groupScope } from './groupScope.ts';
import { normaliseName, parseRequirement } from './pep508.ts';
import { addPixi } from './pixi.ts';
import { addPoetry } from './poetry.ts';
import { addRequirementLine } from './requirements.ts';

/** Reads `pyproject.toml`: PEP 621, PEP 735 and the tables of Poetry, uv, PDM, Hatch, Rye, Flit, Pixi and setuptools. */
export const readPyproject: FileReader = (file) => {
  const { root, problem } = parseToml(file);
  if (problem) return { clues: [], problems: [problem] };
  const reading = new DependencyReading(file.path);
  const project = new PyprojectReading(reading, root.get('project', 'name').text);
  project.addProject(root.get('project'));
  addDependencyGroups(reading, root.get('dependency-groups'), (item, group) => {
    project.addItem(item, dependencyGroupScope(group), group);
  });
  project.addTools(root.get('tool'));
  addPoetry(reading, root.get('tool', 'poetry'));
  addPixi(reading, root.get('tool', 'pixi'));
  project.addList(root.get('build-system', 'requires'), 'dev', 'build-system');
  return reading.finish();
};

class PyprojectReading {
  readonly #reading: DependencyReading;
  readonly #ownName: string | undefined;

  constructor(reading: DependencyReading, ownName: string | undefined) {
    this.#reading = reading;
    this.#ownName = ownName === undefined ? undefined : normaliseName(ownName);
  }

  addProject(project: TomlTree): void {
    this.addList(project.get('dependencies'), 'runtime');
    this.#addExtras(project.get('optional-dependencies'));
  }

  addTools(tool: TomlTree): void {
    this.addList(tool.get('uv', 'dev-dependencies'), 'dev', 'dev');
    this.addList(tool.get('rye', 'dev-dependencies'), 'dev', 'dev');
    for (const { key, value } of tool.get('pdm', 'dev-dependencies').entries) this.addList(value, 'dev', key);
    for (const { key, value } of tool.get('hatch', 'envs').entries) {
      this.addList(value.get('dependencies'), 'dev', key);
      this.addList(value.get('extra-dependencies'), 'dev', key);
    }
    this.addList(tool.get('flit', 'metadata', 'requires'), 'runtime');
    this.#addExtras(tool.get('flit', 'metadata', 'requires-extra'));
    this.#addSetuptools(tool.get('setuptools', 'dynamic'));
    this.#addFiles(tool.get('hatch', 'metadata', 'hooks', 'requirements_txt', 'files'), 'runtime');
  }

  addList(list: TomlTree, scope: DependencyScope, group?: string): void {
    if (list.exists && !list.isArray) {
      this.#reading.warn(list.line, 'This must be a list of requirements: write it in square brackets.');
    }
    for (const item of list.items) this.addItem(item, scope, group);
  }

  addItem(item: TomlTree, scope: DependencyScope, group?: string): void {
    const place = placeOf(item, scope, group);
    if (item.text === undefined) {
      this.#reading.warn(
        place.line,
        'This entry is not a requirement: write it as text, such as "torch>=2.4".',
      );
      return;
    }
    // `all = ["project[gpu,docs]"]` refers to the project itself.
    if (this.#ownName !== undefined && parseRequirement(item.text)?.name === this.#ownName) return;
    addRequirementLine(this.#reading, item.text.trim(), place);
  }

  #addExtras(extras: TomlTree): void {
    for (const { key, value } of extras.entries) this.addList(value, extraScope(key), key);
  }

  #addSetuptools(dynamic: TomlTree): void {
    this.#addFiles(dynamic.get('dependencies', 'file'), 'runtime');
    for (const { key, value } of dynamic.get('optional-dependencies').entries) {
      this.#addFiles(value.get('file'), extraScope(key), key);
    }
  }

  #addFiles(files: TomlTree, scope: DependencyScope, group?: string): void {
    for (const file of files.isArray ? files.items : [files]) {
      if (file.text !== undefined)
        this.#reading.include(file.text, 'requirements', placeOf(file, scope, group));
    }
  }
}

/** An extra is on demand, whatever its name, unless it is for development. */
function extraScope(name: string): DependencyScope {
  return groupScope(name) === 'dev' ? 'dev' : 'optional';
}

function placeOf(tree: TomlTree, scope: DependencyScope, group?: string): DependencyPlace {
  return { scope, line: tree.line, ...(group === undefined ? {} : { group }) };
}

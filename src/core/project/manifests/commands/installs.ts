import type { Clue, DependencyScope } from '../../clue.ts';
import { parseCondaSpec } from '../python/condaSpec.ts';
import { dependencyClue } from '../python/dependencyReading.ts';
import { parseRequirement } from '../python/pep508.ts';
import { programName } from './unwrap.ts';
import type { ShellCommand, ShellWord } from './shellWords.ts';

/** Options that take the next word as their value, of pip, uv, poetry and conda together. */
const valued = new Set([
  '-r',
  '--requirement',
  '-c',
  '--constraint',
  '--constraints',
  '-e',
  '--editable',
  '-i',
  '--index-url',
  '--extra-index-url',
  '--index',
  '--default-index',
  '-f',
  '--find-links',
  '-t',
  '--target',
  '--prefix',
  '--root',
  '--platform',
  '--python-version',
  '--python',
  '-p',
  '--no-binary',
  '--only-binary',
  '--trusted-host',
  '--cache-dir',
  '--timeout',
  '--retries',
  '--progress-bar',
  '--log',
  '-G',
  '--group',
  '-E',
  '--extras',
  '--extra',
  '--optional',
  '--source',
  '-n',
  '--name',
  '--channel',
  '--file',
  '--torch-backend',
  '--src',
  '--upgrade-strategy',
  '--config-settings',
  '-C',
  '--implementation',
  '--abi',
  '--exclude-newer',
  '--index-strategy',
  '--link-mode',
  '--tag',
  '--branch',
  '--rev',
]);

/** Characters. A longer word is no requirement. */
const maxLength = 500;

/**
 * The packages that a command installs by name: `pip install`, `uv pip install`, `uv add`, `poetry add`,
 * `conda install` and their kin. Requirement files, local paths and options are passed over: those files are
 * read by themselves.
 */
export function installClues(command: ShellCommand, scope: DependencyScope): Clue[] {
  const found = installer(command);
  if (!found) return [];
  const clues: Clue[] = [];
  for (let index = found.start; index < command.length; index++) {
    const word = command[index];
    if (!word) continue;
    if (word.text.startsWith('-')) {
      if (valued.has(word.text)) index++;
      continue;
    }
    const clue = found.conda ? condaClue(word, scope) : pipClue(word, scope);
    if (clue) clues.push(clue);
  }
  return clues;
}

/** Where the arguments of an installing command begin. */
function installer(command: ShellCommand): { start: number; conda: boolean } | undefined {
  const name = programName(command[0]);
  const words = command.slice(1, 4).map((word) => word.text);
  if (/^pip[\d.]*$/.test(name)) return pipInstall(command, 1);
  if (/^python[\d.]*$/.test(name) && words[0] === '-m' && words[1] === 'pip') return pipInstall(command, 3);
  if (name === 'uv' && words[0] === 'pip') return pipInstall(command, 2);
  if (name === 'uv' && words[0] === 'tool' && words[1] === 'install') return { start: 3, conda: false };
  if (['uv', 'poetry', 'pdm', 'rye'].includes(name) && words[0] === 'add') return { start: 2, conda: false };
  if (name === 'pipenv' && words[0] === 'install') return { start: 2, conda: false };
  if (['conda', 'mamba', 'micromamba'].includes(name) && ['install', 'create'].includes(words[0] ?? '')) {
    return { start: 2, conda: true };
  }
  return undefined;
}

/** pip allows options before `install`. */
function pipInstall(command: ShellCommand, from: number): { start: number; conda: false } | undefined {
  for (let index = from; index < command.length; index++) {
    const text = command[index]?.text ?? '';
    if (text === 'install') return { start: index + 1, conda: false };
    if (!text.startsWith('-')) return undefined;
    if (valued.has(text)) index++;
  }
  return undefined;
}

function pipClue(word: ShellWord, scope: DependencyScope): Clue | undefined {
  if (/^[./~$]/.test(word.text) || word.text.length > maxLength) return undefined;
  // A version that comes from a variable is unknown, the name before it is not; `name@^1.2` is Poetry's own form.
  const text = word.text.replace(/[=<>~!]{1,3}[^,;$%{]*[$%{].*$/, '').replace(/@(?:latest|[\^~\d].*)$/, '');
  const requirement = parseRequirement(text);
  return requirement && dependencyClue(requirement, { scope, line: word.line });
}

function condaClue(word: ShellWord, scope: DependencyScope): Clue | undefined {
  if (word.text.includes('/') || word.text.length > maxLength) return undefined;
  const requirement = parseCondaSpec(word.text);
  if (!requirement || requirement.name === 'python') return undefined;
  return dependencyClue(requirement, { scope, line: word.line });
}

import type { Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import { nothing, type DependencyScope, type FileReader } from '../../clue.ts';
import { LineIndex } from '../../text/lines.ts';
import { DependencyReading } from './dependencyReading.ts';
import { groupScope } from './groupScope.ts';
import { normaliseName, parseRequirement } from './pep508.ts';
import { addRequirementLine } from './requirements.ts';
import { SetupEvaluator } from './setupEvaluator.ts';
import { SetupModule } from './setupModule.ts';
import { itemsOf, linesOf, type SetupValue } from './setupValue.ts';

/** Characters; the largest real ones are smaller. */
const maxSize = 120_000;

/** Reads the requirements of `setup.py` from its syntax tree. Nothing of it is run, so that some may stay unknown. */
export const readSetupPy: FileReader = (file) => {
  if (file.sampled || file.text.length > maxSize) return nothing;
  if (!file.text.includes('setup') || !/_requires?\b/.test(file.text)) return nothing;
  const reading = new DependencyReading(file.path);
  const lines = new LineIndex(file.text);
  const tree = parser.parse(file.text);
  const module = new SetupModule(new SetupEvaluator(file.text, lines));
  module.read(tree.topNode);
  addOptions(reading, module.options);
  const broken = module.options.size === 0 ? firstError(tree) : undefined;
  if (broken !== undefined)
    reading.warn(lines.lineAt(broken), 'This Python cannot be read: correct its syntax here.');
  return reading.finish();
};

function addOptions(reading: DependencyReading, options: ReadonlyMap<string, SetupValue>): void {
  const name = options.get('name');
  const writer = new OptionWriter(reading, name?.kind === 'text' ? normaliseName(name.text) : undefined);
  writer.add(options.get('install_requires'), 'runtime');
  const extras = options.get('extras_require');
  for (const [key, value] of extras?.kind === 'dict' ? extras.entries : []) {
    // A key may carry a marker: `gpu:sys_platform == "linux"`, `:python_version < "3.8"`.
    const group = key.split(':', 1)[0]?.trim() ?? '';
    if (group === '') writer.add(value, 'runtime');
    else writer.add(value, groupScope(group) === 'dev' ? 'dev' : 'optional', group);
  }
  writer.add(options.get('tests_require'), 'dev', 'tests');
  writer.add(options.get('setup_requires'), 'dev', 'setup');
}

/** Adds each requirement once, however many extras are put together of it. */
class OptionWriter {
  readonly #reading: DependencyReading;
  readonly #ownName: string | undefined;
  readonly #seen = new Set<string>();

  constructor(reading: DependencyReading, ownName: string | undefined) {
    this.#reading = reading;
    this.#ownName = ownName;
  }

  add(value: SetupValue | undefined, scope: DependencyScope, group?: string): void {
    for (const item of itemsOf(value)) {
      const place = { scope, ...(group === undefined ? {} : { group }) };
      if (item.kind === 'file') {
        if (this.#isNew(`${item.path}:${scope}`))
          this.#reading.include(item.path, 'requirements', { ...place, line: item.line });
        continue;
      }
      for (const { text, line } of textsOf(linesOf(item))) {
        const isOwn = this.#ownName !== undefined && parseRequirement(text)?.name === this.#ownName;
        if (isOwn || text.startsWith('#') || !this.#isNew(`${line}:${text}:${scope}`)) continue;
        addRequirementLine(this.#reading, text, { ...place, line });
      }
    }
  }

  #isNew(key: string): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }
}

function textsOf(value: SetupValue): { text: string; line: number }[] {
  return [...itemsOf(value)].flatMap((item) =>
    item.kind === 'text' ? [{ text: item.text.trim(), line: item.line }] : [],
  );
}

/** Offset of the first syntax error. */
function firstError(tree: Tree): number | undefined {
  const cursor = tree.cursor();
  do if (cursor.type.isError) return cursor.from;
  while (cursor.next());
  return undefined;
}

import { UserError } from '../../errors.ts';
import type { GenerateContext } from '../../generate/generator.ts';

/** Where in a folder the scaffold goes. */
export interface ScaffoldPlace {
  readonly packageName: string;
  readonly testFolder: string;
  /** True where an earlier run put it there. */
  readonly again: boolean;
  /** `app` where that was taken; empty otherwise. */
  readonly taken: string;
}

/** The beginning of the first file, by which a scaffold of an earlier run is known. */
const packageMark = '"""Inference service: ';
const testMark = '"""Makes a model of a few thousand random numbers';

const candidates = ['app', 'serving', 'inference_service'];

/** Python would import the folder where the library is meant. */
const reserved = new Set(
  'anyio asyncio fastapi httpx logging mypy numpy prometheus_client pydantic pydantic_settings pytest ruff starlette test tests tokenizers torch transformers uvicorn'.split(
    ' ',
  ),
);

/**
 * Finds a place that disturbs nothing: `app/` and `tests/`, or others where these hold something else. Rejects with a
 * UserError where the package that was asked for is taken.
 */
export async function scaffoldPlace(wanted: string, context: GenerateContext): Promise<ScaffoldPlace> {
  const names = new Set((await entries('', context)).map((name) => name.toLowerCase()));
  const isTaken = (name: string): boolean => names.has(name) || names.has(`${name}.py`);
  const testFolder = await testPlace(isTaken('tests'), context);
  if (wanted !== '') {
    const again = await isOurs(wanted, context);
    checkWanted(wanted, isTaken(wanted) && !again);
    return { packageName: wanted, testFolder, again, taken: '' };
  }
  for (const name of candidates)
    if (await isOurs(name, context)) return { packageName: name, testFolder, again: true, taken: '' };
  const free = candidates.find((name) => !isTaken(name));
  if (free === undefined)
    throw new UserError(
      `The folders ${candidates.join(', ')} are all taken.`,
      'Name the package for the server: --set package=…',
    );
  return { packageName: free, testFolder, again: false, taken: free === 'app' ? '' : 'app' };
}

function checkWanted(name: string, taken: boolean): void {
  if (reserved.has(name))
    throw new UserError(
      `A package "${name}" would hide the library of that name.`,
      'Choose another name: --set package=serving',
    );
  if (taken)
    throw new UserError(
      `There is already something called "${name}" in the folder, and it is not from this generator.`,
      'Choose another name: --set package=serving',
    );
}

async function isOurs(name: string, { existing }: GenerateContext): Promise<boolean> {
  return (await existing(`${name}/__init__.py`))?.startsWith(packageMark) === true;
}

async function testPlace(taken: boolean, { existing }: GenerateContext): Promise<string> {
  const ours = (await existing('tests/tiny_model.py'))?.startsWith(testMark) === true;
  return taken && !ours ? 'tests/inference' : 'tests';
}

/** Names in a folder of the project. */
export async function entries(folder: string, { workspace }: GenerateContext): Promise<string[]> {
  return (await workspace.list(folder)).map(({ name }) => name);
}

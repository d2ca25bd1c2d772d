import type { OptionValues } from '../../../src/core/generate/generator.ts';
import { UserError } from '../../../src/core/errors.ts';
import { planServing } from '../../../src/core/serving/plan/planServing.ts';
import type { ServingPlan } from '../../../src/core/serving/plan/servingPlan.ts';
import { generateContext } from '../generateContext.ts';

/** The plan of a folder with these files. */
export function planOf(files: Record<string, string>, values: OptionValues = {}): Promise<ServingPlan> {
  return planServing(values, generateContext('dockerfile', files));
}

/** Why no plan is made, with the remedy behind it. */
export async function refusalOf(files: Record<string, string>, values: OptionValues = {}): Promise<string> {
  try {
    await planOf(files, values);
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${error.remedy}`;
    throw error;
  }
  throw new Error('a plan was made');
}

/** The manifest of a project with these dependencies. */
export function pyproject(dependencies: readonly string[], more = ''): string {
  const list = dependencies.map((each) => `"${each}"`).join(', ');
  return `[project]\nname = "shop-api"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = [${list}]\n${more}`;
}

export const fastapiApp = `from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health():
    return {"status": "ok"}
`;

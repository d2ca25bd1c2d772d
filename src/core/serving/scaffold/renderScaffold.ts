import type { GeneratedFile, OptionValues } from '../../generate/generator.ts';
import { render } from '../../generate/render.ts';
import type { ServingPlan } from '../plan/servingPlan.ts';
import type { Templates } from '../render/rendering.ts';
import { packageFiles, scaffoldPaths, testFiles, type Scaffold } from './scaffold.ts';

/** Cloud Run's timeout ends a connection; the service's own, this much sooner, answers with an error. */
const secondsToAnswer = 10;

/** The package and its tests. The same plan and scaffold give the same files, byte for byte. */
export async function renderScaffold(
  plan: ServingPlan,
  scaffold: Scaffold,
  templates: Templates,
): Promise<GeneratedFile[]> {
  const values = scaffoldValues(plan, scaffold);
  const fill = async (from: string, to: string): Promise<GeneratedFile> => ({
    path: to,
    content: render(await templates(`fastapi/${from}`), values),
  });
  return Promise.all([
    ...packageFiles(scaffold.task).map((name) => fill(`app/${name}`, `${scaffold.packageName}/${name}`)),
    ...testFiles(scaffold.task).map((name) => fill(`tests/${name}`, `${scaffold.testFolder}/${name}`)),
  ]);
}

/** What the templates of the package and of the files around it ask for. */
export function scaffoldValues(plan: ServingPlan, scaffold: Scaffold): OptionValues {
  const { task, packageName, testFolder, model, revision = '' } = scaffold;
  const { concurrency, timeoutSeconds } = plan.resources;
  return {
    task,
    batched: String(task !== 'text-generation'),
    package: packageName,
    tests: testFolder,
    model,
    'revision-text': revision,
    revision: revision === '' ? 'None' : `"${revision}"`,
    name: plan.name,
    path: scaffoldPaths[task],
    input: task === 'embeddings' ? 'input' : 'inputs',
    concurrent: String(concurrentGenerations(plan)),
    // What Cloud Run sends to one instance must find room there.
    waiting: String(Math.max(32, 2 * concurrency)),
    timeout: String(Math.max(1, timeoutSeconds - secondsToAnswer)),
  };
}

/** On a CPU two generations share its cores; a GPU has room for as many as are sent to the instance. */
function concurrentGenerations({ gpu, resources, model }: ServingPlan): number {
  if (gpu === undefined) return Math.min(2, resources.concurrency);
  return Math.min(resources.concurrency, model?.maxSequences ?? resources.concurrency);
}

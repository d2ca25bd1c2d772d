import { UserError } from '../../errors.ts';
import type { GenerateContext, OptionValues } from '../../generate/generator.ts';
import { planServing } from '../plan/planServing.ts';
import type { ServingPlan } from '../plan/servingPlan.ts';
import { scaffoldTasks, starterModels, type ScaffoldTask } from './scaffold.ts';

/** What the scaffold serves, and the plan that goes with it. */
export interface ScaffoldPlan {
  readonly plan: ServingPlan;
  readonly task: ScaffoldTask;
  readonly model: string;
  /** True where nothing named a model, so that a small one stands in. */
  readonly isStarter: boolean;
}

/** The plan, with a model for the task in it. Rejects with a UserError where the model does something else. */
export async function scaffoldPlan(values: OptionValues, context: GenerateContext): Promise<ScaffoldPlan> {
  checkTarget(values['target'] ?? 'auto');
  const transformers = { ...values, target: 'transformers' };
  const plan = await planServing(transformers, context);
  const wanted = scaffoldTasks.find((task) => task === values['task']);
  const isGiven = (values['model'] ?? '') !== '';
  const found = plan.app.scaffold === true && !isGiven ? undefined : plan.model;
  const task = wanted ?? taskOf(found?.id, found?.task);
  if (found && (isGiven || wanted === undefined || found.task === wanted))
    return { plan, task, model: modelName(found.id), isStarter: false };
  const model = starterModels[task];
  const planned = plan.model?.id === model ? plan : await planServing({ ...transformers, model }, context);
  return { plan: planned, task, model, isStarter: true };
}

function taskOf(model: string | undefined, task: string | undefined): ScaffoldTask {
  if (model === undefined) return 'text-generation';
  const known = scaffoldTasks.find((each) => each === task);
  if (known) return known;
  throw new UserError(
    `The application cannot serve "${model}", which generates no text, embeds none and classifies none.`,
    'Name another model with --set model=…, or say what it is for with --set task=…',
  );
}

/** In the settings it stands as a text of Python, and what loads it is transformers. */
function modelName(id: string): string {
  if (/^[\w./-]+$/.test(id)) return id;
  throw new UserError(
    `transformers cannot load "${id}".`,
    'Name a model of the Hugging Face hub or a folder with one: --set model=Qwen/Qwen3-0.6B',
  );
}

function checkTarget(target: string): void {
  if (target === 'auto' || target === 'transformers') return;
  throw new UserError(
    `This application is for the target transformers; "${target}" needs another or none.`,
    'Leave target out, or generate the Dockerfile alone: `ai-stack generate dockerfile`',
  );
}

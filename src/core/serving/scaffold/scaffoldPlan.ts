import { UserError } from '../../errors.ts';
import type { GenerateContext, OptionValues } from '../../generate/generator.ts';
import { servingEvidence } from '../plan/evidence/servingEvidence.ts';
import { planServing } from '../plan/planServing.ts';
import type { ServingPlan } from '../plan/servingPlan.ts';
import { scaffoldTasks, starterModels, type ScaffoldTask } from './scaffold.ts';

/** What the scaffold serves, and the plan that goes with it. */
export interface ScaffoldPlan {
  readonly plan: ServingPlan;
  readonly task: ScaffoldTask;
  readonly model: string;
  /** True where nothing named a model for the task, so that a small one stands in. */
  readonly isStarter: boolean;
}

/** The plan, with a model for the task in it. Rejects with a UserError where the model does something else. */
export async function scaffoldPlan(values: OptionValues, context: GenerateContext): Promise<ScaffoldPlan> {
  checkTarget(values['target'] ?? 'auto');
  const transformers = { ...values, target: 'transformers' };
  const wanted = scaffoldTasks.find((task) => task === values['task']);
  const isGiven = (values['model'] ?? '') !== '';
  if (isGiven || (await namesModel(context))) {
    const plan = await planServing(transformers, context);
    const { model } = plan;
    if (model && (isGiven || wanted === undefined || model.task === wanted))
      return {
        plan,
        task: wanted ?? taskOf(model.id, model.task),
        model: modelName(model.id),
        isStarter: false,
      };
  }
  const task = wanted ?? 'text-generation';
  const model = starterModels[task];
  return { plan: await planServing({ ...transformers, model }, context), task, model, isStarter: true };
}

async function namesModel(context: GenerateContext): Promise<boolean> {
  const { models, modelFolders } = await servingEvidence(context);
  return models.length + modelFolders.length > 0;
}

function taskOf(model: string, task: string): ScaffoldTask {
  const known = scaffoldTasks.find((each) => each === task);
  if (known) return known;
  throw new UserError(
    `What "${model}" does with a text could not be told: it may generate, embed or classify it, or do none of these.`,
    'Say it with --set task=…, or name another model with --set model=…',
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

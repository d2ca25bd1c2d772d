import { exampleRequest } from '../serving/scaffold/exampleRequest.ts';
import { projectFiles, type ProjectFiles } from '../serving/scaffold/projectFiles.ts';
import { renderScaffold, scaffoldValues } from '../serving/scaffold/renderScaffold.ts';
import { scaffoldTitles, type Scaffold } from '../serving/scaffold/scaffold.ts';
import { scaffoldPlace, type ScaffoldPlace } from '../serving/scaffold/scaffoldPlace.ts';
import { scaffoldPlan, type ScaffoldPlan } from '../serving/scaffold/scaffoldPlan.ts';
import { servingOptions } from '../serving/plan/servingOptions.ts';
import type { Decision } from './decision.ts';
import type { Generated, GenerateContext, Generator, GeneratorOption, OptionValues } from './generator.ts';

const scaffoldOptions: readonly GeneratorOption[] = [
  {
    id: 'task',
    kind: 'choice',
    default: 'auto',
    meaning: 'What the application does with the model.',
    choices: [
      { value: 'auto', meaning: 'what the model is for' },
      { value: 'text-generation', meaning: 'chat and completions, streamed, as OpenAI has them' },
      { value: 'embeddings', meaning: 'vectors of texts, in batches' },
      { value: 'classification', meaning: 'labels with scores, in batches' },
    ],
  },
  {
    id: 'package',
    kind: 'text',
    default: '',
    meaning: 'The Python package for the application. Empty: app, or serving where app is taken.',
    form: {
      pattern: /^(?:[a-z][a-z0-9_]{0,40})?$/,
      words: 'lower-case letters, digits and underscores, with a letter first',
    },
  },
];

/** An application that serves a model by transformers and FastAPI, with its tests and what runs it. */
export const fastapi: Generator = {
  id: 'fastapi',
  title: 'FastAPI application',
  summary: 'A server for a model, by transformers and FastAPI: batching, limits, metrics, logs and tests.',
  family: 'serving',
  options: [...servingOptions, ...scaffoldOptions],
  generate,
};

async function generate(values: OptionValues, context: GenerateContext): Promise<Generated> {
  const planned = await scaffoldPlan(values, context);
  const { plan } = planned;
  const place = await scaffoldPlace(values['package'] ?? '', context);
  const scaffold = scaffoldOf(planned, place, values);
  const app = await renderScaffold(plan, scaffold, (path) => context.resource(`templates/${path}`));
  const shown = { ...scaffoldValues(plan, scaffold), ...readmeValues(planned) };
  const around = await projectFiles(plan, shown, context);
  return {
    files: [...around.files, ...app],
    next: nextSteps(planned, scaffold, place, around),
    decisions: [taskDecision(planned, values), packageDecision(place, values), ...shownDecisions(planned)],
  };
}

function scaffoldOf(
  { plan, task, model }: ScaffoldPlan,
  place: ScaffoldPlace,
  values: OptionValues,
): Scaffold {
  const given = values['revision'] ?? '';
  const revision = given === '' ? plan.model?.revision : given;
  const { packageName, testFolder } = place;
  return { task, packageName, testFolder, model, ...(revision !== undefined && { revision }) };
}

function readmeValues({ task, plan }: ScaffoldPlan): OptionValues {
  return {
    remote: String(plan.model?.loading !== 'project'),
    title: scaffoldTitles[task],
    summary: `${scaffoldTitles[task]} by transformers and FastAPI`,
    request: exampleRequest(task),
    openai: String(task !== 'classification'),
  };
}

function nextSteps(
  { plan, model, isStarter }: ScaffoldPlan,
  scaffold: Scaffold,
  place: ScaffoldPlace,
  around: ProjectFiles,
): string[] {
  const { packageName, testFolder, task } = scaffold;
  const { install, run } = around;
  const isRemote = plan.model?.loading !== 'project';
  const app = place.taken === '' ? '' : ` --set app=${packageName}.main:app`;
  return [
    `Install what it needs: \`${install}\``,
    `Start it: \`${run}uvicorn ${packageName}.main:app --port 8080\``,
    ...(isRemote ? [`The first start downloads ${model} from the Hugging Face hub.`] : []),
    ...(isStarter ? ['Take your own model with --set model=… or MODEL_ID in the environment.'] : []),
    `Ask it: \`${exampleRequest(task).replaceAll(/ \\\n\s+/g, ' ')}\``,
    `Run its tests, which download nothing: \`${run}python -m pytest ${testFolder}\``,
    `Put it into a container: \`ai-stack generate dockerfile .${app}\``,
  ];
}

function taskDecision({ task, plan, model, isStarter }: ScaffoldPlan, values: OptionValues): Decision {
  const given = values['task'] === task;
  return {
    option: 'task',
    title: 'Task',
    value: scaffoldTitles[task],
    reason: given
      ? 'You chose it.'
      : isStarter
        ? 'Nothing in the project names a model, and chat is what most begin with.'
        : `It is what ${model} is for.`,
    evidence:
      given || isStarter ? [] : (plan.decisions.find(({ option }) => option === 'model')?.evidence ?? []),
    source: given ? 'given' : isStarter ? 'default' : 'evidence',
    confidence: given || !isStarter ? 'high' : 'low',
    alternatives: choicesBut('task', task),
  };
}

function packageDecision({ packageName, again, taken }: ScaffoldPlace, values: OptionValues): Decision {
  const given = values['package'] === packageName;
  const reasons = {
    given: 'You named it.',
    again: 'An earlier run put it there.',
    taken: `There is already something else called "${taken}".`,
    free: 'The name is free.',
  };
  return {
    option: 'package',
    title: 'Package',
    value: packageName,
    reason: reasons[given ? 'given' : again ? 'again' : taken === '' ? 'free' : 'taken'],
    evidence: [],
    source: given ? 'given' : again || taken !== '' ? 'evidence' : 'default',
    confidence: 'high',
    alternatives: [],
  };
}

/** Those of the plan that the application depends on. */
function shownDecisions({ plan, model, isStarter }: ScaffoldPlan): Decision[] {
  const ids = new Set(['model', 'revision', 'dtype', 'gpu', 'concurrency', 'timeout', 'name']);
  const shown = plan.decisions.filter(({ option }) => ids.has(option));
  if (!isStarter) return shown;
  const reason = 'No file names a model for that; this one is small enough for a laptop.';
  const starter = { value: model, reason, source: 'default', confidence: 'low' } as const;
  return shown.map((each) => (each.option === 'model' ? { ...each, ...starter } : each));
}

function choicesBut(id: string, value: string): { value: string; meaning: string }[] {
  const choices = scaffoldOptions.find((option) => option.id === id)?.choices ?? [];
  return choices.filter((choice) => choice.value !== value && choice.value !== 'auto');
}

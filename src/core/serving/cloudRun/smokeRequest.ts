import type { ServingPlan } from '../plan/servingPlan.ts';

/** One real request that a deployed service must answer. */
export interface SmokeRequest {
  readonly path: string;
  /** Sent as JSON by POST; absent: a GET. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** What the answer must hold, as a text: the name of a field. */
  readonly answer: string;
  /** True where only an application that is ours is known to have the route; others are asked for theirs first. */
  readonly optional?: true;
}

/** Undefined where nothing is known of the application but its health. */
export function smokeRequest(plan: ServingPlan): SmokeRequest | undefined {
  const { target, model } = plan;
  if (target === 'vllm' || target === 'tensorrt-llm') return engineRequest(plan);
  if (target === 'ollama')
    return model?.task === 'embeddings'
      ? { path: '/api/embed', body: { model: model.id, input: 'Hello' }, answer: '"embeddings"' }
      : {
          path: '/api/generate',
          body: { model: model?.id ?? '', prompt: 'Say hello.', stream: false, options: { num_predict: 8 } },
          answer: '"response"',
        };
  if (target === 'adk') return { path: '/list-apps', answer: '[', optional: true };
  if (target === 'transformers') return scaffoldRequest(plan);
  return undefined;
}

function engineRequest(plan: ServingPlan): SmokeRequest {
  const model = servedModel(plan);
  if (plan.model?.task === 'embeddings')
    return { path: '/v1/embeddings', body: { model, input: 'Hello' }, answer: '"embedding"' };
  return { path: '/v1/chat/completions', body: { ...chat, model }, answer: '"choices"' };
}

/** The routes of the application that `generate fastapi` makes; another one of transformers may have them or not. */
function scaffoldRequest({ app, model }: ServingPlan): SmokeRequest | undefined {
  const request = taskRequest(model);
  return request && app.scaffold !== true ? { ...request, optional: true } : request;
}

function taskRequest(model: ServingPlan['model']): SmokeRequest | undefined {
  switch (model?.task) {
    case 'text-generation':
      return {
        path: '/v1/chat/completions',
        body: { ...chat, model: model.id },
        answer: '"choices"',
      };
    case 'embeddings':
      return {
        path: '/v1/embeddings',
        body: { model: model.id, input: 'Hello' },
        answer: '"embedding"',
      };
    case 'classification':
      return { path: '/classify', body: { inputs: 'I like it.' }, answer: '"label"' };
    default:
      return undefined;
  }
}

/** The name that an engine gives its model: `--served-model-name`, else what it loads. */
export function servedModel({ app, model }: ServingPlan): string {
  const named = app.command.indexOf('--served-model-name');
  const name = named < 0 ? undefined : app.command[named + 1];
  return name ?? app.command.find((part) => !part.startsWith('-')) ?? model?.id ?? '';
}

const chat = { messages: [{ role: 'user', content: 'Say hello.' }], max_tokens: 8 };

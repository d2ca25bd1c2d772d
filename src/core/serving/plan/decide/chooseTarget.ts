import type { Decision } from '../../../generate/decision.ts';
import type { Evidence } from '../../../project/facts.ts';
import type { TechnologyId } from '../../../project/vocabulary.ts';
import { technology } from '../evidence/servingEvidence.ts';
import type { ServingTarget } from '../servingPlan.ts';
import { refuseWithoutTarget } from './refuse.ts';
import { givenValue, type Planning } from './planning.ts';

interface Verdict {
  readonly target: ServingTarget;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly confidence: Decision['confidence'];
}

type Rule = (planning: Planning) => Verdict | undefined;

/** What serves. The first rule that holds decides, unless the user did. Throws where nothing can be served. */
export function chooseTarget(planning: Planning): ServingTarget {
  const given = givenValue(planning.values, 'target') as ServingTarget | undefined;
  const found = firstVerdict(planning);
  if (given === undefined && !found) return refuseWithoutTarget(planning);
  const target = given ?? found?.target ?? 'generic';
  planning.notes.decide({
    option: 'target',
    title: 'Server',
    value: targetTitles[target],
    reason: given === undefined ? (found?.reason ?? '') : 'You chose it.',
    evidence: found?.evidence ?? [],
    ...(found && { confidence: found.confidence }),
    alternatives: alternativesTo(target, planning),
  });
  return target;
}

export const targetTitles: Readonly<Record<ServingTarget, string>> = {
  transformers: 'transformers in the application',
  vllm: 'vLLM',
  'tensorrt-llm': 'TensorRT-LLM',
  ollama: 'Ollama',
  adk: 'Google ADK',
  langgraph: 'LangGraph behind FastAPI',
  vertex: 'the application, with models of Vertex AI',
  generic: 'the application',
};

const rules: readonly Rule[] = [
  byOllama,
  byTensorRt,
  byVllm,
  byAgent,
  byTransformers,
  byModel,
  byVertex,
  byWebFramework,
];

function firstVerdict(planning: Planning): Verdict | undefined {
  for (const rule of rules) {
    const verdict = rule(planning);
    if (verdict) return verdict;
  }
  return undefined;
}

/** The project's own weights for Ollama: a Modelfile, a GGUF file beside its client, or the server's own image. */
function byOllama({ evidence, values }: Planning): Verdict | undefined {
  if (evidence.modelfile && !technology(evidence, 'transformers')) {
    const reason = `${evidence.modelfile.file} describes a model for Ollama.`;
    return { target: 'ollama', reason, evidence: [evidence.modelfile.evidence], confidence: 'high' };
  }
  const ollama = technology(evidence, 'ollama');
  const gguf = evidence.modelFolders.find(({ path }) => path.endsWith('.gguf'));
  if (gguf && (ollama || !hasServer(evidence.applications.length)))
    return {
      target: 'ollama',
      reason: 'The project keeps weights in GGUF, which Ollama runs.',
      evidence: [gguf.evidence, ...(ollama?.evidence ?? [])],
      confidence: ollama ? 'high' : 'medium',
    };
  const model = givenValue(values, 'model');
  if (model !== undefined && /^[\w.-]+(?:\/[\w.-]+)?:[\w.-]+$/.test(model))
    return {
      target: 'ollama',
      reason: `${model} is the name of a model of Ollama.`,
      evidence: ollama?.evidence ?? [],
      confidence: 'medium',
    };
  return undefined;
}

function hasServer(applications: number): boolean {
  return applications > 0;
}

function byTensorRt({ evidence, values }: Planning): Verdict | undefined {
  const found = technology(evidence, 'tensorrt-llm');
  if (found)
    return {
      target: 'tensorrt-llm',
      reason: 'The project uses TensorRT-LLM.',
      evidence: found.evidence,
      confidence: 'high',
    };
  const made = /^nvidia\/[\w.-]*-(?:FP8|NVFP4|FP4)$/i;
  const use = evidence.models.find(({ id }) => id !== undefined && made.test(id));
  if (!use && !made.test(values['model'] ?? '')) return undefined;
  return {
    target: 'tensorrt-llm',
    reason: 'The model was quantised by NVIDIA for TensorRT-LLM.',
    evidence: use ? [use.evidence] : [],
    confidence: 'medium',
  };
}

function byVllm({ evidence }: Planning): Verdict | undefined {
  const found = technology(evidence, 'vllm');
  if (!found) return undefined;
  // An application that only calls a vLLM server is served by itself; the server is a service of its own.
  const isOwn = found.strength !== 'config' || evidence.applications.length === 0;
  if (!isOwn) return undefined;
  return { target: 'vllm', reason: 'The project uses vLLM.', evidence: found.evidence, confidence: 'high' };
}

/** An agent with its own entry is what is served, also where it loads a small model beside. */
function byAgent({ evidence }: Planning): Verdict | undefined {
  const agent = evidence.project.practices.find(({ id }) => id === 'adk-agent');
  const adk = technology(evidence, 'google-adk');
  if (adk && (agent || evidence.models.length === 0))
    return {
      target: 'adk',
      reason: 'The project is an agent of Google ADK.',
      evidence: [...(agent?.evidence ?? []), ...adk.evidence],
      confidence: agent ? 'high' : 'medium',
    };
  const graph = evidence.project.practices.find(({ id }) => id === 'langgraph-graph');
  const langgraph = technology(evidence, 'langgraph');
  if (!langgraph || !(graph || evidence.files.has('langgraph.json') || evidence.models.length === 0))
    return undefined;
  return {
    target: 'langgraph',
    reason: 'The project runs a LangGraph graph.',
    evidence: [...(graph?.evidence ?? []), ...langgraph.evidence],
    confidence: graph ? 'high' : 'medium',
  };
}

const modelLibraries: readonly TechnologyId[] = ['transformers', 'sentence-transformers', 'diffusers'];

function byTransformers({ evidence }: Planning): Verdict | undefined {
  const found = modelLibraries.flatMap((id) => technology(evidence, id) ?? []);
  const first = found[0];
  if (!first) return undefined;
  return {
    target: 'transformers',
    reason: `The project loads its model with ${first.title}, which the guide takes for production, too.`,
    evidence: [...evidence.models.map((use) => use.evidence), ...first.evidence],
    confidence: evidence.models.length > 0 ? 'high' : 'medium',
  };
}

/** A model without a library: one that was named, or one that lies in the folder. */
function byModel({ evidence, values }: Planning): Verdict | undefined {
  if (evidence.applications.length > 0) return undefined;
  const folder = evidence.modelFolders[0];
  if (givenValue(values, 'model') === undefined && !folder) return undefined;
  return {
    target: 'transformers',
    reason: 'A model is to be served, and transformers with FastAPI is what the guide takes first.',
    evidence: folder ? [folder.evidence] : [],
    confidence: 'medium',
  };
}

const googleModels: readonly TechnologyId[] = ['google-genai', 'vertex-ai', 'google-generativeai'];

function byVertex({ evidence }: Planning): Verdict | undefined {
  const found = googleModels.flatMap((id) => technology(evidence, id) ?? [])[0];
  if (!found) return undefined;
  return {
    target: 'vertex',
    reason: `The application calls models of Google through ${found.title}.`,
    evidence: found.evidence,
    confidence: 'high',
  };
}

function byWebFramework({ evidence }: Planning): Verdict | undefined {
  const [application] = evidence.applications;
  const command = evidence.commands.find(({ program }) => program !== 'vllm');
  if (!application && !command) return undefined;
  return {
    target: 'generic',
    reason: 'The project is a web application that holds no model.',
    evidence: [application?.evidence ?? command?.evidence].flatMap((each) => each ?? []),
    confidence: 'high',
  };
}

/** The optimisations of the guide, with what they cost, and the way back to the default. */
function alternativesTo(target: ServingTarget, { evidence }: Planning): Decision['alternatives'] {
  const loadsModel = target === 'transformers' || target === 'vllm' || target === 'tensorrt-llm';
  const rows: { value: ServingTarget; meaning: string }[] = [];
  if (loadsModel) {
    rows.push(
      {
        value: 'transformers',
        meaning: 'the default of the guide: your code and the model in one process, simplest to change',
      },
      {
        value: 'vllm',
        meaning:
          'several times the throughput for text generation; a GPU at all times, an image of 10 GB, and your routes become a service of their own',
      },
      {
        value: 'tensorrt-llm',
        meaning:
          'the lowest latency on NVIDIA GPUs; an image of 20 GB, few models, and the most to look after',
      },
    );
  }
  if (evidence.applications.length > 0)
    rows.push({ value: 'generic', meaning: 'the application without a model of its own' });
  return rows.filter(({ value }) => value !== target);
}

import type { Fit } from '../fit/fit.ts';
import type { InstalledModel, ModelDetails, RunningModel } from '../models.ts';
import { capabilityMeaning, writesToolCallsAsText } from './capabilities.ts';
import { processorWords, timeLeftWords } from './gpuShare.ts';
import { code, escaped, fenced, table } from './markdown.ts';
import { byteWords, spanWords, tokenWords } from './quantities.ts';

/** What the page on a model is made of. */
export interface ModelPageFacts {
  readonly model: InstalledModel;
  readonly details: ModelDetails;
  readonly endpoint: string;
  /** What to call the machine of the server. */
  readonly machine: string;
  readonly running?: RunningModel | undefined;
  /** What the model would take with some lengths of context, shortest first; empty where the machine is not known. */
  readonly fits: readonly { readonly fit: Fit; readonly words: string }[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

const licenseLines = 12;
/** A Modelfile holds the licence, and a template may be longer than anybody reads. */
const longestBlock = 20_000;
const chatExtension = 'https://marketplace.visualstudio.com/items?itemName=Ollama.ollama';

/** The page on an installed model, as Markdown: what it is, what it takes, how it is set up. */
export function modelPage(facts: ModelPageFacts): string {
  const { model, details } = facts;
  const blocks = [
    `# ${escaped(model.name)}`,
    ...cloudBlock(model),
    table(['', ''], traitRows(model, details, facts.now)),
    ...toolWarning(model, details),
    ...runningBlock(facts),
    ...fitBlock(facts),
    ...useBlock(facts),
    ...parameterBlock(details.parameters),
    ...section('System message', details.system),
    ...section('Template', details.template),
    ...licenseBlock(details.license),
    ...section('Modelfile', details.modelfile, 'modelfile'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function cloudBlock({ remoteHost }: InstalledModel): string[] {
  if (remoteHost === undefined) return [];
  return [`This model is **not on this machine**: what you ask it is sent to ${code(remoteHost)}.`];
}

function traitRows(model: InstalledModel, details: ModelDetails, now: number): string[][] {
  const capabilities = details.capabilities.length > 0 ? details.capabilities : model.capabilities;
  const context = details.contextLength ?? model.contextLength;
  const embedding = details.embeddingLength ?? model.embeddingLength;
  const changed = model.modifiedAt === undefined ? undefined : `${spanWords(now - model.modifiedAt)} ago`;
  const rows: [string, string | undefined][] = [
    ['Architecture', plain(details.family ?? model.family)],
    ['Parameters', plain(details.parameterSize ?? model.parameterSize)],
    ['Quantisation', plain(details.quantization ?? model.quantization)],
    ['Format', plain(details.format ?? model.format)],
    ['Size on disk', model.remoteHost === undefined ? byteWords(model.sizeBytes) : undefined],
    ['Longest context', context === undefined ? undefined : `${context.toLocaleString('en-US')} tokens`],
    ['Length of its vectors', embedding?.toLocaleString('en-US')],
    ['Can', capabilities.map((each) => escaped(capabilityMeaning(each))).join(', ') || undefined],
    ['Wants', details.requires === undefined ? undefined : `Ollama ${escaped(details.requires)} or newer`],
    ['Made from', details.parentModel ? code(details.parentModel) : undefined],
    ['Changed', changed],
    ['Digest', code(model.digest.replace(/^sha256:/, '').slice(0, 12)) || undefined],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

function toolWarning({ name, capabilities }: InstalledModel, details: ModelDetails): string[] {
  if (![...capabilities, ...details.capabilities].includes('tools') || !writesToolCallsAsText(name))
    return [];
  return [
    'Models of this family often write calls of tools into their text, where an agent does not find them. For agents, take a newer one.',
  ];
}

function runningBlock({ running, now, machine }: ModelPageFacts): string[] {
  if (!running) return [];
  const context = running.contextLength;
  return [
    '## Running',
    table(
      ['', ''],
      [
        ['Where', `${escaped(processorWords(running))}, on ${escaped(machine)}`],
        ['Memory', `${byteWords(running.sizeBytes)}, ${byteWords(running.vramBytes)} of it on GPUs`],
        ...(context === undefined
          ? []
          : [['Allocated context', `${context.toLocaleString('en-US')} tokens`]]),
        ['Stays', timeLeftWords(running, now)],
      ],
    ),
  ];
}

function fitBlock({ fits, machine }: ModelPageFacts): string[] {
  if (fits.length === 0) return [];
  const rows = fits.map(({ fit, words }) => [
    tokenWords(fit.contextLength),
    byteWords(fit.weightsBytes),
    byteWords(fit.kvCacheBytes),
    byteWords(fit.overheadBytes),
    `**${byteWords(fit.totalBytes)}**`,
    escaped(words),
  ]);
  const head = ['Context', 'Weights', 'KV cache', 'Overhead', 'Total', `On ${escaped(machine)}`];
  const rough = fits.every(({ fit }) => fit.exact)
    ? 'Reckoned from the shape of the model.'
    : 'Reckoned by a rule of thumb from the size of the file: the server does not tell the shape of the model.';
  return ['## What it takes', table(head, rows), rough];
}

function useBlock({ endpoint, model }: ModelPageFacts): string[] {
  return [
    '## Use it',
    [
      `- In code: base URL ${code(`${endpoint}/v1`)}, model ${code(model.name)}; no key is looked at. **AI Stack: Insert Client Snippet** writes the code.`,
      `- In VS Code’s chat: [Ollama’s own extension](${chatExtension}) puts it into the list of models.`,
    ].join('\n'),
  ];
}

/** Lines of `name value`; a name may come several times. */
function parameterBlock(parameters: string): string[] {
  const rows = parameters
    .split('\n')
    .map((line) => /^\s*(\S+)\s+(.*?)\s*$/.exec(line))
    .flatMap((match) => (match ? [[code(match[1] ?? ''), code(match[2] ?? '')]] : []));
  return rows.length === 0 ? [] : ['## Parameters', table(['Name', 'Value'], rows)];
}

function licenseBlock(license: string): string[] {
  const lines = license.trim().split('\n');
  if (license.trim() === '') return [];
  const rest = lines.length - licenseLines;
  const more =
    rest > 0 ? [`… and ${rest.toLocaleString('en-US')} more lines: \`ollama show --license\`.`] : [];
  return ['## Licence', fenced(lines.slice(0, licenseLines).join('\n')), ...more];
}

function section(title: string, text: string, language?: string): string[] {
  if (text.trim() === '') return [];
  const cut = text.length > longestBlock ? `${text.slice(0, longestBlock)}\n…` : text;
  return [`## ${title}`, fenced(cut, language)];
}

function plain(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : escaped(text);
}

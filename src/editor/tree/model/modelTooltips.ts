import { capabilityMeaning, writesToolCallsAsText } from '../../../core/ollama/details/capabilities.ts';
import { processorWords, timeLeftWords } from '../../../core/ollama/details/gpuShare.ts';
import { byteWords } from '../../../core/ollama/details/quantities.ts';
import type { Fit } from '../../../core/ollama/fit/fit.ts';
import { fitNumbers, fitWords } from '../../../core/ollama/fit/fitWords.ts';
import type { Suggestion } from '../../../core/ollama/fit/suggestion.ts';
import { sameModel } from '../../../core/ollama/modelName.ts';
import type { InstalledModel, ModelDetails, RunningModel } from '../../../core/ollama/models.ts';
import { escapeMarkdown, inlineCode } from '../../markdown/escape.ts';
import type { ModelsFacts, ModelSubject } from './modelNodes.ts';

/** Markdown on the model of a row: the numbers behind what the row says. Undefined where the model is gone. */
export function modelTooltip(
  { name, kind }: ModelSubject,
  facts: ModelsFacts,
  details?: ModelDetails,
): string | undefined {
  if (kind === 'suggested') {
    const suggestion = facts.suggestions.find((each) => each.name === name);
    return suggestion && suggestionTooltip(suggestion);
  }
  const installed = facts.installed.find((each) => sameModel(each.name, name));
  const running = facts.running.find((each) => sameModel(each.name, name));
  if (!installed && !running) return undefined;
  return lines([
    `**${escapeMarkdown(name)}**`,
    ...(installed ? installedLines(installed, details) : []),
    ...(running ? runningLines(running, facts.now) : []),
    // Where it runs, what it takes is known and need not be reckoned.
    ...(running ? [] : fitLines(facts.fits.get(installed?.name ?? name))),
  ]);
}

/** What the status bar says when the pointer rests on it. */
export function statusTooltip(facts: ModelsFacts): string {
  const { state, endpoint, host, running, restricted } = facts;
  const where = `${inlineCode(endpoint)} on ${escapeMarkdown(host.name)}`;
  if (restricted.notAsked) return 'Ollama is not asked: in Restricted Mode only this machine is.';
  if (state.kind === 'starting') return `Ollama is starting at ${where}.`;
  if (state.kind === 'notInstalled') return 'Ollama is not installed. Choose to see how it is.';
  if (state.kind === 'stopped')
    return lines([`No Ollama server answers at ${where}.`, escapeMarkdown(state.sentence)]);
  if (state.kind === 'unknown') return `Looking for Ollama at ${where}…`;
  const loaded = running.map(
    (model) => `${inlineCode(model.name)}: ${runningLines(model, facts.now).join(', ')}`,
  );
  return lines([
    `Ollama ${escapeMarkdown(state.version)} at ${where}`,
    ...(loaded.length === 0 ? ['No model is loaded.'] : loaded),
  ]);
}

function installedLines(model: InstalledModel, details: ModelDetails | undefined): string[] {
  const capabilities = model.capabilities.length > 0 ? model.capabilities : (details?.capabilities ?? []);
  const context = details?.contextLength ?? model.contextLength;
  const traits = [
    model.family ?? details?.family,
    model.parameterSize && `${model.parameterSize} parameters`,
    model.quantization,
    context === undefined ? undefined : `context up to ${context.toLocaleString('en-US')} tokens`,
  ].filter((each) => each !== undefined && each !== '');
  return [
    model.remoteHost === undefined
      ? `${byteWords(model.sizeBytes)} on disk`
      : `In the cloud: what you ask it is sent to ${inlineCode(model.remoteHost)}`,
    escapeMarkdown(traits.join(', ')),
    escapeMarkdown(capabilities.map(capabilityMeaning).join(', ')),
    capabilities.includes('tools') && writesToolCallsAsText(model.name)
      ? '$(warning) Models of this family often write calls of tools into their text; for agents, take a newer one.'
      : '',
  ];
}

function runningLines(model: RunningModel, now: number): string[] {
  return [
    processorWords(model),
    `${byteWords(model.sizeBytes)}, ${byteWords(model.vramBytes)} of it on GPUs`,
    model.contextLength === undefined
      ? ''
      : `${model.contextLength.toLocaleString('en-US')} tokens of context allocated`,
    timeLeftWords(model, now),
  ].filter((each) => each !== '');
}

function fitLines(fit: Fit | undefined): string[] {
  return fit ? [`**${escapeMarkdown(fitWords(fit))}**: ${escapeMarkdown(fitNumbers(fit))}`] : [];
}

function suggestionTooltip({ name, title, description, downloadBytes, ...rest }: Suggestion): string {
  const { capabilities, fit, source, asOf } = rest;
  return lines([
    `**${escapeMarkdown(title)}** ${inlineCode(name)}`,
    escapeMarkdown(description),
    downloadBytes === undefined ? '' : `${byteWords(downloadBytes)} to download`,
    escapeMarkdown(capabilities.map(capabilityMeaning).join(', ')),
    ...fitLines(fit),
    source === 'server'
      ? 'Recommended by the server.'
      : `From our own list${asOf === undefined ? '' : ` of ${escapeMarkdown(asOf)}`}, which may be out of date.`,
  ]);
}

function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

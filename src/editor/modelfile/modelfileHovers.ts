import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { Fit } from '../../core/ollama/fit/fit.ts';
import { fitNumbers, fitWords } from '../../core/ollama/fit/fitWords.ts';
import { sameModel } from '../../core/ollama/modelName.ts';
import { hoverModelfile } from '../../core/ollama/modelfile/hoverModelfile.ts';
import type { ModelfilePath } from '../../core/ollama/modelfile/modelfile.ts';
import { modelfilePaths } from '../../core/ollama/modelfile/modelfilePaths.ts';
import { parseModelfile } from '../../core/ollama/modelfile/parseModelfile.ts';
import { escapeMarkdown } from '../markdown/escape.ts';
import type { OllamaService } from '../ollama/ollamaService.ts';
import type { Reporter } from '../report.ts';
import { ggufModel } from './ggufModel.ts';
import { ggufMarkdown } from './ggufWords.ts';
import { lookUpPaths } from './lookUpPaths.ts';
import { rangeOf } from './modelfileDiagnostic.ts';
import { modelMarkdown } from './modelWords.ts';
import { readGgufFile } from './readGgufFile.ts';

/** Where hovers find out about models, and where failures go. */
export interface HoverServices {
  readonly ollama: OllamaService;
  readonly reporter: Reporter;
}

/** Explains instructions and parameters, and says what the file or model is that FROM, ADAPTER or DRAFT names. */
export async function modelfileHovers(
  document: vscode.TextDocument,
  position: vscode.Position,
  services: HoverServices,
): Promise<vscode.Hover | undefined> {
  const text = document.getText();
  const offset = document.offsetAt(position);
  const explained = hoverModelfile(text, offset);
  const named = modelfilePaths(text).find(({ span }) => span.start <= offset && offset <= span.end);
  const about = named && (await aboutNamed(document, named, services));
  const span = about === undefined ? explained : (named?.span ?? explained);
  const texts = [about, explained?.markdown].filter((each) => each !== undefined);
  if (!span || texts.length === 0) return undefined;
  return new vscode.Hover(
    texts.map((each) => new vscode.MarkdownString(each)),
    rangeOf(document, span),
  );
}

async function aboutNamed(
  document: vscode.TextDocument,
  { path, instruction }: ModelfilePath,
  services: HoverServices,
): Promise<string | undefined> {
  const there = (await lookUpPaths(document.uri, [path])).get(path);
  if (there?.kind === 'file' || there?.kind === 'file-without-weights') {
    const context = instruction === 'from' ? contextIn(document.getText()) : undefined;
    return aboutFile(there.uri, services, instruction === 'from' ? { context } : undefined);
  }
  const { ollama } = services;
  const model = ollama.installed.find(({ name }) => sameModel(name, path));
  return model && withFit(modelMarkdown(model), ollama.fits.get(model.name));
}

/**
 * What a file of weights says of itself, and where it would run when it is all that a model is made of.
 * @param whole the context that it would be run with, where the Modelfile says one; undefined for a part of a model.
 */
async function aboutFile(
  uri: vscode.Uri,
  { ollama, reporter }: HoverServices,
  whole: { readonly context: number | undefined } | undefined,
): Promise<string | undefined> {
  if (/\.(?:safetensors|bin)$/i.test(uri.path)) return undefined;
  try {
    const header = await readGgufFile(uri);
    if (!header) return undefined;
    const { model, details } = ggufModel(header, uri.path);
    let fit: Fit | undefined;
    // What the file says of itself is worth showing even where the machine cannot be looked at.
    if (whole)
      await reporter.passive('Reckoning what a file of weights takes', async () => {
        fit = (await ollama.fitting())?.fitOf(model, details, whole.context);
      });
    return withFit(ggufMarkdown(header), fit);
  } catch (error) {
    // Whoever hovers wants to know; what is wrong stands in the sentence.
    if (error instanceof UserError) return escapeMarkdown(`${error.message} ${error.remedy}`);
    throw error;
  }
}

function withFit(markdown: string, fit: Fit | undefined): string {
  return fit ? `${markdown}\n\n**${fitWords(fit)}**: ${escapeMarkdown(fitNumbers(fit))}.` : markdown;
}

/** The context that the Modelfile asks for, in tokens. */
function contextIn(text: string): number | undefined {
  const asked = parseModelfile(text).instructions.findLast(
    ({ name, command }) => name === 'parameter' && command === 'num_ctx',
  );
  const tokens = Number(asked?.value);
  return Number.isInteger(tokens) && tokens > 0 ? tokens : undefined;
}

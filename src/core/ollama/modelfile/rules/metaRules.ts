import { parserNames, rendererNames } from '../builtinNames.ts';
import { instructions } from '../instructions.ts';
import type {
  ModelfileContext,
  ModelfileDiagnostic,
  ModelfileFix,
  ModelfileInstruction,
} from '../modelfile.ts';
import { nearest } from '../values/nearest.ts';
import { compareVersions, isVersion } from '../values/versions.ts';
import { commentAfterValue, noteBehind } from './commentAfterValue.ts';
import { preferred, removeLines, replace } from './fixes.ts';
import { forEachInstruction, type Rule, type RuleInput } from './rule.ts';
import { shown } from './shown.ts';

/** REQUIRES, RENDERER, PARSER and DRAFT, and what older servers do not read. */
export const metaRules: Rule = forEachInstruction((instruction, input) => {
  const since = tooNew(instruction, input);
  if (since) return [since];
  if (instruction.command === 'requires') return checkRequires(instruction, input);
  if (instruction.command === 'renderer') return checkName(instruction, rendererNames, input);
  if (instruction.command === 'parser') return checkName(instruction, parserNames, input);
  return instruction.command === 'draft' ? checkDraft(instruction, input) : [];
});

function tooNew(
  instruction: ModelfileInstruction,
  { text, context }: RuleInput,
): ModelfileDiagnostic | undefined {
  const { since } = instructions[instruction.name];
  if (since === undefined || !olderThan(context, since)) return undefined;
  const name = instruction.name.toUpperCase();
  return {
    code: 'modelfile/newer-instruction',
    severity: 'error',
    message: `${name} needs Ollama ${since}; this server is ${context.serverVersion ?? ''}.`,
    fixes: [removeLines(text, instruction)],
    start: instruction.keyword.start,
    end: instruction.keyword.end,
  };
}

/** A server built from source calls itself 0.0.0 and is taken for new. */
function olderThan({ serverVersion }: ModelfileContext, version: string): boolean {
  if (serverVersion === undefined || serverVersion === '0.0.0') return false;
  return compareVersions(serverVersion, version) < 0;
}

function checkRequires(
  instruction: ModelfileInstruction,
  { text, context }: RuleInput,
): ModelfileDiagnostic[] {
  const { value, valueSpan } = instruction;
  const base = { fixes: [], ...valueSpan };
  if (isVersion(value)) {
    if (!olderThan(context, value)) return [];
    const message = `The model would need Ollama ${value}; this server is ${context.serverVersion ?? ''}.`;
    return [{ ...base, code: 'modelfile/newer-required', severity: 'warning', message }];
  }
  const note = noteBehind(instruction, text);
  if (note !== undefined) return [commentAfterValue(instruction, note, text, 'error')];
  const message = `REQUIRES takes a version such as 0.14.0; ${value === '' ? 'nothing stands here' : `${shown(value)} is none`}.`;
  return [
    {
      ...base,
      code: 'modelfile/invalid-requires',
      severity: 'error',
      message,
      fixes: versionFixes(instruction, text),
    },
  ];
}

function versionFixes(instruction: ModelfileInstruction, text: string): ModelfileFix[] {
  const numbers = /\d+(?:\.\d+){0,2}/.exec(instruction.value)?.[0];
  const version = numbers?.split('.').map(Number).join('.');
  const write = version !== undefined && isVersion(version);
  return [
    ...(write
      ? [preferred(replace('write-version', `Write ${version}`, instruction.valueSpan, version))]
      : []),
    removeLines(text, instruction),
  ];
}

/** Servers newer than our list may have more of them. */
function checkName(
  instruction: ModelfileInstruction,
  known: readonly string[],
  { text }: RuleInput,
): ModelfileDiagnostic[] {
  const { value, valueSpan, name } = instruction;
  if (value === '' || known.includes(value)) return [];
  const note = noteBehind(instruction, text);
  if (note !== undefined) return [commentAfterValue(instruction, note, text, 'warning')];
  const near = nearest(value, known);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return [
    {
      code: `modelfile/unknown-${name}`,
      severity: 'warning',
      message: `No ${name} ${shown(value)} is known: the server takes it now and fails when the model runs.${hint}`,
      fixes: near === undefined ? [] : [preferred(replace('did-you-mean', `Write ${near}`, valueSpan, near))],
      ...valueSpan,
    },
  ];
}

/** From 0.30 on a path as in ADAPTER; before, the plain `ollama create` refuses it. */
function checkDraft(instruction: ModelfileInstruction, { text, context }: RuleInput): ModelfileDiagnostic[] {
  const { keyword, value, valueSpan } = instruction;
  const kind = context.paths?.get(value);
  const old = olderThan(context, '0.30.0');
  const fixes = [removeLines(text, instruction)];
  if (old || context.serverVersion === undefined) {
    const message = 'Before Ollama 0.30, DRAFT needs `ollama create --experimental`.';
    const { start, end } = keyword;
    return [
      {
        code: 'modelfile/draft-experimental',
        severity: old ? 'error' : 'information',
        message,
        fixes,
        start,
        end,
      },
    ];
  }
  if (kind === undefined || kind === 'file' || kind === 'folder') return [];
  const message =
    kind === 'missing' ? `There is no file or folder ${shown(value)}.` : `${shown(value)} holds no weights.`;
  return [
    {
      code: kind === 'missing' ? 'modelfile/path-not-found' : 'modelfile/no-weights',
      severity: 'error',
      message,
      fixes,
      ...valueSpan,
    },
  ];
}

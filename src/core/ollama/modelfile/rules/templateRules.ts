import type { ModelfileDiagnostic, ModelfileFix, ModelfileInstruction, Span } from '../modelfile.ts';
import { valueOffset } from '../parse/readValue.ts';
import { checkTemplate } from '../template/checkTemplate.ts';
import type { TemplateError } from '../template/templateCursor.ts';
import { insert, preferred, replace } from './fixes.ts';
import type { Rule } from './rule.ts';

const fields: readonly string[] = [
  'Messages',
  'Prompt',
  'Response',
  'Suffix',
  'System',
  'Think',
  'ThinkLevel',
  'Tools',
];

/** The template that counts: the last one. */
export const templateRules: Rule = ({ text, modelfile }) => {
  const template = modelfile.instructions.findLast(({ command }) => command === 'template');
  if (!template || template.value === '') return [];
  const { error, names } = checkTemplate(template.value);
  if (error) return [syntaxError(error, template, text)];
  if (names.has('prompt') || names.has('messages')) return [];
  return [withoutPrompt(template)];
};

function syntaxError(
  error: TemplateError,
  template: ModelfileInstruction,
  text: string,
): ModelfileDiagnostic {
  const offset = (at: number) => valueOffset(text, { span: template.valueSpan, ...quoteOf(template) }, at);
  const start = offset(error.start);
  const span = { start, end: Math.max(offset(error.end), start) };
  return {
    code: 'modelfile/template-syntax',
    severity: 'error',
    message: `The server cannot read this template: ${error.message.slice(0, 200)}.`,
    fixes: syntaxFixes(error, template, span, text),
    ...span,
  };
}

function syntaxFixes(
  error: TemplateError,
  template: ModelfileInstruction,
  span: Span,
  text: string,
): ModelfileFix[] {
  const { message } = error;
  if (error.open) return [preferred(insert('add-end', 'Add {{ end }}', valueEnd(template), '{{ end }}'))];
  const name = /^function "(\w+)" not defined$/.exec(message)?.[1];
  const field = fields.find((each) => each.toLowerCase() === name?.toLowerCase());
  if (field !== undefined) return [preferred(replace('write-field', `Write .${field}`, span, `.${field}`))];
  if (message === 'unclosed action')
    return [
      preferred(insert('close-action', 'Close the action with }}', actionEnd(text, span, template), ' }}')),
    ];
  if (message === 'undefined template specified')
    return [preferred(insert('hand-over', 'Hand over the dot', span.end, ' .'))];
  if (message === 'unexpected "}" in operand')
    return [preferred(insert('close-action', 'Close the action with }}', span.end, '}'))];
  if (message === 'unexpected {{end}}') {
    const left = text.lastIndexOf('{{', span.start);
    const right = text.indexOf('}}', span.end);
    return [preferred(replace('remove-end', 'Remove {{ end }}', { start: left, end: right + 2 }, ''))];
  }
  return [];
}

/** Where an action that is not closed ends: at the end of its line or of the value. */
function actionEnd(text: string, { start }: Span, template: ModelfileInstruction): number {
  const line = /[\r\n]/.exec(text.slice(start, valueEnd(template)));
  let end = line ? start + line.index : valueEnd(template);
  while (/[ \t]/.test(text.charAt(end - 1))) end--;
  return end;
}

/** Without it the model never sees what was asked. */
function withoutPrompt(template: ModelfileInstruction): ModelfileDiagnostic {
  const jinja = /\{%/.test(template.value);
  const message = jinja
    ? 'This looks like a Jinja template: the server reads Go templates, in which all of this is plain text.'
    : 'This template leaves out both .Prompt and .Messages: the model never sees what it is asked.';
  return {
    code: jinja ? 'modelfile/jinja-template' : 'modelfile/template-without-prompt',
    severity: 'warning',
    message,
    fixes: jinja ? [] : [insert('add-prompt', 'Add {{ .Prompt }}', valueEnd(template), '{{ .Prompt }}')],
    ...template.valueSpan,
  };
}

/** The end of the value without its quote. */
function valueEnd({ valueSpan, quote }: ModelfileInstruction): number {
  return valueSpan.end - (quote?.length ?? 0);
}

function quoteOf({ quote }: ModelfileInstruction): { quote?: '"' | '"""' } {
  return quote ? { quote } : {};
}

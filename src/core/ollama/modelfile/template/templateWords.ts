/** What templates can read and call, with a meaning for each. Source: `template/template.go` and `api/types.go`. */
export interface TemplateWord {
  readonly word: string;
  readonly meaning: string;
  /** What to insert, with VS Code's placeholders, where it is more than the word. */
  readonly snippet?: string;
}

export const templateWords: readonly TemplateWord[] = [
  { word: '.System', meaning: 'The system message.' },
  { word: '.Prompt', meaning: 'What the user says; used by templates without `.Messages`.' },
  { word: '.Response', meaning: 'What the model says; the server ends the prompt here.' },
  {
    word: '.Messages',
    meaning: 'The conversation, each message with `.Role`, `.Content`, `.Thinking` and `.ToolCalls`.',
  },
  { word: '.Tools', meaning: 'The tools that the request offers, each with `.Function`.' },
  { word: '.Suffix', meaning: 'The text after the gap, for models that fill one in.' },
  { word: '.Think', meaning: 'Whether the request asks the model to think.' },
  { word: '.ThinkLevel', meaning: 'How much to think, where the request says a level.' },
  { word: '.IsThinkSet', meaning: 'Whether the request says anything about thinking.' },
  { word: '.Role', meaning: 'Inside `range .Messages`: `system`, `user`, `assistant` or `tool`.' },
  { word: '.Content', meaning: 'Inside `range .Messages`: the text of the message.' },
  { word: '.ToolCalls', meaning: 'Inside `range .Messages`: the calls that the model made.' },
  { word: 'if', meaning: 'What follows counts if the value is not empty.', snippet: 'if ${1:.System}' },
  { word: 'else', meaning: 'What counts otherwise.' },
  { word: 'end', meaning: 'Ends `if`, `range`, `with`, `define` or `block`.' },
  { word: 'range', meaning: 'Repeats for each entry of a list.', snippet: 'range ${1:.Messages}' },
  { word: 'with', meaning: 'Makes the value the dot, if it is not empty.', snippet: 'with ${1:.System}' },
  { word: 'define', meaning: 'Names a part of the template.', snippet: 'define "${1:name}"' },
  {
    word: 'template',
    meaning: 'Puts in a named part; something has to be handed over.',
    snippet: 'template "${1:name}" ${2:.}',
  },
  { word: 'and', meaning: 'The first empty value, or the last one.' },
  { word: 'or', meaning: 'The first value that is not empty, or the last one.' },
  { word: 'not', meaning: 'Whether the value is empty.' },
  {
    word: 'eq',
    meaning: 'Whether the first value equals one of the others.',
    snippet: 'eq ${1:.Role} "${2:user}"',
  },
  { word: 'ne', meaning: 'Whether two values differ.' },
  { word: 'lt', meaning: 'Whether the first value is less than the second.' },
  { word: 'le', meaning: 'Whether the first value is at most the second.' },
  { word: 'gt', meaning: 'Whether the first value is greater than the second.' },
  { word: 'ge', meaning: 'Whether the first value is at least the second.' },
  { word: 'len', meaning: 'The length of a list or text.' },
  { word: 'index', meaning: 'An entry of a list or map.' },
  { word: 'slice', meaning: 'A part of a list or text.' },
  { word: 'print', meaning: 'Values one after another as text.' },
  { word: 'printf', meaning: 'Values in a pattern such as `%s`.' },
  { word: 'println', meaning: 'Values as a line of text.' },
  { word: 'html', meaning: 'Text with the signs of HTML escaped.' },
  { word: 'js', meaning: 'Text with the signs of JavaScript strings escaped.' },
  { word: 'urlquery', meaning: 'Text escaped for the query of a URL.' },
  { word: 'call', meaning: 'Calls a function that is a value.' },
  { word: 'json', meaning: 'The value as JSON.' },
  { word: 'currentDate', meaning: "Today's date as `2006-01-02`." },
  { word: 'yesterdayDate', meaning: "Yesterday's date as `2006-01-02`." },
  { word: 'toTypeScriptType', meaning: "The TypeScript type of a tool's property." },
];

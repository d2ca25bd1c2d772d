/** Languages that snippets are written in. */
export type SnippetLanguage = 'python' | 'typescript' | 'javascript';

/** What the code talks to: Ollama by its own library, by OpenAI's, or a model that the application loads itself. */
export type SnippetKind = 'ollama' | 'openai' | 'transformers';

/** A name that the code needs: `from module import name`. */
export interface SnippetImport {
  readonly module: string;
  readonly name: string;
  /** In JavaScript: the module's default export. */
  readonly isDefault?: boolean;
}

/** Code to begin with. Nothing in it is secret: Ollama wants no key. */
export interface ClientSnippet {
  readonly kind: SnippetKind;
  readonly language: SnippetLanguage;
  readonly title: string;
  /** What it is good for, and what has to be installed. */
  readonly detail: string;
  readonly imports: readonly SnippetImport[];
  /** Without the imports, and without a line's end after the last line. */
  readonly body: string;
  /** The part of `body` that the user will want to change first. */
  readonly placeholder: string;
}

/** What the snippet is for. */
export interface SnippetTarget {
  /** Base URL of the server, as `ollamaEndpoint` makes it. */
  readonly endpoint: string;
  /** As the server names it. */
  readonly model: string;
  /** Of the model; one that only embeds gets other code than one that chats. */
  readonly capabilities: readonly string[];
  /** A notebook's cell runs no web server. */
  readonly notebook: boolean;
}

export const examplePrompt = 'Why is the sky blue?';

/** Whether a model makes embeddings and nothing else. Servers before 0.6 tell no capabilities. */
export function onlyEmbeds(capabilities: readonly string[]): boolean {
  return capabilities.includes('embedding') && !capabilities.includes('completion');
}

/** The language of a snippet for VS Code's id of a document's language. */
export function snippetLanguage(languageId: string): SnippetLanguage | undefined {
  if (languageId === 'python') return 'python';
  if (languageId === 'typescript' || languageId === 'typescriptreact') return 'typescript';
  if (languageId === 'javascript' || languageId === 'javascriptreact') return 'javascript';
  return undefined;
}

/** The import as a line of its language. */
export function importLine(language: SnippetLanguage, { module, name, isDefault }: SnippetImport): string {
  if (language === 'python') return `from ${module} import ${name}`;
  return `import ${isDefault ? name : `{ ${name} }`} from '${module}';`;
}

/** Imports as lines; in Python an empty line parts those of the standard library from the others. */
export function importLines(language: SnippetLanguage, imports: readonly SnippetImport[]): string {
  return imports
    .map((each, index) => {
      const before = imports[index - 1];
      const isNewGroup = before !== undefined && isStandard(language, before) && !isStandard(language, each);
      return `${isNewGroup ? '\n' : ''}${importLine(language, each)}`;
    })
    .join('\n');
}

function isStandard(language: SnippetLanguage, { module }: SnippetImport): boolean {
  return language === 'python' && module === 'contextlib';
}

/** The snippet as a whole file. */
export function wholeFile(snippet: ClientSnippet): string {
  const imports = importLines(snippet.language, snippet.imports);
  return `${imports}\n\n${blankBefore(snippet)}${snippet.body}\n`;
}

/** Python puts two empty lines before a function or class. */
export function blankBefore({ language, body }: ClientSnippet): string {
  return language === 'python' && /^(?:@|def |class )/.test(body) ? '\n' : '';
}

/**
 * The text in the syntax of VS Code's snippets: marks escaped, indentation by tabs (which the editor turns into what
 * the file uses), and the first occurrence of the placeholder ready to be overwritten.
 */
export function snippetSyntax(text: string, { language, placeholder }: ClientSnippet): string {
  const step = language === 'python' ? 4 : 2;
  const tabbed = text.replace(/^ +/gm, (spaces) => '\t'.repeat(Math.floor(spaces.length / step)));
  const escaped = tabbed.replace(/[\\$}]/g, (mark) => `\\${mark}`);
  return escaped.replace(placeholder, () => `\${1:${placeholder}}`);
}

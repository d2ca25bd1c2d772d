/** Texts that a cell can print, by what they are written in. */
export type OutputText = 'plain' | 'html' | 'markdown' | 'javascript';

const outputSuffixes: Readonly<Record<OutputText, string>> = {
  plain: '.txt',
  html: '.html',
  markdown: '.md',
  javascript: '.js',
};

const languageSuffixes: readonly (readonly [RegExp, string])[] = [
  [/^(?:python|ipython|py|conda|pyspark|xpython)/, '.py'],
  [/^(?:typescript|deno|tslab|tsc?$)/, '.ts'],
  [/^(?:javascript|node|jsc?$|ijavascript)/, '.js'],
  [/^(?:bash|sh|zsh|shell|shellscript)$/, '.sh'],
  [/^(?:powershell|pwsh|\.net-powershell)/, '.ps1'],
  [/^(?:csharp|c#|\.net-csharp|fsharp)/, '.cs'],
  [/^(?:ir$|r$|ir\d)/, '.r'],
  [/^(?:scala|spylon|almond)/, '.scala'],
  [/^(?:java|ijava|rapaio)/, '.java'],
  [/^kotlin/, '.kt'],
  [/^(?:go|gonb|gophernotes)$/, '.go'],
  [/^(?:rust|evcxr)/, '.rs'],
  [/^(?:ruby|iruby)/, '.rb'],
  [/^(?:sql|sqlite|postgresql|mysql)/, '.sql'],
  [/^(?:c\+\+|cpp|xcpp|c)\d*$/, '.cpp'],
];

/** Cell magics that say another language for the whole cell. */
const magicSuffixes: Readonly<Record<string, string>> = {
  bash: '.sh',
  sh: '.sh',
  script: '.sh',
  cmd: '.cmd',
  powershell: '.ps1',
  html: '.html',
  svg: '.html',
  javascript: '.js',
  js: '.js',
  markdown: '.md',
  latex: '.txt',
  sql: '.sql',
  bigquery: '.sql',
  ruby: '.rb',
  perl: '.pl',
  r: '.r',
};

/**
 * What is put behind a notebook's path so that it says what a cell is written in. `head` is the beginning of the
 * cell as it stands in the JSON: a cell magic such as `%%bash` or `%%writefile .env` goes before the kernel's language.
 */
export function cellPath(type: string, kernelLanguage: string, head: string): string {
  if (type === 'markdown') return '.md';
  if (type !== 'code') return '.txt';
  const magic = /^%%(\w{1,20})(?:[ \t]+(?:-a[ \t]+)?([^\s\\"]{1,100}))?/.exec(head);
  const [, name = '', argument = ''] = magic ?? [];
  if ((name === 'writefile' || name === 'file') && argument !== '')
    return `/${argument.slice(argument.lastIndexOf('/') + 1)}`;
  const byMagic = Object.hasOwn(magicSuffixes, name) ? magicSuffixes[name] : undefined;
  return byMagic ?? languageSuffixes.find(([pattern]) => pattern.test(kernelLanguage))?.[1] ?? '.py';
}

export function outputPath(kind: OutputText): string {
  return outputSuffixes[kind];
}

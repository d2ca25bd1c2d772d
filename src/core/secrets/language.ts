/**
 * How a file writes names, operators and values down. `text` is anything that is not known: there, everything that any
 * of them allows is allowed.
 */
export type Language =
  | 'python' | 'javascript' | 'typescript' | 'go' | 'java' | 'kotlin' | 'csharp' | 'php' | 'ruby' | 'rust' | 'swift'
  | 'scala' | 'c' | 'shell' | 'powershell' | 'sql' | 'yaml' | 'toml' | 'json' | 'ini' | 'properties' | 'dotenv'
  | 'dockerfile' | 'terraform' | 'markdown' | 'xml' | 'notebook' | 'groovy' | 'lua' | 'perl' | 'r' | 'dart' | 'text'; // prettier-ignore

const byName: readonly (readonly [RegExp, Language])[] = [
  [/^\.env(?:\..+)?$|\.env(?:\.[\w-]+)?$|^\.flaskenv$/i, 'dotenv'],
  [/^(?:dockerfile|containerfile)(?:\..+)?$|\.dockerfile$/i, 'dockerfile'],
  [/^(?:\.npmrc|\.pypirc|\.netrc|_netrc|\.pgpass|\.my\.cnf|\.s3cfg|credentials|config)$/i, 'ini'],
  [/^(?:\.bash\w*|\.zsh\w*|\.profile|\.bashrc|makefile|gnumakefile)$/i, 'shell'],
  [/^(?:jenkinsfile)/i, 'groovy'],
  [/^(?:gemfile|rakefile|vagrantfile|podfile|fastfile|brewfile)$/i, 'ruby'],
];

const byExtension: Readonly<Record<string, Language>> = {
  py: 'python', pyi: 'python', pyw: 'python', ipynb: 'notebook',
  js: 'javascript', jsx: 'javascript', mjs: 'javascript', cjs: 'javascript', vue: 'javascript', svelte: 'javascript', coffee: 'javascript',
  ts: 'typescript', tsx: 'typescript', mts: 'typescript', cts: 'typescript',
  go: 'go', java: 'java', kt: 'kotlin', kts: 'kotlin', cs: 'csharp', vb: 'csharp', fs: 'csharp', php: 'php', phtml: 'php',
  rb: 'ruby', erb: 'ruby', rake: 'ruby', rs: 'rust', swift: 'swift', m: 'c', mm: 'c', scala: 'scala', sbt: 'scala',
  c: 'c', h: 'c', cc: 'c', cpp: 'c', cxx: 'c', hpp: 'c', ino: 'c', sh: 'shell', bash: 'shell', zsh: 'shell', fish: 'shell', ksh: 'shell', mk: 'shell',
  bat: 'shell', cmd: 'shell', ps1: 'powershell', psm1: 'powershell', psd1: 'powershell', sql: 'sql',
  yaml: 'yaml', yml: 'yaml', toml: 'toml', json: 'json', jsonc: 'json', json5: 'json', har: 'json', tfstate: 'json',
  ini: 'ini', cfg: 'ini', conf: 'ini', cnf: 'ini', config: 'xml', properties: 'properties', env: 'dotenv',
  tf: 'terraform', tfvars: 'terraform', hcl: 'terraform', md: 'markdown', markdown: 'markdown', mdx: 'markdown', rst: 'markdown', adoc: 'markdown', asciidoc: 'markdown',
  xml: 'xml', html: 'xml', htm: 'xml', plist: 'xml', csproj: 'xml', svg: 'xml', groovy: 'groovy', gradle: 'groovy',
  lua: 'lua', pl: 'perl', pm: 'perl', r: 'r', dart: 'dart',
}; // prettier-ignore

/** The language of a file by its path, `/` or `\` between segments. */
export function languageOf(path: string): Language {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const special = byName.find(([pattern]) => pattern.test(name));
  if (special) return special[1];
  const dot = name.lastIndexOf('.');
  return (dot < 0 ? undefined : byExtension[name.slice(dot + 1).toLowerCase()]) ?? 'text';
}

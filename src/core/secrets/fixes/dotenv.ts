import { dotenvLine } from './applyFix.ts';
import type { EnvironmentRewrite } from './environment/rewrite.ts';
import type { FixSite } from './fixSite.ts';
import type { FileChange, SecretFix } from './secretFix.ts';

/** Files in which `.env` is what the secret belongs in, once git leaves them out. */
const exampleName = /\.(?:example|sample|template|dist|defaults?)$/i;

/** The value goes to `.env`, which git leaves out; `.env.example` gets the name. */
export function moveToDotenv(site: FixSite, rewrite: EnvironmentRewrite): SecretFix | undefined {
  if (rewrite.dotenv === false || site.finding.end - site.finding.start > 20_000) return undefined;
  const name = rewrite.variable ?? site.variable;
  // Compose reads the `.env` beside it; programs read the one they are started beside.
  const folder = site.language === 'yaml' ? site.folder : '';
  const loads = /\b(?:load_dotenv|dotenv)\b|godotenv|--env-file/.test(site.text) || site.language === 'yaml';
  return {
    id: 'move-to-dotenv',
    title: `Move it to .env as ${name}${loads ? '' : ' (load .env when you start the program)'}`,
    edits: rewrite.edits,
    changes: dotenvChanges(folder, name, dotenvLine(name, secretValue(site))),
    afterwards: { revoke: true },
  };
}

function dotenvChanges(folder: string, name: string, line: string): FileChange[] {
  return [
    { path: '.gitignore', kind: 'create-or-append', lines: ['.env'] },
    { path: `${folder}.env`, kind: 'create-or-append', lines: [line], secret: true },
    { path: `${folder}.env.example`, kind: 'create-or-append', lines: [`${name}=`] },
  ];
}

/** A `.env` file itself: kept out of git, with its names in `.env.example`. An example file gives its value away. */
export function keepDotenvOut(site: FixSite): SecretFix {
  const { folder, fileName } = site;
  const name = /^\s*(?:export\s+)?(\w+)\s*=/.exec(site.line)?.[1] ?? site.variable;
  if (!exampleName.test(fileName)) {
    const changes: FileChange[] = [
      {
        path: '.gitignore',
        kind: 'create-or-append',
        lines: [folder === '' ? fileName : `/${folder}${fileName}`],
      },
      { path: `${folder}.env.example`, kind: 'create-or-append', lines: [`${name}=`] },
    ];
    const title = `Keep ${fileName} out of Git, with its names in .env.example`;
    return { id: 'move-to-dotenv', title, edits: [], changes, afterwards: { revoke: false } };
  }
  const { start, end } = site.finding;
  return {
    id: 'move-to-dotenv',
    title: 'Move it to .env and leave the name',
    edits: [{ start, end, text: '' }],
    changes: dotenvChanges(folder, name, dotenvLine(name, site.written)).slice(0, 2),
    afterwards: { revoke: true },
  };
}

/** The secret as the program sees it: escapes of the literal and, in an address, of the URL are taken back. */
function secretValue(site: FixSite): string {
  const { written } = site;
  const decoded = site.inUrl && (site.language === 'python' || site.language.endsWith('script')) ? percentDecoded(written) : written; // prettier-ignore
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  const isCode = !/^(?:yaml|shell|powershell|ini|properties|text)$/.test(site.language);
  return isCode ? decoded.replace(/\\([nrt"'`\\])/g, (_, mark: string) => escapes[mark] ?? mark) : decoded;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

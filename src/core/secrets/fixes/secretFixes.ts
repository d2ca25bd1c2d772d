import type { SecretFinding } from '../finding.ts';
import { languageOf, type Language } from '../language.ts';
import { afterFix } from './afterFix.ts';
import { applyEdits, tidyEdits } from './applyFix.ts';
import { keepDotenvOut, moveToDotenv } from './dotenv.ts';
import { environmentLanguages, readFromEnvironment } from './environment/readFromEnvironment.ts';
import { FixSite } from './fixSite.ts';
import { awsDefaultCredentials } from './keyless/awsDefault.ts';
import { azureDefaultCredential } from './keyless/azureDefault.ts';
import { vertexInDotenv } from './keyless/googleDotenv.ts';
import { vertexInJavascript } from './keyless/googleJavascript.ts';
import { vertexInPython } from './keyless/googlePython.ts';
import type { KeylessAnswer } from './keyless/keylessAnswer.ts';
import { defaultGoogleCredentials } from './keyless/serviceAccount.ts';
import type { FileChange, FixId, SecretFix, TextEdit } from './secretFix.ts';
import { suppress } from './suppression.ts';

export { afterFix, applyEdits };
export type { FileChange, FixId, SecretFix, TextEdit };

/** Texts longer than this get no fix that needs a syntax tree: nobody writes such files by hand. */
const longestText = 1_000_000;

/**
 * The ways out of a finding, the best first. `text` is the text that was scanned, of a notebook the cell's; `language`
 * is that of the path where it is left out. Never throws. Titles hold no secret; a fix with `disabled` has no edits.
 */
export function secretFixes(
  text: string,
  path: string,
  finding: SecretFinding,
  language: Language = languageOf(path),
): readonly SecretFix[] {
  if (finding.start >= finding.end || finding.end > text.length) return [];
  const site = new FixSite(text, path, finding, language);
  const isShort = text.length <= longestText;
  const fixes = [...(isShort ? keyless(site) : []), ...(isShort ? environment(site) : []), ...suppression(site), baseline];
  const first = fixes.findIndex(({ disabled, id }) => disabled === undefined && id !== 'suppress' && id !== 'add-to-baseline');
  return fixes
    .flatMap((fix) => tidied(fix, text.length))
    .map((fix) => (fix.id === fixes[first]?.id && fix.title === fixes[first].title ? { ...fix, preferred: true } : fix));
} // prettier-ignore

/** Edits in the order of the text; a fix whose edits would overlap is left out. */
function tidied(fix: SecretFix, length: number): SecretFix[] {
  const edits = tidyEdits(fix.edits, length);
  return edits ? [{ ...fix, edits }] : [];
}

const baseline: SecretFix = {
  id: 'add-to-baseline',
  title: 'Add to the baseline of known findings',
  edits: [],
  afterwards: { revoke: false },
};

function keyless(site: FixSite): SecretFix[] {
  const fixes: SecretFix[] = [];
  const add = (id: FixId, answer: KeylessAnswer, guide: boolean): void => {
    if (!answer) return;
    const afterwards = { revoke: true, ...(guide ? { guide: 'workload-identity' as const } : {}) };
    if ('disabled' in answer)
      fixes.push({ id, title: answer.title, edits: [], afterwards, disabled: answer.disabled });
    else fixes.push({ id, ...answer, afterwards });
  };
  if (isServiceAccount(site.finding)) {
    const file = serviceAccountFile(site);
    if (file) fixes.push(file);
    else add('remove-service-account-file', defaultGoogleCredentials(site), true);
  } else if (isGoogle(site.finding)) add('switch-to-vertex-adc', vertex(site), true);
  if (/^aws/.test(site.finding.provider) || /\bAWS_|aws_secret|secretAccessKey|accessKeyId/.test(site.line)) {
    add('use-aws-default-credentials', awsDefaultCredentials(site), false);
  }
  if (/^(?:azure|microsoft)/.test(site.finding.provider) || /Azure(?:Key|OpenAI|Chat)/.test(site.text)) {
    add('use-azure-default-credential', azureDefaultCredential(site), false);
  }
  return fixes;
}

function isServiceAccount(finding: SecretFinding): boolean {
  return finding.rule === 'google-service-account-key';
}

/** A key of the Gemini API, or one that may be: Google's older keys all look alike. */
function isGoogle({ provider, rule, name = '' }: SecretFinding): boolean {
  return (
    /^(?:google-ai|gemini|vertex)/.test(provider) ||
    /^(?:google-api-key|gemini-|vertex-)/.test(rule) ||
    /^(?:google|gemini)(?:_?(?:ai|genai|generative_ai))?_?api_?key$/i.test(name)
  );
}

function vertex(site: FixSite): KeylessAnswer {
  if (site.language === 'python') return vertexInPython(site);
  if (site.language === 'javascript' || site.language === 'typescript') return vertexInJavascript(site);
  return site.language === 'dotenv' ? vertexInDotenv(site) : undefined;
}

/** A service account's key file needs no edit but a successor: an identity without a key. */
function serviceAccountFile(site: FixSite): SecretFix | undefined {
  if (site.language !== 'json') return undefined;
  return {
    id: 'remove-service-account-file',
    title: `Replace ${site.fileName} with Workload Identity, and keep it out of Git`,
    edits: [],
    changes: [{ path: '.gitignore', kind: 'create-or-append', lines: [`/${site.path.replace(/^\/+/, '')}`] }],
    afterwards: { revoke: true, guide: 'workload-identity' },
  };
}

function environment(site: FixSite): SecretFix[] {
  if (site.language === 'dotenv') return [keepDotenvOut(site)];
  const answer = isServiceAccount(site.finding) && site.language === 'json' ? undefined : readFromEnvironment(site);
  if (!answer) return [];
  const id = 'read-from-environment';
  if ('disabled' in answer) {
    return [{ id, title: 'Read it from the environment', edits: [], afterwards: { revoke: true }, disabled: answer.disabled }];
  }
  const title = answer.title ?? `Read ${answer.variable ?? site.variable} from the environment`;
  const read: SecretFix = { id, title, edits: answer.edits, safeForAll: true, afterwards: { revoke: true } };
  const move = moveToDotenv(site, answer);
  return move ? [read, move] : [read];
} // prettier-ignore

function suppression(site: FixSite): SecretFix[] {
  const edits = suppress(site);
  if (!edits) return [];
  return [
    {
      id: 'suppress',
      title: `Allow ${site.finding.rule} here with a comment`,
      edits,
      afterwards: { revoke: false },
    },
  ];
}

/**
 * The ids of the fixes that a finding may have, for lists: by the language and the provider alone, so it may name one
 * that `secretFixes` then does not find a way for.
 */
export function fixIds(path: string, finding: SecretFinding): readonly FixId[] {
  const language = languageOf(path);
  const isCode = language === 'python' || language === 'javascript' || language === 'typescript' || language === 'notebook';
  const { provider } = finding;
  const ids: FixId[] = [];
  if (isServiceAccount(finding)) {
    if (language === 'json' || isCode) ids.push('remove-service-account-file');
  } else if (isGoogle(finding) && (isCode || language === 'dotenv')) ids.push('switch-to-vertex-adc');
  if (provider.startsWith('aws') && isCode) ids.push('use-aws-default-credentials');
  if (/^(?:azure|microsoft)/.test(provider) && isCode) ids.push('use-azure-default-credential');
  if (language === 'dotenv') ids.push('move-to-dotenv');
  else if (environmentLanguages.has(language) && !/^(?:json|ini|text)$/.test(language)) ids.push(...readingIds(language));
  if (language !== 'json' && language !== 'text') ids.push('suppress');
  return [...ids, 'add-to-baseline'];
} // prettier-ignore

function readingIds(language: Language): FixId[] {
  const noDotenv = language === 'dockerfile' || language === 'terraform' || language === 'properties';
  return noDotenv ? ['read-from-environment'] : ['read-from-environment', 'move-to-dotenv'];
}

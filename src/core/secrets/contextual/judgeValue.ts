import type { Confidence } from '../confidence.ts';
import { entropy } from '../engine/entropy.ts';
import { standsForSecret } from '../engine/placeholder.ts';
import type { LowReason } from '../finding.ts';
import type { CredentialName } from './credentialName.ts';
import { wordLikeness } from './wordLikeness.ts';

export interface Verdict {
  readonly confidence: Confidence;
  readonly reason?: LowReason;
}

export interface ValueContext {
  readonly name: CredentialName;
  /** As in the text. */
  readonly nameText: string;
  /** A bare word rather than a literal in quotes. */
  readonly bare: boolean;
  /** The way it is given may as well be none (a list, a comparison), so that the value must look random. */
  readonly doubtful?: boolean;
}

const weak: Verdict = { confidence: 'low', reason: 'weak' };
const medium: Verdict = { confidence: 'medium' };

/** Above this a row of letters reads as a word. */
const plainWord = 0.6;

/** Interpolation, templates and references: the value comes from elsewhere. */
const reference =
  /\$\{|\$\(|\$_[A-Z]|^['"]\$|^[a-z]+(?:\/[a-z]+)*#[a-z_]+$|\{\{|<%|%\(|#\{|^\$[A-Za-z_{(]|^%[A-Za-z_]+%$|^%[sdvq]|%s|\{[A-Za-z_][\w.]{0,40}(?::[^{}\s]{0,12})?\}|^@[A-Za-z_{]|^<.{0,80}>$|^\[.{0,80}\]$|^&|^\(\(|^!(?:Ref|Sub|vault|secret)|^ENC[\[(]|^vault:|^op:\/\/|^arn:|^ref\+|^secretref:|^env[.(:]/;

/** Code rather than a value. */
const code =
  /^[A-Za-z_][\w.]{0,80}[([]|^[a-z_]\w{0,40}(?:\.[A-Za-z_]\w{0,40}){1,6}$|=>|::|\(\)|^\w+\.\w+\(|;$|^(?:new|func|function|lambda|return|await) /;

const path =
  /^(?:[A-Za-z]:\\|\.{0,2}\/|~\/)|^[\w.-]+(?:\/[\w.-]+)+\.[a-z]{1,5}$|^[a-z]{2,12}:\/[\w/]|\.(?:json|ya?ml|txt|pem|key|crt|py|js|ts|go|java|md|html?|xml|conf|env|log|sh|png|svg|jks|p12|pfx)$|:\/\//;

/** Patterns, masks and marks: nothing that anybody types or issues. */
const notation =
  /\\[sdwbSDW]|\[[^\]\s]{0,20}[a-zA-Z0-9]-[a-zA-Z0-9][^\]\s]{0,40}\][*+?{)]|\(\?[:=!<P]|\.[*+]|^\{[^}"\\]{0,200}\}$|^0x[\da-f]{1,16}$|^(?:\\u?[\da-z]{1,4})+$|^[^A-Za-z0-9]+$|^\^.*\$$|^(?:[\^~<>=]{1,2}\d|\d+\.\d+\.\d+$)|^(?:application|text|image|audio|video|font|multipart)\//i;

/** Hashes made for storing passwords, which open nothing by themselves. */
const storedHash =
  /^\$(?:2[abxy]?|\d|apr1|argon2\w{0,2}|scrypt|pbkdf2[\w-]{0,12}|y|s0)\$|^(?:pbkdf2|bcrypt|argon2|scrypt|sha\d{1,3}|md5)[_$:-]|^\{(?:SSHA|SHA|MD5|CRYPT|BCRYPT)/i;

/** What stands for "none", "given elsewhere" or a type. */
const nothing =
  /^(?:none|null|nil|undefined|true|false|yes|no|on|off|empty|string|str|number|int|integer|bool|boolean|object|any|void|bytes|text|unset|default|optional|required|disabled|enabled|unknown|missing|invalid|blank|hidden|masked|auto|generated|random|prompt|file|env|n\/a|bearer|basic|digest|negotiate)$/i;

/** Words that weak and made-up values consist of. */
const commonWord =
  /^(?:pass(?:word|wd|phrase|code)?|pwd|pw|secret|token|key|api|auth|admin|root|user|guest|test(?:ing|er)?|demo|foo|bar|baz|qux|example|sample|my|your|the|new|old|some|a|an|this|that|is|not|no|wrong|bad|good|invalid|valid|correct|incorrect|fake|mock|dummy|temp|tmp|default|change|me|here|value|string|hello|world|secure|super|very|top|private|public|access|refresh|client|server|app|master|postgres|mysql|mongo|redis|oracle|db|sa|login|name|id|abc|xyz|qwerty|letmein|welcome|monkey|dragon|hunter|confirm|current|reset|for|to|of|in|it|and|or|with|long|short|really|strong|weak|random|unknown|oauth|oidc|ldap|github|google|url|smtp|ssh|aws|azure|gcp|openai|web|email|mail|account|service|session|cookie|jwt|bearer|basic|login|null|empty|plain|hash|clear|data|code|field|type|node|rails|django|spring|docker|jenkins|grafana|elastic|rabbit|rabbitmq|kafka|minio|vault|consul|developer|dev|prod|production|stage|staging|local|localhost|sekret|bitnami|senha|parola|passwort|kodeord|wachtwoord|other|another|first|second|one|two|three|alice|bob|john|jane|doe)$/;

/** What a value given to a credential's name is; undefined for what is plainly no secret. */
export function judgeValue(value: string, context: ValueContext): Verdict | undefined {
  const { name } = context;
  const least = name.kind === 'password' ? 4 : 6;
  if (value.length < least || value.length > 1200) return undefined;
  if (nothing.test(value) || reference.test(value) || storedHash.test(value)) return undefined;
  if (context.bare && /[{(]|^[-+=:*?#]|=$|^\d+(?:\.\d+)*$/.test(value) && !/^\d{6,}$/.test(value))
    return undefined;
  if (hasForeign(value) || code.test(value) || path.test(value) || notation.test(value)) return undefined;
  if (/\s/.test(value) && (name.kind !== 'password' || context.bare || isProse(value))) return undefined;
  const reason = standsForSecret(value);
  if (reason) return { confidence: 'low', reason };
  if (context.doubtful === true && !looksRandom(value)) return weak;
  return name.kind === 'password' ? judgePassword(value, context) : judgeToken(value, context);
}

function judgePassword(value: string, { nameText, bare, name }: ValueContext): Verdict | undefined {
  if (isName(value) || sameWords(value, nameText)) return weak;
  if (/^\d+$/.test(value)) return value.length >= 6 && !hasDigitRun(value) ? medium : weak;
  if (madeOfWords(value) || isLabel(value)) return weak;
  const classes = countClasses(value);
  if (classes >= 3) return medium;
  const likeness = wordLikeness(value);
  if (likeness !== undefined && likeness > plainWord && classes <= 1) return weak;
  if (bare && !name.clear) return weak;
  return medium;
}

function judgeToken(value: string, { nameText, name, bare }: ValueContext): Verdict | undefined {
  if (/^\d+$/.test(value) || value.startsWith('eyJ') || /^S-1-\d/.test(value)) return undefined;
  if (isName(value) || sameWords(value, nameText) || madeOfWords(value) || isLabel(value)) return weak;
  const bits = entropy(value);
  if (bits < 2.3 || hasDigitRun(value)) return weak;
  const random = isUuid(value) || isMixed(value);
  if (name.clear) {
    if (random) return medium;
    if (bare && value.length < 8) return weak;
    const likeness = wordLikeness(value);
    return likeness === undefined || likeness > 0.3 ? weak : medium;
  }
  if (value.length < 16 || bits < 3.2 || !random || isUuid(value) || holdsWords(value)) return weak;
  // A digest under a name such as `task_key` identifies something; a variable such as `STEAM_KEY` holds a key.
  if (
    name.kind === 'key' &&
    !/^[A-Z\d_]+$/.test(nameText) &&
    /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64})$/.test(value)
  )
    return weak;
  return medium;
}

/** No word, whatever its name: mixed, of three kinds of characters, or letters in an order that words do not have. */
function looksRandom(value: string): boolean {
  if (holdsWords(value)) return false;
  if (/^[a-z]+(?:[_-](?:[a-z]+|\d))*\d?$/.test(value)) return (wordLikeness(value) ?? 1) < -0.2;
  return isMixed(value) || countClasses(value) >= 3 || (wordLikeness(value) ?? 1) < 0;
}

/** Two words and more, or one long one, parted by marks: `tool_arg_key_b9d4f5c2`. */
function holdsWords(value: string): boolean {
  const words = value
    .split(/[^A-Za-z]+/)
    .filter((run) => run.length >= 3 && (wordLikeness(run, 3) ?? 0) > 0.6);
  return words.length >= 2 || words.some((word) => word.length >= 7);
}

/** Letters and digits mixed as no word mixes them: letter statistics say nothing about such a value. */
function isMixed(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  const letters = value.replace(/[^A-Za-z]/g, '').length;
  return (
    value.length >= 8 &&
    digits >= 2 &&
    letters >= 2 &&
    digits + letters >= value.length * 0.7 &&
    changes(value) >= 4
  );
}

/** How often a value goes over from letters to digits or back. */
function changes(value: string): number {
  return value.match(/\d[A-Za-z]|[A-Za-z](?=\d)/g)?.length ?? 0;
}

function isUuid(value: string): boolean {
  return /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(value);
}

/** One capitalised word: what a form shows, in whatever language. */
function isLabel(value: string): boolean {
  return /^\p{Lu}\p{Ll}+[.:!?*]?$/u.test(value);
}

/** `12345`, `98765`: digits in order, as people make them up. */
function hasDigitRun(value: string): boolean {
  return /01234|12345|23456|34567|45678|56789|67890|98765|87654|76543|65432|54321|43210|1111|0000|123123|112233/.test(
    value,
  );
}

/** CONSTANT_NAME, camelCaseName, kebab-name, snake_name of letters alone that read as words. */
function isName(value: string): boolean {
  if (!/^[A-Za-z]+(?:[-_. *]+[A-Za-z]+)*$/.test(value.replace(/^\*+|\*+$/g, ''))) return false;
  return (wordLikeness(value, 3) ?? 1) > 0.25 && (/[-_. *]/.test(value) || /[a-z][A-Z]/.test(value));
}

function sameWords(value: string, name: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
  const letters = plain(value);
  return letters.length >= 3 && (plain(name).endsWith(letters) || letters.endsWith(plain(name)));
}

/** True when all runs of letters are common words; digits and marks may stand between and after them. */
function madeOfWords(value: string): boolean {
  const runs = value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((run) => run !== '');
  return runs.length > 0 && runs.every((run) => commonWord.test(run) || splitsIntoWords(run));
}

/** `mysecretpassword`: two or three common words without anything between. */
function splitsIntoWords(run: string, depth = 0): boolean {
  if (depth > 2 || run.length > 40) return false;
  for (let at = 2; at <= run.length; at++) {
    if (!commonWord.test(run.slice(0, at))) continue;
    if (at === run.length || splitsIntoWords(run.slice(at), depth + 1)) return true;
  }
  return false;
}

function countClasses(value: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((pattern) => pattern.test(value)).length;
}

/** Letters beyond Latin-1 anywhere, or nothing but letters of which one is not ASCII: text in a language. */
function hasForeign(value: string): boolean {
  for (let at = 0; at < value.length; at++) if (value.charCodeAt(at) > 0xff) return true;
  return /[\u00c0-\u00ff]/.test(value) && /^[\p{L} .,!?'-]+$/u.test(value);
}

/** Several words that read as such. */
function isProse(value: string): boolean {
  const words = value.split(/\s+/);
  return (
    words.length >= 3 ||
    (wordLikeness(value) ?? 1) > 0 ||
    words.every((word) => /^[A-Za-z.,:!?]+$/.test(word))
  );
}

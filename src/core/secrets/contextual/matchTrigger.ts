import { weights, type Candidate } from '../engine/candidate.ts';
import type { ContextTrigger } from '../engine/compiledRules.ts';
import type { ContextualRuleId } from './contextualRules.ts';
import { credentialName } from './credentialName.ts';
import { judgeValue, type Verdict } from './judgeValue.ts';

const passwordName = credentialName('password');
const tokenName = credentialName('token');

/** What stands after a text that secrets follow without a name: the password of a URL, a header, a token, a command. */
export function matchTrigger(text: string, trigger: ContextTrigger, at: number): Candidate | undefined {
  return matchers[trigger](text, at);
}

const matchers: Readonly<Record<ContextTrigger, (text: string, at: number) => Candidate | undefined>> = {
  url: matchUrl,
  authorization: matchAuthorization,
  jwt: matchJwt,
  command: matchCommand,
  sql: matchSql,
  powershell: matchSecureString,
  encodedUrl: matchEncodedUrl,
};

/** RFC 3986, 3.2.1: `scheme://user:password@host`. The last `@` before the host counts. */
const userInfo =
  /:\/\/([^\s:/@"'`<>\\,;(){}[\]|]{0,80}):([^\s/"'`<>\\@]{1,100}(?:@[^\s/"'`<>\\@:]{1,40})?)@(?=[\w.$%{[<-])/y;

function matchUrl(text: string, at: number): Candidate | undefined {
  userInfo.lastIndex = at;
  const match = userInfo.exec(text);
  if (!match) return undefined;
  const value = match[2] ?? '';
  const start = at + 3 + (match[1] ?? '').length + 1;
  const verdict = judge(decodePercent(value), match[1] ?? '', 3);
  return verdict && candidate('url-password', start, start + value.length, verdict);
}

const encodedUserInfo =
  /%3a%2f%2f((?:[\w.-]|%(?!3a|2f|40)[\da-f]{2}){0,80})%3a((?:[\w.~!*'()-]|%(?!2f|40)[\da-f]{2}){3,150})%40/iy;

/** The same in a URL that is a parameter of another one. */
function matchEncodedUrl(text: string, at: number): Candidate | undefined {
  encodedUserInfo.lastIndex = at;
  const match = encodedUserInfo.exec(text);
  if (!match) return undefined;
  const value = match[2] ?? '';
  const end = at + match[0].length - 3;
  const verdict = judge(decodePercent(value), decodePercent(match[1] ?? ''), 3);
  return verdict && candidate('url-password', end - value.length, end, verdict);
}

export function decodePercent(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function judge(value: string, name: string, least: number): Verdict | undefined {
  if (!passwordName || value.length < least) return undefined;
  if (value.length >= 4)
    return judgeValue(value, { name: passwordName, nameText: name || 'password', bare: false });
  return undefined;
}

const bearer = /bearer[ \t]+([A-Za-z0-9_\-.~+/=]{12,400})/iy;
const basic = /basic[ \t]+([A-Za-z0-9+/]{8,200}={0,2})(?![A-Za-z0-9+/=])/iy;

function matchAuthorization(text: string, at: number): Candidate | undefined {
  bearer.lastIndex = at;
  const token = bearer.exec(text)?.[1];
  if (token !== undefined) {
    const start = bearer.lastIndex - token.length;
    if (!/\d/.test(token)) return undefined;
    const verdict = tokenName && judgeValue(token, { name: tokenName, nameText: 'bearer', bare: false });
    return verdict && candidate('bearer-token', start, start + token.length, verdict);
  }
  basic.lastIndex = at;
  const encoded = basic.exec(text)?.[1];
  if (encoded === undefined) return undefined;
  const pair = decodeBase64(encoded);
  const colon = pair?.indexOf(':') ?? -1;
  if (pair === undefined || colon < 0) return undefined;
  const start = basic.lastIndex - encoded.length;
  const verdict = judge(pair.slice(colon + 1), pair.slice(0, colon), 3) ?? undefined;
  return verdict && candidate('basic-credentials', start, start + encoded.length, verdict);
}

/** Printable ASCII from Base64, or undefined. */
export function decodeBase64(encoded: string): string | undefined {
  try {
    const text = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    return /^[\x20-\x7e]*$/.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 7519: three parts in base64url, the first a JSON object, which always begins `eyJ`. */
const jwt = /eyJ[A-Za-z0-9_-]{6,400}\.[A-Za-z0-9_-]{2,4000}\.[A-Za-z0-9_-]{0,1000}/y;

function matchJwt(text: string, at: number): Candidate | undefined {
  jwt.lastIndex = at;
  const match = jwt.exec(text);
  if (!match || /[A-Za-z0-9_-]/.test(text.charAt(at - 1))) return undefined;
  const [header = '', , signature = ''] = match[0].split('.');
  if (signature.length < 20 || !isJwtHeader(header)) return undefined;
  return candidate('json-web-token', at, at + match[0].length, { confidence: 'medium' });
}

function isJwtHeader(header: string): boolean {
  const text = decodeBase64(header.length % 4 === 1 ? header.slice(0, -1) : header);
  return text !== undefined && /"(?:alg|typ|enc|kid)"/.test(text);
}

const userOption =
  /(?:-u|--user|--proxy-user)[ \t=]{0,3}(["']?)([\w.@+-]{1,60}):([^\s"'`$<>{}]{3,80})\1(?=[\s"'`)]|$)/y;

/** `curl -u user:password`, `--user 'user:password'`. */
function matchCommand(text: string, at: number): Candidate | undefined {
  if (text.charCodeAt(at) !== 45) return undefined;
  const from = text.charCodeAt(at - 1) === 45 ? at - 1 : at;
  userOption.lastIndex = from;
  const match = userOption.exec(text);
  if (!match || /[\w-]/.test(text.charAt(from - 1))) return undefined;
  const value = match[3] ?? '';
  const end = from + match[0].length - (match[1] ?? '').length;
  const verdict = judge(value, match[2] ?? '', 3);
  return verdict && candidate('command-line-password', end - value.length, end, verdict);
}

const sqlPassword =
  /(?:identified[ \t]+(?:with[ \t]+["']?\w{1,40}["']?[ \t]+)?by|(?:with|login|role|user)[ \t]+(?:encrypted[ \t]+)?password|\w[ \t]+password(?=[ \t]+'))[ \t]+(?:password[ \t]+)?(?:(\\?["'])([^"'\\\r\n]{3,100})\1|([A-Za-z][\w#$]{5,30})(?=[;\s]))/iy;

function matchSql(text: string, at: number): Candidate | undefined {
  sqlPassword.lastIndex = at;
  const match = sqlPassword.exec(text);
  if (!match) return undefined;
  const value = match[2] ?? match[3] ?? '';
  const end = at + match[0].length - (match[1] ?? '').length;
  const verdict = judge(value, 'password', 3);
  // Without quotes it may be a word of a sentence.
  if (match[1] === undefined && !/\d/.test(value)) return undefined;
  return verdict && candidate('sql-password', end - value.length, end, verdict);
}

function candidate(rule: ContextualRuleId, start: number, end: number, verdict: Verdict): Candidate {
  return { rule, provider: 'generic', ...verdict, start, end, weight: weights.contextual + 0.2 };
}

const secureString = /convertto-securestring[ \t]+(?:-string[ \t]+)?(["'])([^"'\r\n]{4,100})\1/iy;

/** PowerShell: `ConvertTo-SecureString '…' -AsPlainText`. */
function matchSecureString(text: string, at: number): Candidate | undefined {
  secureString.lastIndex = at;
  const match = secureString.exec(text);
  if (!match) return undefined;
  const value = match[2] ?? '';
  const end = at + match[0].length - 1;
  const verdict = judge(value, 'password', 4);
  return verdict && candidate('command-line-password', end - value.length, end, verdict);
}

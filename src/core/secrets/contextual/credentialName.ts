/** What a name says that its value is. */
export type CredentialKind = 'password' | 'secret' | 'token' | 'key' | 'auth';

export interface CredentialName {
  readonly kind: CredentialKind;
  /** False where the word may as well mean something else (`key`, `auth`, `pin`), so that the value must prove more. */
  readonly clear: boolean;
}

const passwordWords = 'password passwd passwort passphrase passcode pwd pass pw psw passwrd pword userpass dbpass rootpass credpassword kennwort'; // prettier-ignore
const secretWords = 'secret secrets secretkey clientsecret appsecret';
const tokenWords = 'token apitoken accesstoken authtoken bearer jwt';
const keyWords = 'apikey appkey accesskey secretkey privatekey authkey licensekey encryptionkey signingkey masterkey consumerkey sharedkey accountkey'; // prettier-ignore
const authWords =
  'auth authorization credential credentials creds cred authentication session sessionid pat nkey otp seed';

const kinds = new Map<string, CredentialName>([
  ...entries(passwordWords, 'password', true),
  ...entries(secretWords, 'secret', true),
  ...entries(tokenWords, 'token', true),
  ...entries(keyWords, 'key', true),
  ...entries(authWords, 'auth', false),
]);

/** Ends of glued words that say the same: `mysqlpassword`, `githubtoken`. */
const glued: readonly (readonly [string, CredentialKind])[] = [
  ['password', 'password'], ['passwd', 'password'], ['passphrase', 'password'], ['pwd', 'password'],
  ['apikey', 'key'], ['secretkey', 'key'], ['accesskey', 'key'], ['privatekey', 'key'], ['secret', 'secret'], ['token', 'token'],
]; // prettier-ignore

/** Words before `key` that make it a credential. */
const keyQualifiers = new Set(
  'api app application access secret private auth oauth encryption encrypt cipher crypt signing sign master consumer shared account license service client server user admin aes hmac jwt storage subscription security webhook session cookie rest dev prod live'.split(' '),
); // prettier-ignore

/** Words after the credential word that make the name mean something about it rather than itself. */
const about = new Set(
  `name names id ids url urls uri path paths file files filename dir folder type types kind length len size count min max
   policy policies label labels hint hints field fields input prompt message messages msg error errors err title text regex
   regexp pattern format formatter expiry expiration expires expire ttl age timeout lifetime endpoint header headers prefix
   suffix column table index arn ref refs enabled enable disabled required method methods version hash hashed hashes digest
   algorithm algo alg provider class store manager service handler validator validation encoder encoding generator placeholder
   description desc help tooltip request response reset forgot change changed updated strength score rule rules confirmation
   form page view link mode config configuration options option source location account user username email env var variable
   status state exists valid invalid parser parse match matches matcher cache list map dict set array chars count limit usage
   used bytes key keyname names scope scopes flow grant issuer audience claim claims param params parameter reader writer factory
   builder interface impl util utils helper test tests spec mock fixture template schema model entity event events action
   callback listener filter interceptor middleware strategy exception command cmd script stage job step pem crt cert certificate
   fingerprint thumbprint algorithmname keyid kid iv salt sha md encryption encrypt encode decode encoded maps quality
   entropy history attempts attempt failed failure success notice info warning title heading subject body template
   button cancel submit ok dialog modal icon toggle hasher encoder forgotten expired strategy notice locale`.split(/\s+/),
); // prettier-ignore

/** Of the words above those that may also follow a real one: `token_test`, `password_user`. The value decides. */
const maybeAbout = new Set(
  'test tests mock fixture user account key set request reset changed updated env text used'.split(' '),
);

/** Words anywhere that say that the value is not secret. */
const open = new Set(
  'ice forget forgot page pagination continuation next authenticity anon sentinel marker label mandatory encrypted hashed placeholder public pub publishable csrf xsrf primary foreign sort cache partition row translation i18n locale tooltip'.split(
    ' ',
  ),
);

/** What a name, such as `conf.db_password`, `AWSSecretKey` or `--auth-token`, says of its value; undefined for other names. */
export function credentialName(name: string): CredentialName | undefined {
  // Palau in a list of languages and countries.
  if (/^[a-z]{2,3}[_-](?:[A-Z][a-z]{3}[_-])?PW$/.test(name)) return undefined;
  const words = wordsOf(name);
  for (let at = words.length - 1; at >= 0; at--) {
    const found = wordKind(words, at);
    if (!found) continue;
    const after = words.slice(at + 1).map((word) => word.replace(/(?<=[^s])s$/, ''));
    if (words.some((word) => open.has(word))) return undefined;
    if (after.some((word) => (about.has(word) || about.has(`${word}s`)) && !maybeAbout.has(word)))
      return undefined;
    if (after.some((word) => maybeAbout.has(word))) return { ...found, clear: false };
    return found;
  }
  return undefined;
}

/** `credentialName` with a memory: the same names come again and again, and most of the work is in taking them apart. */
export class CredentialNames {
  readonly #known = new Map<string, CredentialName | undefined>();

  of(name: string): CredentialName | undefined {
    const known = this.#known.get(name);
    if (known || this.#known.has(name)) return known;
    if (this.#known.size >= 2_000) this.#known.clear();
    const found = credentialName(name);
    this.#known.set(name, found);
    return found;
  }
}

function wordKind(words: readonly string[], at: number): CredentialName | undefined {
  const word = words[at] ?? '';
  const known = kinds.get(word);
  if (known) return known;
  if (word === 'key' || word === 'keys') {
    const before = words[at - 1];
    if (before === undefined) return { kind: 'key', clear: false };
    return { kind: 'key', clear: keyQualifiers.has(before) };
  }
  const end = glued.find(([ending]) => word.length > ending.length && word.endsWith(ending));
  return end && { kind: end[1], clear: true };
}

/** The words of a name, lower case: `_`, `-`, `.` and capitals part them; digits at their ends are dropped. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .map((word) => word.replace(/\d+$/, ''))
    .filter((word) => word !== '');
}

function entries(words: string, kind: CredentialKind, clear: boolean): [string, CredentialName][] {
  return words.split(' ').map((word) => [word, { kind, clear }]);
}

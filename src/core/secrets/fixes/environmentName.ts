import type { SecretFinding } from '../finding.ts';
import type { Provider } from '../provider.ts';

/** Names that many different secrets have: alone they say too little for an environment that all programs share. */
const commonName =
  /^(?:(?:API|ACCESS|AUTH|SECRET|PRIVATE|CLIENT|BEARER|APP|MY|THE|DEFAULT)_?)*(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PWD|PASS|PW|CREDENTIAL|CREDENTIALS|AUTH|AUTHORIZATION|VALUE|DEFAULT|BEARER|HEADER|APIKEY)$/;

/** A name without one of these is that of a class or a field around the secret, such as `GoogleGenerativeAI`. */
const credentialWord = /KEY|TOKEN|SECRET|PASS|PWD|PAT$|AUTH|CRED|CERT|DSN|PEM/;

/** Variables that the system or the shell itself gives a meaning. */
const reservedName =
  /^(?:PATH|HOME|USER|USERNAME|LOGNAME|PWD|OLDPWD|SHELL|TERM|LANG|TMP|TEMP|TMPDIR|HOST|HOSTNAME|PORT|MAIL|EDITOR|IFS|PS1|DISPLAY|UID|EUID|NODE_OPTIONS|PYTHONPATH|CI)$/;

/**
 * The environment variable for a secret: after the name that the value has in the text, else the one that the
 * provider's libraries read, else after the rule. A name that says nothing of the service (`api_key`) yields to the
 * provider's. `inUrl`: the secret is the password in an address, so a name such as DATABASE_URL does not fit it.
 */
export function environmentName(
  finding: SecretFinding,
  provider: Provider | undefined,
  inUrl = false,
): string {
  const written = constantCase(finding.name ?? '');
  const name = inUrl ? written.replace(/_?(?:URL|URI|DSN|CONNECTION(?:_STRING)?)$/, '') : written;
  if (inUrl) return legal(name === '' ? 'DATABASE_PASSWORD' : passwordName(name));
  const isTelling = credentialWord.test(name) || provider?.variable === undefined;
  if (name !== '' && !commonName.test(name) && isTelling) return legal(name);
  if (provider?.variable !== undefined) return provider.variable;
  const service = finding.provider === 'generic' ? '' : constantCase(provider?.name ?? finding.provider);
  if (name === '') return legal(constantCase(finding.rule));
  if (service.endsWith(name)) return legal(service);
  return legal(service === '' ? name : `${service}_${name.replace(/^MY_/, '')}`);
}

function passwordName(name: string): string {
  return /PASS(?:WORD|WD)?$|PWD$|SECRET$|TOKEN$/.test(name) ? name : `${name}_PASSWORD`;
}

/** `openaiApiKey`, `openai-api-key` and `spring.datasource.password` as OPENAI_API_KEY and so on. */
export function constantCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();
}

function legal(name: string): string {
  const short = name.slice(0, 64).replace(/_+$/, '');
  if (reservedName.test(short) || /^\d/.test(short)) return `APP_${short}`;
  return short === '' ? 'SECRET' : short;
}

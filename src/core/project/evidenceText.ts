/** Characters of a line that are shown at the most. */
const longest = 160;

const hidden = '…';

/** Names whose values are never shown, whatever they look like. */
const secretName = String.raw`[\w.-]{0,40}(?:api_?-?key|apikey|secret|token|passw(?:or)?d|pwd|credential|private_?-?key|access_?-?key|auth)[\w.-]{0,40}`;

/** `name = value`, `"name": "value"`, `name="value"`; the value up to its quote, or to the next blank or comma. */
const assignment = new RegExp(
  String.raw`((?:\b|["'])${secretName}["']?\s{0,4}(?::=|=>|[:=])\s{0,4})("[^"]*"?|'[^']*'?|[^\s,;)}\]]+)`,
  'gi',
);

/** Values that are code or a reference, not a literal: they may stay. */
const reference =
  /^(?:os\.|process\.|env\b|getenv|\$|settings\.|config\.|self\.|this\.|None\b|null\b|undefined\b|true\b|false\b|str\b|string\b|int\b|SecretStr\b|Optional\b|["']\$?\{?[A-Z][A-Z0-9_]{2,60}\}?["']$|[A-Za-z_][\w.]*\(|[A-Za-z_]\w*\[)/;

const credentialsInUrl = /([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@"']{1,200}@/gi;

/** Shapes of keys that providers document; a superset of what literalKey.ts claims, since hiding costs nothing. */
const knownKey =
  /\b(?:sk-[\w-]{8,}|AIza[\w-]{10,}|AQ\.[\w-]{10,}|ya29\.[\w.-]{8,}|hf_\w{8,}|gsk_\w{8,}|xai-\w{8,}|r8_\w{8,}|gh[pousr]_\w{8,}|github_pat_\w{8,}|glpat-[\w-]{8,}|xox[abeprs]-[\w-]{8,}|AKIA\w{8,}|ASIA\w{8,}|pk_live_\w{8,}|pcsk_\w{8,}|nvapi-[\w-]{8,}|tvly-[\w-]{8,}|lsv2_\w{8,}|eyJ[\w-]{10,}\.[\w.-]*)/g;

/** A run that could be a key although nothing says so: long, letters and digits mixed, no path and no words. */
const longRun = /[A-Za-z0-9+=_-]{24,}/g;

/**
 * One line as evidence: trimmed, cut at 160 characters, with everything that could be a secret replaced by `…`.
 * Hides too much rather than too little: hashes go as well.
 */
export function evidenceText(line: string): string {
  // A bound on the work: no line needs more than this to be recognised.
  let text = line.slice(0, 2_000).replace(/\s+/g, ' ').trim();
  text = text.replace(credentialsInUrl, `$1${hidden}@`);
  text = text.replace(assignment, (whole: string, name: string, value: string) =>
    reference.test(value) ? whole : `${name}${quoted(value)}`,
  );
  text = text.replace(knownKey, hidden);
  text = text.replace(longRun, (run) => (looksRandom(run) ? hidden : run));
  return text.length > longest ? `${text.slice(0, longest - 1)}${hidden}` : text;
}

function quoted(value: string): string {
  const quote = value[0];
  return quote === '"' || quote === "'" ? quote + hidden + quote : hidden;
}

function looksRandom(run: string): boolean {
  const digits = run.replace(/\D/g, '').length;
  const letters = run.replace(/[^A-Za-z]/g, '').length;
  if (digits < 3 || letters < 3) return false;
  // Names such as `llama-3-8b-instruct-q4_k_m` fall into short words; keys do not.
  return run.split(/[-_+=]/).some((part) => part.length >= 20 && /\d/.test(part) && /[A-Za-z]/.test(part));
}

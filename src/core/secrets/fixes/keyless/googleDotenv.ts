import type { FixSite } from '../fixSite.ts';
import type { KeylessAnswer } from './keylessAnswer.ts';
import type { TextEdit } from '../secretFix.ts';

const title = 'Switch to Vertex AI with Application Default Credentials';

/** Variables by which google-genai, ADK and LangChain are told to go to Vertex AI, with what they are without a value. */
const wanted = ['GOOGLE_GENAI_USE_VERTEXAI=TRUE', 'GOOGLE_CLOUD_PROJECT=', 'GOOGLE_CLOUD_LOCATION=global'];

/** `GOOGLE_API_KEY=…` makes way for the variables of Vertex AI; those that the file has stay, but for the switch. */
export function vertexInDotenv(site: FixSite): KeylessAnswer {
  const assigned = /^\s*(export\s+)?(GOOGLE|GEMINI|GOOGLE_GENAI|GOOGLE_AI)_API_KEY\s*=/.exec(site.line);
  if (!assigned || /\.example$/.test(site.path)) return undefined;
  const lines = site.text.split(/\r?\n/);
  const nameOf = (line: string): string | undefined => /^\s*(?:export\s+)?(\w+)\s*=/.exec(line)?.[1];
  const present = new Set(lines.map(nameOf));
  const missing = wanted.filter((line) => !present.has(nameOf(line)));
  const text = missing.map((line) => `${assigned[1] ?? ''}${line}`).join(site.eol);
  const isEmpty = missing.length === 0 && site.text[site.lineEnd] !== undefined;
  const end = isEmpty ? site.text.indexOf('\n', site.lineEnd) + 1 : site.lineEnd;
  return { title, edits: [...switchedOn(site), { start: site.lineStart, end, text }] };
}

/** `GOOGLE_GENAI_USE_VERTEXAI=FALSE` says TRUE from now on. */
function switchedOn(site: FixSite): TextEdit[] {
  const off = /^(\s*(?:export\s+)?GOOGLE_GENAI_USE_VERTEXAI\s*=[ \t]*)(\S*)[ \t]*$/m.exec(site.text);
  if (!off || /^["']?(?:true|1)["']?$/i.test(off[2] ?? '')) return [];
  const start = off.index + (off[1] ?? '').length;
  return [{ start, end: start + (off[2] ?? '').length, text: 'TRUE' }];
}

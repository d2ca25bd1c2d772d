import { standsForSecret } from '../../engine/placeholder.ts';
import type { StructureMatch, StructureRule } from '../../rule.ts';

const key = /AIza[\w-]{35}(?![\w-])/y;

/** How far around a key its use is looked for. */
const reach = 400;

/** The surroundings of keys that web pages and apps carry by intent: Firebase clients, maps, the custom search box. */
const publicUse =
  /authDomain|messagingSenderId|firebaseapp\.com|firebaseConfig|mobilesdk_app_id|GoogleService-Info|maps\.google(?:apis)?\.com|com\.google\.android\.(?:geo|maps)|GMSServices/;

function findGoogleKey(text: string, at: number): StructureMatch | undefined {
  key.lastIndex = at;
  const match = key.exec(text);
  if (!match || (at > 0 && /[\w-]/.test(text.charAt(at - 1)) && !/\\[nrt]$/.test(text.slice(at - 2, at)))) {
    return undefined;
  }
  const end = at + match[0].length;
  if (standsForSecret(match[0].slice(4))) return { start: at, end, confidence: 'low' };
  const around = text.slice(Math.max(0, at - reach), end + reach);
  return { start: at, end, ...(publicUse.test(around) && { confidence: 'medium' as const }) };
}

/**
 * A key of Firebase or Maps has the same form as one of Gemini, and stands in web pages by intent; it opens Gemini too
 * where the API is on and the key is not restricted. So it is reported either way, with less confidence there.
 */
export const googleApiKeyRules: readonly StructureRule[] = [
  {
    id: 'google-api-key',
    provider: 'google-ai',
    kind: 'structure',
    title: 'Google API key',
    confidence: 'high',
    source:
      'https://cloud.google.com/docs/authentication/api-keys; https://ai.google.dev/gemini-api/docs/api-key',
    keywords: ['AIza'],
    reach,
    find: findGoogleKey,
    hit: [
      'GEMINI_API_KEY=AIzaSy{word:33}',
      'genai.configure(api_key="AIzaSy{word:33}")',
      "const ai = new GoogleGenAI({ apiKey: 'AIzaSy{word:33}' });",
    ],
    miss: [
      'GEMINI_API_KEY=AIzaSy{word:12}',
      'GEMINI_API_KEY=AIzaSyxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      "const config = { apiKey: 'AIzaSy{word:60}' };",
    ],
  },
];

import { entropy } from '../../engine/entropy.ts';
import { nameBefore } from '../../engine/nameBefore.ts';
import { standsForSecret } from '../../engine/placeholder.ts';
import type { StructureMatch, StructureRule } from '../../rule.ts';

/** `sk-` and letters and digits, without the marker of OpenAI's own keys. */
const key = /sk-(?![A-Za-z\d]{20}T3BlbkFJ)([A-Za-z\d]{20,64})(?![\w-])/y;

/** Names whose services have rules of their own for such keys. */
const otherService =
  /deepseek|moonshot|kimi|dashscope|qwen|tongyi|bailian|siliconflow|baichuan|stability|dreamstudio|goose|litellm|notdiamond|braintrust|patronus|langflow|morph|minimax/i;

/**
 * Many services copy the form of OpenAI's first keys. Whose key it is, its name says or the base URL beside it; that it
 * is a key, it says itself.
 */
function findSkKey(text: string, at: number): StructureMatch | undefined {
  if (at > 0 && /[\w-]/.test(text.charAt(at - 1)) && !/\\[nrt]$/.test(text.slice(Math.max(0, at - 2), at))) {
    return undefined;
  }
  key.lastIndex = at;
  const match = key.exec(text);
  const body = match?.[1];
  if (!match || body === undefined || !/\d/.test(body) || !/[A-Za-z]/.test(body) || entropy(body) < 3) {
    return undefined;
  }
  if (otherService.test((nameBefore(text, at) ?? '').replace(/[_-]/g, ''))) return undefined;
  const isStandIn = standsForSecret(match[0], body) !== undefined;
  return { start: at, end: at + match[0].length, ...(isStandIn && { confidence: 'low' as const }) };
}

export const skKeyRules: readonly StructureRule[] = [
  {
    id: 'sk-api-key',
    provider: 'openai-compatible',
    kind: 'structure',
    title: 'API key of the form sk-…',
    confidence: 'medium',
    source:
      'https://platform.openai.com/docs/api-reference/authentication; DeepSeek, Moonshot and others copy the form',
    keywords: ['sk-'],
    reach: 200,
    find: findSkKey,
    hit: [
      'OPENAI_API_KEY=sk-{alnum:48}',
      "const openai = new OpenAI({ apiKey: 'sk-{hex:32}', baseURL });",
      '  api_key: sk-{alnum:32}',
    ],
    miss: [
      '<div class="sk-spinner sk-spinner-three-bounce">',
      'OPENAI_API_KEY=sk-{alnum:12}',
      'OPENAI_API_KEY=sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'name = "disk-{alnum:32}"',
    ],
  },
];

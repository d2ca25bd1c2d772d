import type { Asked, Described, FailedAnswer } from './describedError.ts';
import { describeNotOllama, whereEndpointIsSet } from './describedError.ts';
import { parseRecord, textOf } from './replies/fields.ts';
import { describeKnownWords, describeServerWords } from './serverErrors.ts';
import { serverWords } from './serverWords.ts';

/** First versions that have an endpoint which older servers answer with 404. Source: ollama/ollama#4490. */
const sinceVersion: Readonly<Record<string, string>> = { '/api/ps': '0.1.38' };

/** Puts an answer other than 2xx in words, by its status and what it says. */
export function describeStatus(answer: FailedAnswer, asked: Asked): Described {
  const { status, body } = answer;
  const reply = parseRecord(body);
  const words = textOf(reply?.['error']);
  if (status >= 300 && status < 400) return redirect(answer, asked);
  if (status === 401) return signIn(asked, reply !== undefined);
  if (status === 407) return proxyWantsCredentials(asked);
  if (status === 403 && words === undefined) return forbidden(asked);
  if (words !== undefined) return describeWords(status, words, asked);
  if (status >= 502 && status <= 504) return proxyFailed(status, asked);
  if (status === 404 && /^404 page not found\s*$/.test(body)) return noSuchPage(asked);
  if (status === 400 && /HTTP request (?:was sent )?to (?:an )?HTTPS/i.test(body)) return speaksHttps(asked);
  if (status === 429) return busy(asked);
  return describeNotOllama(asked);
}

function describeWords(status: number, words: string, asked: Asked): Described {
  if (status === 429 || status === 503) return busy(asked);
  const known = describeKnownWords(words, asked);
  if (known) return known.kind === 'failed' && status < 500 ? { ...known, kind: 'badRequest' } : known;
  const unknown = describeServerWords(words, asked);
  if (status === 403) return { ...unknown, kind: 'forbidden' };
  if (status === 404) return { ...unknown, kind: 'notFound' };
  if (status >= 500) return unknown;
  return {
    kind: 'badRequest',
    sentence: `Ollama at ${asked.endpoint} refused the request: ${serverWords(words) || 'no reason given'}.`,
    remedy: 'Correct what it names, and try again.',
  };
}

function redirect({ location }: FailedAnswer, { endpoint }: Asked): Described {
  const target = location ? serverWords(location) : 'another address';
  return {
    kind: 'notOllama',
    sentence: `${endpoint} sends its visitors on to ${target}, which is not followed.`,
    remedy: `If Ollama runs there, make that the endpoint. ${whereEndpointIsSet}`,
  };
}

function signIn({ endpoint, model }: Asked, fromOllama: boolean): Described {
  return fromOllama
    ? {
        kind: 'signIn',
        sentence: `Ollama at ${endpoint} is not signed in, and ${model ? `"${model}"` : 'this'} needs an account at ollama.com.`,
        remedy: 'Run "ollama signin" in a terminal on that machine, then try again.',
      }
    : {
        kind: 'signIn',
        sentence: `${endpoint} asks for a sign-in, and none is ever sent.`,
        remedy: `Use an endpoint that needs none, such as a tunnel to the server. ${whereEndpointIsSet}`,
      };
}

function forbidden({ endpoint }: Asked): Described {
  return {
    kind: 'forbidden',
    sentence: `${endpoint} refuses requests from here (403).`,
    remedy:
      'A server that listens on loopback only answers to its own names. Set OLLAMA_HOST=0.0.0.0 on the server, or use a tunnel.',
  };
}

function noSuchPage(asked: Asked): Described {
  const { endpoint, path } = asked;
  // Every Ollama has these two.
  if (path === '/api/version' || path === '/api/tags') return describeNotOllama(asked);
  const since = sinceVersion[path];
  return {
    kind: 'tooOld',
    sentence: `The server at ${endpoint} has no ${path.replace(/\/sha256.*/, '')}${since ? `, which came with Ollama ${since}` : ''}.`,
    remedy: 'Update Ollama on that machine.',
  };
}

function speaksHttps({ endpoint }: Asked): Described {
  return {
    kind: 'tls',
    sentence: `${endpoint} speaks HTTPS only.`,
    remedy: `Write https:// in the endpoint. ${whereEndpointIsSet}`,
  };
}

function busy({ endpoint }: Asked): Described {
  return {
    kind: 'busy',
    sentence: `Ollama at ${endpoint} is busy: too many requests are waiting.`,
    remedy: 'Try again in a moment. OLLAMA_MAX_QUEUE on the server says how many may wait.',
  };
}

function proxyWantsCredentials({ endpoint }: Asked): Described {
  return {
    kind: 'proxy',
    sentence: `The proxy on the way to ${endpoint} asks for a sign-in (407).`,
    remedy: 'Sign in to the proxy, or except that host from it: the setting http.noProxy or NO_PROXY.',
  };
}

function proxyFailed(status: number, { endpoint }: Asked): Described {
  return {
    kind: 'proxy',
    sentence: `A proxy answered for ${endpoint} that it cannot reach the server (${status}).`,
    remedy:
      'See whether Ollama runs there. If no proxy is wanted, except that host from it: the setting http.noProxy or NO_PROXY.',
  };
}

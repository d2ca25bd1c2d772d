import type { Asked, Described, OllamaErrorKind } from './describedError.ts';
import { serverWords } from './serverWords.ts';

interface Row {
  /** In the server's words. */
  readonly words: RegExp;
  readonly kind: OllamaErrorKind;
  /** `said` is the server's words, fit to be shown. */
  sentence(asked: Asked, said: string): string;
  readonly remedy: string;
}

const name = ({ model }: Asked): string => (model === undefined ? 'the model' : `"${model}"`);

/** What Ollama's server says of its failures, most telling first. Source of the words: its Go code. */
const rows: readonly Row[] = [
  {
    words: /no space left on device|not enough space on the disk|disk quota exceeded|disk is full/i,
    kind: 'diskFull',
    sentence: ({ endpoint }) => `The disk of Ollama at ${endpoint} is full.`,
    remedy:
      'Free space where its models are, or delete models, then try again: what was downloaded is kept. If it then says EOF, restart Ollama.',
  },
  {
    words: /newer version of ollama|pull model manifest: 412/i,
    kind: 'tooOld',
    sentence: (asked) => `Ollama at ${asked.endpoint} is too old for ${name(asked)}.`,
    remedy: 'Update Ollama on that machine, then try again.',
  },
  {
    words: /pull model manifest:.*(?:file does not exist|not found|name unknown|manifest unknown)/i,
    kind: 'notFound',
    sentence: (asked) => `The model hub has no ${name(asked)}.`,
    remedy: 'Check the name and the tag: ollama.com/search lists them.',
  },
  {
    words:
      /pull model manifest:.*(?:unauthorized|(?<![:.\d])40[13]\b)|repository is gated|access to model .* is restricted/i,
    kind: 'signIn',
    sentence: (asked) => `The model hub does not give ${name(asked)} to everybody.`,
    remedy: 'Check the name. For a private or gated model, give the server’s own key access at the hub.',
  },
  {
    words: /insecure protocol http/i,
    kind: 'badRequest',
    sentence: (asked) => `Ollama does not pull ${name(asked)} over plain HTTP.`,
    remedy: 'Write the name without http://.',
  },
  {
    words:
      /no such host|server misbehaving|connection refused|i\/o timeout|handshake timeout|x509|proxyconnect|network is unreachable|no route to host|Client\.Timeout|deadline exceeded/i,
    kind: 'hub',
    sentence: ({ endpoint }, said) => `Ollama at ${endpoint} could not reach the model hub: ${said}.`,
    remedy: 'Check that machine’s network. Behind a proxy, set HTTPS_PROXY for the server and restart it.',
  },
  {
    words:
      /unexpected EOF|^EOF$|: EOF$|connection reset|max retries exceeded|broken pipe|stream error|http2: |part stalled/i,
    kind: 'cut',
    sentence: ({ endpoint }, said) => `Ollama at ${endpoint} lost its connection to the model hub: ${said}.`,
    remedy: 'Pull again: it goes on from where it stopped. If EOF stays, restart Ollama.',
  },
  {
    words: /digest mismatch/i,
    kind: 'failed',
    sentence: ({ endpoint }) =>
      `What came to Ollama at ${endpoint} is not what was announced: the digests differ.`,
    remedy: 'Try again: the damaged part is fetched anew.',
  },
  {
    words:
      /requires more system memory|out of memory|cudaMalloc|unable to allocate|insufficient memory|not enough memory/i,
    kind: 'memory',
    sentence: (asked, said) =>
      `${capital(name(asked))} does not fit into memory at ${asked.endpoint}: ${said}.`,
    remedy: 'Stop a running model, ask for a shorter context, or choose a smaller model.',
  },
  {
    words: /unknown model architecture|unsupported (?:model )?architecture|unsupported model format/i,
    kind: 'tooOld',
    sentence: (asked, said) => `Ollama at ${asked.endpoint} does not know this kind of model: ${said}.`,
    remedy: 'Update Ollama on that machine, or choose another model.',
  },
  {
    words: /model ["'].*["'] not found|model not found/i,
    kind: 'notFound',
    sentence: (asked) => `Ollama at ${asked.endpoint} has no model ${name(asked)}.`,
    remedy: 'Pull it first, or see the list of installed models.',
  },
  {
    words: /invalid model name|^name ".*" is invalid/i,
    kind: 'badRequest',
    sentence: (asked) => `${capital(name(asked))} is no name that Ollama accepts.`,
    remedy: 'Write it like llama3.2 or llama3.2:1b: letters, digits, dots, hyphens and underscores.',
  },
  {
    words: /server busy|maximum pending requests/i,
    kind: 'busy',
    sentence: ({ endpoint }) => `Ollama at ${endpoint} is busy: too many requests are waiting.`,
    remedy: 'Try again in a moment. OLLAMA_MAX_QUEUE on the server says how many may wait.',
  },
  {
    words: /unauthorized|unknown ollama key/i,
    kind: 'signIn',
    sentence: (asked) =>
      `Ollama at ${asked.endpoint} is not signed in, and ${name(asked)} needs an account at ollama.com.`,
    remedy: 'Run "ollama signin" in a terminal on that machine, then try again.',
  },
  {
    words: /permission denied|read-only file system|access is denied/i,
    kind: 'failed',
    sentence: ({ endpoint }, said) => `Ollama at ${endpoint} may not write where its models are: ${said}.`,
    remedy: 'Give the account that runs the server access to the folder in OLLAMA_MODELS.',
  },
  {
    words:
      /runner (?:process )?(?:has )?terminated|timed out waiting for|error loading model|error starting/i,
    kind: 'failed',
    sentence: (asked, said) => `Ollama at ${asked.endpoint} could not load ${name(asked)}: ${said}.`,
    remedy:
      'The server’s log says more. Often memory is short, or the file is damaged: pull or create it again.',
  },
];

/** Puts what the server says of its failure in our words, with its own where they say more. */
export function describeServerWords(words: string, asked: Asked): Described {
  return (
    describeKnownWords(words, asked) ?? {
      kind: 'failed',
      sentence: `Ollama at ${asked.endpoint} failed: ${fitToShow(words)}.`,
      remedy: 'Try again. The server’s log says more.',
    }
  );
}

/** The same for words that we know; undefined for others. */
export function describeKnownWords(words: string, asked: Asked): Described | undefined {
  const said = fitToShow(words);
  const row = rows.find((candidate) => candidate.words.test(said));
  return row && { kind: row.kind, sentence: row.sentence(asked, said), remedy: row.remedy };
}

function fitToShow(words: string): string {
  return serverWords(words) || 'no reason given';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OllamaErrorKind } from '../../../../src/core/ollama/client/describedError.ts';
import {
  networkError,
  OllamaError,
  statusError,
  streamError,
} from '../../../../src/core/ollama/client/ollamaErrors.ts';
import { serverWords } from '../../../../src/core/ollama/client/serverWords.ts';
import { TransportError } from '../../../../src/core/ollama/client/transport.ts';
import { UserError } from '../../../../src/core/errors.ts';

const asked = { endpoint: 'http://h:11434', path: '/api/generate', model: 'llama3.2' };

const oddCharacters = fc.constantFrom(...Array.from('aB1 ./:\"\'{}[]<>%\u0000\n\u001b\u202e\ud800é😀'));

/** One sentence, a remedy, nothing of a stack or a secret. */
function assertFitToShow(error: Error): asserts error is OllamaError {
  assert.ok(error instanceof OllamaError && error instanceof UserError);
  assert.equal(error.name, 'UserError');
  for (const text of [error.message, error.remedy]) {
    assert.match(text, /^[A-Z"h].*[.!]$/s);
    assert.doesNotMatch(text, /[\n\r\t\u0000]|undefined|\[object|s3cret/);
    assert.ok(text.length < 700, text);
  }
}

describe('errors of the network', () => {
  const rows: [unknown, OllamaErrorKind, RegExp, RegExp][] = [
    [{ code: 'ECONNREFUSED' }, 'refused', /No Ollama server runs at http:\/\/h:11434/, /Start Ollama/],
    // Two addresses of localhost, as Node reports them; and as the global fetch wraps them.
    [new AggregateError([{ code: 'ECONNREFUSED' }]), 'refused', /refused/, /Start/],
    [
      new TypeError('fetch failed', { cause: new AggregateError([{ code: 'ECONNREFUSED' }]) }),
      'refused',
      /refused/,
      /Start/,
    ],
    [{ code: 'ENOTFOUND' }, 'unreachable', /host in http:\/\/h:11434 is unknown/, /spelling/],
    [{ code: 'EAI_AGAIN' }, 'unreachable', /unknown/, /network/],
    [{ code: 'EHOSTUNREACH' }, 'unreachable', /no way/, /firewall/],
    [{ code: 'ENETUNREACH' }, 'unreachable', /no way/, /VPN/],
    [{ code: 'ETIMEDOUT' }, 'unreachable', /did not accept a connection in time/, /firewall/],
    [new TransportError('CONNECT_TIMEOUT'), 'unreachable', /in time/, /firewall/],
    [new TransportError('IDLE_TIMEOUT'), 'stalled', /fell silent/, /restart the server/],
    [new TransportError('DEADLINE'), 'stalled', /fell silent/, /Try again/],
    [new TransportError('TOO_LONG'), 'tooLong', /far more than Ollama ever does/, /Ollama itself/],
    [{ code: 'ECONNRESET' }, 'cut', /cut in the middle/, /still runs/],
    [{ code: 'EPIPE' }, 'cut', /cut/, /try again/],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'tls', /self-signed/, /authority/],
    [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'tls', /self-signed/, /authority/],
    [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'tls', /does not know/, /authority/],
    [{ code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }, 'tls', /does not know/, /authority/],
    [{ code: 'CERT_HAS_EXPIRED' }, 'tls', /has expired/, /renewed/],
    [{ code: 'CERT_NOT_YET_VALID' }, 'tls', /not valid yet/, /clock/],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'tls', /another host/, /as the certificate does/],
    [{ code: 'EPROTO' }, 'tls', /does not speak HTTPS/, /http:\/\//],
    [{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'tls', /does not speak HTTPS/, /http:\/\//],
    [{ code: 'ERR_SSL_NO_CIPHER_MATCH' }, 'tls', /ERR_SSL_NO_CIPHER_MATCH/, /http:\/\//],
    [{ code: 'HPE_INVALID_CONSTANT' }, 'notOllama', /is not Ollama/, /port/],
    [{ code: 'EMFILE' }, 'unreachable', /cannot be reached \(EMFILE\)/, /network/],
    [new Error('whatever'), 'unreachable', /cannot be reached\./, /network/],
    ['a text', 'unreachable', /cannot be reached\./, /network/],
  ];
  for (const [thrown, kind, sentence, remedy] of rows) {
    it(`${kind}: ${String((thrown as { code?: string }).code ?? thrown)}`, () => {
      const error = networkError(thrown, asked);
      assertFitToShow(error);
      assert.equal(error.kind, kind);
      assert.match(error.message, sentence);
      assert.match(error.remedy, remedy);
    });
  }

  it('lets through what is in words already', () => {
    const error = new UserError('The file is gone.', 'Choose another.');
    assert.equal(networkError(error, asked), error);
  });
});

describe('errors by status', () => {
  const json = (error: string, more = {}): string => JSON.stringify({ error, ...more });
  const rows: [number, string, OllamaErrorKind, RegExp, RegExp, path?: string][] = [
    [302, '', 'notOllama', /sends its visitors on to https:\/\/other\/login, which/, /endpoint/],
    [
      400,
      json('invalid options: num_ctx'),
      'badRequest',
      /refused the request: invalid options: num_ctx\./,
      /Correct/,
    ],
    [400, json('invalid model name'), 'badRequest', /"llama3.2" is no name/, /letters/],
    [400, 'Client sent an HTTP request to an HTTPS server.\n', 'tls', /speaks HTTPS only/, /https:\/\//],
    [
      400,
      '<html>The plain HTTP request was sent to HTTPS port</html>',
      'tls',
      /speaks HTTPS only/,
      /https:\/\//,
    ],
    [400, '<html>', 'notOllama', /is not Ollama/, /port/],
    [
      401,
      json('unauthorized', { signin_url: 'https://x/?key=s3cret' }),
      'signIn',
      /"llama3.2"/,
      /ollama signin/,
    ],
    [401, 'Unauthorized', 'signIn', /none is ever sent/, /tunnel/],
    [403, '', 'forbidden', /refuses requests from here/, /OLLAMA_HOST/],
    [403, json('ollama cloud is disabled'), 'forbidden', /ollama cloud is disabled/, /log/],
    [404, json("model 'llama3.2' not found"), 'notFound', /has no model "llama3.2"\./, /Pull it first/],
    [
      404,
      json('model "llama3.2" not found, try pulling it first'),
      'notFound',
      /has no model "llama3.2"\./,
      /Pull it first/,
    ],
    [
      404,
      '404 page not found',
      'tooOld',
      /has no \/api\/ps, which came with Ollama 0\.1\.38/,
      /Update/,
      '/api/ps',
    ],
    [404, '404 page not found', 'tooOld', /has no \/api\/generate\./, /Update/],
    [404, '404 page not found', 'notOllama', /is not Ollama/, /port/, '/api/version'],
    [404, '<!doctype html>', 'notOllama', /is not Ollama/, /port/],
    [404, '{"detail":"Not Found"}', 'notOllama', /is not Ollama/, /port/],
    [405, '', 'notOllama', /is not Ollama/, /port/],
    [407, '<html>', 'proxy', /asks for a sign-in \(407\)/, /http\.noProxy/],
    [429, json('too many requests'), 'busy', /busy/, /OLLAMA_MAX_QUEUE/],
    [429, '', 'busy', /busy/, /OLLAMA_MAX_QUEUE/],
    [500, json('something odd'), 'failed', /failed: something odd\./, /log/],
    [500, '', 'notOllama', /is not Ollama/, /port/],
    [502, '<html>Bad Gateway</html>', 'proxy', /cannot reach the server \(502\)/, /NO_PROXY/],
    [502, json('dial tcp: i/o timeout'), 'hub', /could not reach the model hub/, /HTTPS_PROXY/],
    [503, json('server busy, please try again.  maximum pending requests exceeded'), 'busy', /busy/, /QUEUE/],
    [503, 'no healthy upstream', 'proxy', /\(503\)/, /NO_PROXY/],
    [504, '', 'proxy', /\(504\)/, /NO_PROXY/],
  ];
  for (const [status, body, kind, sentence, remedy, path = asked.path] of rows) {
    it(`${status} ${body.slice(0, 50)}`, () => {
      const location = 'https://user:s3cret@other/login?next=s3cret';
      const error = statusError({ status, body, location }, { ...asked, path });
      assertFitToShow(error);
      assert.deepEqual([error.kind, error.status], [kind, status]);
      assert.match(error.message, sentence);
      assert.match(error.remedy, remedy);
    });
  }
});

describe("errors in the server's words", () => {
  const rows: [string, OllamaErrorKind, RegExp, RegExp][] = [
    [
      'write /root/.ollama/blobs/sha256-1: no space left on device',
      'diskFull',
      /disk .* is full/,
      /Free space.*EOF/,
    ],
    ['There is not enough space on the disk.', 'diskFull', /full/, /kept/],
    ['pull model manifest: file does not exist', 'notFound', /hub has no "llama3.2"/, /ollama\.com\/search/],
    [
      'pull model manifest: 412: \n\nThe model you are attempting to pull requires a newer version of Ollama.',
      'tooOld',
      /too old for "llama3.2"/,
      /Update/,
    ],
    ['pull model manifest: 401: {"errors":[]}', 'signIn', /not give "llama3.2" to everybody/, /key/],
    // A port is no status.
    [
      'pull model manifest: Get "https://127.0.0.1:40325/v2/x": http: server gave HTTP response to HTTPS client',
      'failed',
      /HTTP response to HTTPS client/,
      /./,
    ],
    [
      'pull model manifest: Get "https://registry.ollama.ai/v2/": dial tcp: lookup registry.ollama.ai: no such host',
      'hub',
      /could not reach the model hub: .*no such host\./,
      /HTTPS_PROXY/,
    ],
    ['proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused', 'hub', /hub/, /HTTPS_PROXY/],
    [
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'hub',
      /x509/,
      /network/,
    ],
    ['max retries exceeded: unexpected EOF', 'cut', /lost its connection/, /goes on from where/],
    ['EOF', 'cut', /: EOF\./, /restart Ollama/],
    ['read tcp 1.2.3.4:5: connection reset by peer', 'cut', /reset by peer/, /Pull again/],
    ['digest mismatch, file must be downloaded again: want a, got b', 'failed', /digests differ/, /anew/],
    [
      'model requires more system memory (48.0 GiB) than is available (7.4 GiB)',
      'memory',
      /"llama3.2" does not fit .*48\.0 GiB/,
      /smaller model/,
    ],
    ['llama runner process has terminated: cudaMalloc failed: out of memory', 'memory', /memory/, /context/],
    ["error loading model: unknown model architecture: 'gemma9'", 'tooOld', /gemma9/, /Update/],
    ['llama runner process has terminated: exit status 2', 'failed', /could not load "llama3.2"/, /log/],
    ['unauthorized: unknown ollama key "s3cret-key-value"', 'signIn', /not signed in/, /ollama signin/],
    ['open /usr/share/ollama/.ollama: permission denied', 'failed', /may not write/, /OLLAMA_MODELS/],
    ['insecure protocol http', 'badRequest', /plain HTTP/, /http:\/\//],
    ['', 'failed', /no reason given/, /log/],
  ];
  for (const [words, kind, sentence, remedy] of rows) {
    it(words || 'nothing at all', () => {
      const error = streamError(words, asked);
      assertFitToShow(error);
      assert.equal(error.kind, kind);
      assert.match(error.message, sentence);
      assert.match(error.remedy, remedy);
    });
  }

  it('are shown in one line, bounded, without credentials', () => {
    assert.equal(serverWords('a\n\tb\u0000\u202e c.'), 'a b c');
    assert.equal(
      serverWords('Get "https://me:s3cret@h/x?X-Amz-Signature=s3cret": EOF'),
      'Get "https://h/x": EOF',
    );
    assert.doesNotMatch(serverWords('header Authorization: Bearer s3cret-s3cret-s3cret'), /s3cret/);
    assert.equal(serverWords('x'.repeat(1_000_000)).length, 300);
  });

  it('are words of an error whatever they are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: oddCharacters, maxLength: 60 }),
        fc.integer({ min: 300, max: 599 }),
        (words, status) => {
          assertFitToShow(streamError(words, asked));
          assertFitToShow(statusError({ status, body: words }, asked));
          assertFitToShow(statusError({ status, body: JSON.stringify({ error: words }) }, asked));
        },
      ),
    );
  });
});

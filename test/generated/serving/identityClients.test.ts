import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import ts from 'typescript';
import { renderClients } from '../../../src/core/serving/identity/clients/renderClients.ts';
import {
  clientLanguages,
  readVertexClients,
  type ClientLanguage,
} from '../../../src/core/serving/identity/clients/vertexClients.ts';
import { NodeResources } from '../../../src/node/nodeResources.ts';
import { findProgram } from '../../support/host/findProgram.ts';
import { cacheFolder, repositoryFolder, temporaryFolder } from '../../support/host/folders.ts';
import { folderWithPackages, installRemedy, pythonWithPackages } from '../secrets/installed.ts';
import { bearer, StandIn } from '../secrets/standIn.ts';

const resources = new NodeResources();
const templates = (path: string): Promise<string> => resources.readText(`templates/${path}`);

const places = {
  python: { path: 'vertex_client.py', package: '' },
  typescript: { path: 'vertexClient.ts', package: '' },
  go: { path: 'vertexclient/vertexclient.go', package: '' },
  java: { path: 'src/main/java/vertexclient/VertexClient.java', package: 'vertexclient' },
} as const;

/** Programs that ask once as a whole and once in pieces, and print both. */
const programs: Readonly<Record<ClientLanguage, { readonly path: string; readonly text: string }>> = {
  python: {
    path: 'main.py',
    text: `import asyncio
import sys

import vertex_client


async def in_pieces():
    return [piece async for piece in vertex_client.stream_async("hi")]


try:
    print(vertex_client.generate("hi"), *vertex_client.stream("hi"), *asyncio.run(in_pieces()))
except vertex_client.VertexError as error:
    sys.exit(f"VertexError: {error}")
`,
  },
  typescript: {
    path: 'main.ts',
    text: `import { generate, stream, VertexError } from './vertexClient.ts';

try {
  const pieces: string[] = [await generate('hi')];
  for await (const piece of stream('hi')) pieces.push(piece);
  console.log(pieces.join(' '));
} catch (error) {
  if (!(error instanceof VertexError)) throw error;
  console.error(\`VertexError: \${error.message}\`);
  process.exitCode = 1;
}
`,
  },
  go: {
    path: 'main.go',
    text: `package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"example.com/asks/vertexclient"
)

func main() {
	if err := run(context.Background()); err != nil {
		if errors.Is(err, vertexclient.ErrNoCredentials) || errors.Is(err, vertexclient.ErrForbidden) || errors.Is(err, vertexclient.ErrNoProject) {
			fmt.Fprint(os.Stderr, "VertexError: ")
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	client, err := vertexclient.New(ctx)
	if err != nil {
		return err
	}
	answer, err := client.Generate(ctx, "hi")
	if err != nil {
		return err
	}
	fmt.Print(answer)
	for piece, err := range client.Stream(ctx, "hi") {
		if err != nil {
			return err
		}
		fmt.Print(" ", piece)
	}
	fmt.Println()
	return nil
}
`,
  },
  java: {
    path: 'src/main/java/Main.java',
    text: `import vertexclient.VertexClient;

public final class Main {
  public static void main(String[] args) {
    try (VertexClient client = new VertexClient()) {
      StringBuilder said = new StringBuilder(client.generate("hi"));
      client.stream("hi", piece -> said.append(' ').append(piece));
      System.out.println(said);
    } catch (VertexClient.VertexException error) {
      System.err.println("VertexError: " + error.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }
}
`,
  },
};

/** How many requests each program sends. */
const requests: Readonly<Record<ClientLanguage, number>> = { python: 3, typescript: 2, go: 2, java: 2 };

interface Prepared {
  readonly folder: string;
  readonly command: readonly string[];
}

/** What runs Go and Java programs is fetched as the packages of the other languages are. */
const mayInstall = process.env['AI_STACK_REQUIRE_ALL'] === '1' || process.env['AI_STACK_INSTALL'] === '1';

describe('clients of Vertex AI without a key, run', function () {
  this.timeout(900_000);
  this.slow(60_000);
  let standIn: StandIn;
  let work = '';

  before(async function () {
    const started = await StandIn.start(temporaryFolder('stand-in'));
    if (!started) {
      skip(this, 'There is no openssl to make a certificate with.');
      return;
    }
    standIn = started;
    work = temporaryFolder('vertex-clients');
  });
  after(() => (standIn as StandIn | undefined)?.stop());

  for (const language of clientLanguages) {
    describe(language, () => {
      let ready: Prepared | undefined;

      before(async function () {
        const made = await prepare(language);
        if (typeof made === 'string') {
          skip(this, made);
          return;
        }
        ready = made;
      });
      after(() => {
        if (ready?.folder.startsWith(cacheFolder)) rmSync(ready.folder, { recursive: true, force: true });
      });

      it('asks as the service, whole and in pieces, and leaves a key in the environment unused', async () => {
        const before = standIn.seen.length;
        const key = `${'AI' + 'za'}${'x'.repeat(35)}`;
        const { status, out, said } = await run(ready ?? assert.fail(), {
          ...standIn.environment(),
          GOOGLE_API_KEY: key,
          GEMINI_API_KEY: key,
        });
        assert.equal(status, 0, said);
        // Libraries may say beforehand that they leave the key unused.
        assert.equal(out.trim().split('\n').at(-1), 'answered '.repeat(requests[language]).trim());
        const sent = standIn.seen.slice(before);
        assert.equal(sent.length, requests[language]);
        for (const request of sent) {
          assert.equal(request.host, 'aiplatform.googleapis.com');
          assert.equal(request.authorization, bearer);
          assert.equal(request.key, undefined);
          assert.match(
            request.path,
            /\/projects\/made-up-project\/locations\/global\/publishers\/google\/models\/gemini-/,
          );
        }
      });

      it('takes region and model from the environment', async () => {
        const before = standIn.seen.length;
        const { status, said } = await run(ready ?? assert.fail(), {
          ...standIn.environment(),
          GOOGLE_CLOUD_LOCATION: 'europe-west4',
          GEMINI_MODEL: 'gemini-of-my-own',
        });
        assert.equal(status, 0, said);
        for (const { host, path } of standIn.seen.slice(before)) {
          assert.equal(host, 'europe-west4-aiplatform.googleapis.com');
          assert.match(path, /\/locations\/europe-west4\/publishers\/google\/models\/gemini-of-my-own/);
        }
      });

      it('says what to do where there are no credentials', async () => {
        const nowhere = { ...standIn.environment(), ...withoutMetadata };
        const { status, said } = await run(ready ?? assert.fail(), nowhere);
        assert.equal(status, 1, said);
        assert.match(
          said,
          /VertexError: no google credentials were found[^]*gcloud auth application-default login/i,
        );
      });

      it('says which role is missing where Vertex AI refuses', async () => {
        standIn.refuses = true;
        try {
          const { status, said } = await run(ready ?? assert.fail(), standIn.environment());
          assert.equal(status, 1, said);
          assert.match(said, /VertexError: this account may not use Vertex AI.*roles\/aiplatform\.user/i);
        } finally {
          standIn.refuses = false;
        }
      });
    });
  }

  async function prepare(language: ClientLanguage): Promise<Prepared | string> {
    const catalogue = readVertexClients(await resources.readText('catalog/vertexClients.yaml'));
    const [client] = await renderClients([{ language, place: places[language] }], catalogue, templates);
    if (!client) throw new Error('no client was rendered');
    const version = catalogue.libraries[language].tried;
    const files = { [client.path]: client.content, [programs[language].path]: programs[language].text };
    return preparers[language](files, version);
  }

  const preparers: Readonly<
    Record<ClientLanguage, (files: Record<string, string>, version: string) => Prepared | string>
  > = {
    python: (files) => {
      const python = pythonWithPackages();
      if (python === undefined) return installRemedy;
      const folder = written(join(work, 'python'), files);
      must(python, ['-W', 'error', '-m', 'py_compile', 'vertex_client.py'], folder);
      return { folder, command: [python, 'main.py'] };
    },
    typescript: (files) => {
      const packages = folderWithPackages();
      if (packages === undefined) return installRemedy;
      mkdirSync(join(packages, 'work'), { recursive: true });
      const folder = written(mkdtempSync(join(packages, 'work', 'client-')), files);
      checkTypes([join(folder, 'vertexClient.ts'), join(folder, 'main.ts')]);
      return { folder, command: [process.execPath, 'main.ts'] };
    },
    go: (files, version) => {
      const go = findProgram('go');
      if (go === undefined || !mayInstall) return installRemedy;
      const module = `module example.com/asks\n\ngo 1.24\n\nrequire google.golang.org/genai v${version}\n`;
      const folder = written(join(work, 'go'), { ...files, 'go.mod': module });
      must(go, ['mod', 'tidy'], folder);
      assert.equal(must(join(dirname(go), 'gofmt'), ['-l', '.'], folder), '');
      must(go, ['vet', './...'], folder);
      must(go, ['build', '-o', 'asks', '.'], folder);
      return { folder, command: [join(folder, 'asks')] };
    },
    java: (files, version) => {
      const javac = findProgram('javac');
      const maven = findProgram('mvn');
      if (javac === undefined || maven === undefined || !mayInstall) return installRemedy;
      const folder = written(join(work, 'java'), { ...files, 'pom.xml': pom(version) });
      must(maven, ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], folder);
      const sources = [places.java.path, programs.java.path];
      must(javac, ['-Xlint:all', '-Werror', '-cp', 'lib/*', '-d', 'classes', ...sources], folder);
      return { folder, command: ['java', '-cp', ['classes', 'lib/*'].join(delimiter), 'Main'] };
    },
  };

  async function run(
    { folder, command: [program = '', ...args] }: Prepared,
    environment: Readonly<Record<string, string>>,
  ): Promise<{ status: number | null; out: string; said: string }> {
    const home = join(work, 'home');
    mkdirSync(home, { recursive: true });
    const isJava = program === 'java';
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      ...environment,
      ...(isJava && javaSettings(environment)),
    };
    const child = spawn(program, args, {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 180_000,
    });
    let out = '';
    let said = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { status, out, said };
  }

  /** Java has neither the variables of proxies nor those of certificates. */
  function javaSettings(environment: Readonly<Record<string, string>>): Record<string, string> {
    const certificate = environment['SSL_CERT_FILE'] ?? '';
    const store = `${certificate}.p12`;
    if (!existsSync(store))
      must(
        'keytool',
        [
          '-importcert',
          '-noprompt',
          '-storetype',
          'PKCS12',
          '-storepass',
          'changeit',
          '-alias',
          'x',
          '-file',
          certificate,
          '-keystore',
          store,
        ],
        work,
      );
    const { hostname, port } = new URL(environment['HTTPS_PROXY'] ?? 'http://127.0.0.1:1');
    const options = [
      `-Dhttps.proxyHost=${hostname}`,
      `-Dhttps.proxyPort=${port}`,
      `-Djavax.net.ssl.trustStore=${store}`,
      '-Djavax.net.ssl.trustStorePassword=changeit',
      `-Duser.home=${join(work, 'home')}`,
    ];
    return { JDK_JAVA_OPTIONS: options.join(' ') };
  }
});

/** Neither on Google Cloud nor signed in. */
const withoutMetadata = {
  GCE_METADATA_HOST: '127.0.0.1:1',
  GCE_METADATA_IP: '127.0.0.1:1',
  METADATA_SERVER_DETECTION: 'none',
  NO_GCE_CHECK: 'true',
};

function skip(context: Mocha.Context, reason: string): void {
  console.log(reason);
  if (process.env['AI_STACK_REQUIRE_ALL'] === '1') throw new Error(reason);
  context.skip();
}

function written(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function must(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: 600_000,
  });
  assert.equal(status, 0, `${program} ${args.join(' ')}: ${error?.message ?? `${stdout}${stderr}`}`);
  return stdout;
}

function checkTypes(files: readonly string[]): void {
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    noUnusedLocals: true,
    noUncheckedIndexedAccess: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: ['node'],
    typeRoots: [join(repositoryFolder, 'node_modules/@types')],
  });
  const problems = ts.getPreEmitDiagnostics(program);
  assert.deepEqual(
    problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
    [],
  );
}

function pom(version: string): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>asks</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.google.genai</groupId><artifactId>google-genai</artifactId><version>${version}</version></dependency>
  </dependencies>
</project>
`;
}

import assert from 'node:assert/strict';
import { DockerfileParser, type Dockerfile, type Instruction } from 'dockerfile-ast';
import { renderDockerfile } from '../../../../src/core/serving/dockerfile/renderDockerfile.ts';
import type { ServingPlan } from '../../../../src/core/serving/plan/servingPlan.ts';
import { NodeResources } from '../../../../src/node/nodeResources.ts';
import {
  dockerfilePlans,
  withModel,
  withoutUv,
  withPython,
} from '../../../support/serving/dockerfilePlans.ts';
import { samplePlans } from '../../../support/serving/samplePlans.ts';

const resources = new NodeResources();
const templates = (path: string): Promise<string> => resources.readText(`templates/${path}`);

const known = new Map<ServingPlan, { readonly text: string; readonly parsed: Dockerfile }>();

async function textOf(plan: ServingPlan): Promise<string> {
  return (await rendered(plan)).text;
}

async function rendered(plan: ServingPlan): Promise<{ readonly text: string; readonly parsed: Dockerfile }> {
  const before = known.get(plan);
  if (before) return before;
  const text = await render(plan);
  const both = { text, parsed: DockerfileParser.parse(text) };
  known.set(plan, both);
  return both;
}

async function render(plan: ServingPlan): Promise<string> {
  const files = await renderDockerfile(plan, templates);
  const file = files.find(({ path }) => path === 'Dockerfile');
  assert.ok(file);
  return file.content;
}

/** The instructions of one stage, the last unless named. */
async function stageOf(plan: ServingPlan, name?: string): Promise<Instruction[]> {
  const { parsed: file } = await rendered(plan);
  const from = file.getFROMs();
  const start = name === undefined ? from.at(-1) : from.find((each) => each.getBuildStage() === name);
  assert.ok(start, `there is a stage ${name ?? ''}`);
  const after = from[from.indexOf(start) + 1]?.getRange().start.line ?? Infinity;
  return file.getInstructions().filter((each) => {
    const { line } = each.getRange().start;
    return line >= start.getRange().start.line && line < after;
  });
}

function argumentsOf(instructions: readonly Instruction[], keyword: string): string[] {
  return instructions
    .filter((each) => each.getKeyword() === keyword)
    .map((each) =>
      each
        .getTextContent()
        .slice(keyword.length)
        .trim()
        .replace(/\\\n\s*/g, ''),
    );
}

function settingsOf(instructions: readonly Instruction[]): Map<string, string> {
  const pairs = argumentsOf(instructions, 'ENV').flatMap((each) => each.match(/\w+=(?:"(?:[^"\\]|\\.)*"|\S*)/g) ?? []);
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
} // prettier-ignore

/** The list of an instruction in exec form. */
function execForm(argument: string | undefined): string[] {
  return JSON.parse(argument?.slice(argument.indexOf('[')) ?? '') as string[];
}

const plans = dockerfilePlans();
const pythonPlans = plans.filter(({ plan }) => plan.python !== undefined);

describe('renderDockerfile', () => {
  it('gives the same bytes for the same plan, ends with one newline and leaves no mark of a template', async () => {
    for (const { name, plan } of plans) {
      const [first, second] = [await textOf(plan), await render(structuredClone(plan))];
      assert.equal(first, second, name);
      assert.match(first, /[^\n]\n$/, name);
      assert.doesNotMatch(first, /@@|# @|\n\n\n|undefined|\r| \n/, name);
    }
  });

  it('runs as a number other than 0 and starts the server in exec form, as process 1', async () => {
    for (const { name, plan } of plans) {
      const stage = await stageOf(plan);
      assert.match(argumentsOf(stage, 'USER').join(), /^[1-9]\d*:\d+$/, name);
      const entry = argumentsOf(stage, 'ENTRYPOINT');
      const [command] = argumentsOf(stage, 'CMD');
      const started = [...(entry.length > 0 ? execForm(entry[0]) : []), ...execForm(command)];
      if (started[0] === 'sh') assert.match(started[2] ?? '', /^exec /, name);
      assert.equal(argumentsOf(stage, 'HEALTHCHECK').length, 1, name);
      assert.equal(argumentsOf(stage, 'EXPOSE').join(), String(plan.app.port), name);
    }
  });

  it('takes the port from PORT', async () => {
    for (const { name, plan } of plans) {
      if (!plan.app.command.includes('${PORT}') && plan.target !== 'ollama') continue;
      const stage = await stageOf(plan);
      const start = [...argumentsOf(stage, 'ENTRYPOINT'), ...argumentsOf(stage, 'CMD')].join('\n');
      assert.match(start, /\$\{PORT\}|\\"\$PORT\\"/, name);
      assert.equal(settingsOf(stage).get('PORT'), String(plan.app.port), name);
      assert.match(argumentsOf(stage, 'HEALTHCHECK').join(), /PORT/, name);
    }
  });

  it('keeps the order from what changes least to what changes most', async () => {
    for (const { name, plan } of pythonPlans) {
      const stage = await stageOf(plan);
      const copies = argumentsOf(stage, 'COPY');
      const place = (pattern: RegExp): number => copies.findIndex((each) => pattern.test(each));
      const [weights, packages, project] = [/=weights /, /=builder /, /=project /].map(place);
      const sources = place(/^--chown=\d+:\d+ (?!models)/);
      assert.ok(packages !== undefined && packages >= 0 && packages < sources, name);
      if (weights !== undefined && weights >= 0) assert.ok(weights < packages, name);
      if (project !== undefined && project >= 0) assert.ok(packages < project && project < sources, name);
      const builder = argumentsOf(await stageOf(plan, 'builder'), 'COPY').join('\n');
      if (!plan.app.sources.includes('.')) assert.doesNotMatch(builder, /\bapp\b/, `${name}: no source before its dependencies`);
    }
  }); // prettier-ignore

  it('refers only to stages and images that are there', async () => {
    for (const { name, plan } of plans) {
      const { parsed: file } = await rendered(plan);
      const stages = new Set(file.getFROMs().map((from) => from.getBuildStage()));
      for (const copy of file.getCOPYs()) {
        const from = copy.getFromFlag()?.getValue() ?? undefined;
        assert.ok(from === undefined || stages.has(from) || from === plan.image.uv, `${name}: ${from ?? ''}`);
      }
      for (const from of file.getFROMs())
        assert.ok([plan.image.base, 'builder'].includes(from.getImage() ?? ''), name);
    }
  });

  it('keeps to what Docker, Podman and Buildah all build', async () => {
    for (const { name, plan } of plans) {
      const text = await textOf(plan);
      const forbidden =
        /--link|<<|--start-interval|RUN --network|--exclude=|--parents|,env=HF_TOKEN,|# syntax=/;
      assert.doesNotMatch(text.replace(/^#.*$/gm, ''), forbidden, name);
      for (const [, mount = ''] of text.matchAll(/--mount=(\S+)/g))
        assert.match(mount, /^type=(?:cache,target=\/|secret,id=)/, name);
    }
  });

  it('has no secret, no ARG and no chown of its own', async () => {
    const plan = {
      ...withModel(samplePlans.transformers, { downloader: 'huggingface_hub==2.4.0' }),
      secrets: [{ name: 'HF_TOKEN', secret: 'hf-token', version: '1' }],
    };
    for (const each of [...plans, { name: 'secret', plan }]) {
      const { text, parsed } = await rendered(each.plan);
      assert.doesNotMatch(text, /^ARG|chown -R|chmod -R/m, each.name);
      const settings = [...settingsOf(parsed.getInstructions()).keys()];
      assert.deepEqual(settings.filter((key) => /TOKEN|KEY|PASSWORD|DATABASE_URL/.test(key)), [], each.name);
    }
    assert.match(await textOf(plan), /--mount=type=secret,id=hf_token/);
  }); // prettier-ignore

  it('copies a lock file only where there is one, and heeds it', async () => {
    const commands = {
      'uv-lock': /uv sync --locked/,
      'poetry-lock': /poetry install --only main --no-root/,
      'pdm-lock': /pdm install --check --prod --no-self/,
      pylock: /uv pip install -r pylock\.toml/,
      requirements: /pip (?:--python \S+ )?install -r requirements\.txt/,
      pyproject: /pip (?:--python \S+ )?install -r (?:pyproject\.toml|\/requirements\.txt)/,
      setup: /pip (?:--python \S+ )?install -r \/requirements\.txt/,
    };
    for (const { name, plan } of pythonPlans) {
      const builder = await stageOf(plan, 'builder');
      const install = plan.python?.install ?? 'uv-lock';
      assert.match(argumentsOf(builder, 'RUN').join('\n'), commands[install], name);
      for (const lock of ['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml']) {
        const copied = argumentsOf(builder, 'COPY').some((each) => each.includes(lock));
        assert.equal(copied, plan.python?.dependencyFiles.includes(lock), `${name}: ${lock}`);
      }
    }
  });

  it('pins the tool that reads the lock file, in the build stage only', async () => {
    for (const { name, plan } of pythonPlans) {
      const installer = plan.python?.installer;
      if (installer === undefined) continue;
      const [tool = '', version = ''] = installer.split('==');
      const steps = argumentsOf(await stageOf(plan, 'builder'), 'RUN').join('\n');
      assert.match(steps, new RegExp(`install '${tool}(?:\\[locked\\])?==${version.replaceAll('.', '\\.')}'`), name);
      assert.doesNotMatch(argumentsOf(await stageOf(plan), 'RUN').join('\n'), new RegExp(tool), name);
    }
  }); // prettier-ignore

  it('takes torch, and only torch, from the index of the plan, unless a lock or the project chooses', async () => {
    const torch = { variant: 'cu128', index: 'https://download.pytorch.org/whl/cu128', chosenByProject: false };
    const requirements = withPython(samplePlans.transformers, { install: 'requirements', dependencyFiles: ['requirements.txt'], torch });
    assert.equal(settingsOf(await stageOf(requirements, 'builder')).get('UV_TORCH_BACKEND'), 'cu128');
    assert.doesNotMatch(await textOf(requirements), /index-url/);
    const byPip = await textOf(withoutUv(requirements));
    assert.match(byPip, /install --index-url https:\/\/download\.pytorch\.org\/whl\/cu128 -r \/tmp\/torch\.txt/);
    assert.doesNotMatch(byPip, /extra-index-url/);
    for (const plan of [
      withPython(samplePlans.transformers, { torch }),
      withPython(requirements, { torch: { ...torch, chosenByProject: true } }),
    ])
      assert.doesNotMatch(await textOf(plan), /TORCH_BACKEND|index-url/);
  }); // prettier-ignore

  it('bakes the pinned revision in a stage of its own, as a folder or as the cache of the client', async () => {
    const revision = '714eb0fa89d2f80546fda750413ed43d93601a13';
    const plan = withModel(samplePlans.transformers, { revision, downloader: 'huggingface_hub==2.4.0' });
    const [download] = argumentsOf(await stageOf(plan, 'weights'), 'RUN').slice(-1);
    assert.match(download ?? '', new RegExp(`hf download \\S+ --revision ${revision} +--local-dir \\. `));
    assert.doesNotMatch(await textOf(plan), /No revision is given/);
    const path = plan.model?.path ?? '';
    assert.ok(argumentsOf(await stageOf(plan), 'COPY').includes(`--from=weights ${path} ${path}`));
    const cached = await textOf(withModel(plan, { layout: 'hub-cache', path: '/models' }));
    assert.match(cached, /--cache-dir \. /);
    assert.match(cached, new RegExp(`printf '%s' ${revision} > \\S+/refs/main`));
    assert.match(await textOf(samplePlans.transformers), /No revision is given/);
    for (const loading of ['hub', 'bucket'] as const)
      assert.doesNotMatch(await textOf(withModel(plan, { loading })), /AS weights/);
  });

  it('copies weights that lie among the sources once, before the others', async () => {
    const { transformers } = samplePlans;
    const model = { id: 'models/tiny', loading: 'project', path: '/app/models/tiny' } as const;
    const plan = {
      ...withModel(transformers, model),
      app: { ...transformers.app, sources: ['app', 'models'] },
    };
    const copies = argumentsOf(await stageOf(plan), 'COPY').filter((each) => !each.startsWith('--from'));
    assert.deepEqual(copies, ['--chown=10001:10001 models ./models', '--chown=10001:10001 app ./app']);
    const elsewhere = argumentsOf(await stageOf(withModel(plan, { path: '/models/tiny' })), 'COPY');
    assert.ok(elsewhere.includes('--chown=10001:10001 models/tiny /models/tiny'));
  });

  it('has the settings of the image, and leaves those of a deployment to whoever runs it', async () => {
    for (const { name, plan } of plans) {
      const settings = settingsOf(await stageOf(plan));
      for (const { name: key, value } of plan.environment)
        if (key.startsWith('GOOGLE_CLOUD_')) assert.ok(!settings.has(key), `${name}: ${key}`);
        else assert.equal(settings.get(key), value, `${name}: ${key}`);
      assert.ok(![...settings.keys()].some((key) => /^UV_|^PIP_/.test(key)), name);
    }
  });

  it("starts the engines by their images' own programs", async () => {
    const vllm = await stageOf(samplePlans.vllm);
    assert.equal(execForm(argumentsOf(vllm, 'ENTRYPOINT')[0])[2], 'exec vllm serve "$@" --port "$PORT"');
    assert.deepEqual(
      execForm(argumentsOf(vllm, 'CMD')[0]),
      samplePlans.vllm.app.command.filter((word) => word !== '--port' && word !== '${PORT}'),
    );
    const tensorRt = await stageOf(samplePlans['tensorrt-llm']);
    assert.deepEqual(argumentsOf(tensorRt, 'ENTRYPOINT'), []);
    assert.match(execForm(argumentsOf(tensorRt, 'CMD')[0])[2] ?? '', /^exec trtllm-serve \/models\/\S+ --host 0\.0\.0\.0/);
    const ollama = await stageOf(samplePlans.ollama);
    assert.match(execForm(argumentsOf(ollama, 'ENTRYPOINT')[0])[2] ?? '', /^exec env OLLAMA_HOST=0\.0\.0\.0:\$\{PORT\} ollama "\$@"$/);
    assert.deepEqual(execForm(argumentsOf(ollama, 'CMD')[0]), ['serve']);
    assert.match(argumentsOf(await stageOf(samplePlans.ollama, 'weights'), 'RUN').join(), /ollama pull gemma3:4b/);
  }); // prettier-ignore

  it('makes a model of Ollama from a Modelfile of the project, or from weights alone', async () => {
    const steps = async (...sources: string[]): Promise<string> => {
      const plan = withModel(samplePlans.ollama, { id: 'assistant', loading: 'project' });
      const stage = await stageOf({ ...plan, app: { ...plan.app, sources } }, 'weights');
      assert.doesNotMatch(argumentsOf(stage, 'RUN').join(), /ollama pull/);
      return [...argumentsOf(stage, 'COPY'), ...argumentsOf(stage, 'RUN')].join('\n');
    };
    const withModelfile = await steps('Modelfile', 'tiny.gguf');
    assert.match(withModelfile, /^Modelfile tiny\.gguf \.\/\n.*ollama create assistant -f Modelfile/);
    const alone = await steps('weights/tiny.gguf');
    assert.match(alone, /^weights\/tiny\.gguf \.\/weights\/tiny\.gguf\n/);
    assert.match(alone, /printf 'FROM %s\\n' \.\/weights\/tiny\.gguf > Modelfile && ollama create assistant/);
  });

  it('removes the lists of packages and takes none that is only recommended', async () => {
    const plan = withPython(samplePlans.generic, { systemPackages: ['libgomp1'], buildPackages: ['git'] });
    const [runtime, builder] = [await stageOf(plan), await stageOf(plan, 'builder')];
    for (const [stage, name] of [[runtime, 'libgomp1'], [builder, 'git']] as const)
      assert.match(
        argumentsOf(stage, 'RUN').join('\n'),
        new RegExp(`apt-get install --no-install-recommends --yes ${name} && rm -rf /var/lib/apt/lists/\\*`),
      );
    assert.doesNotMatch(argumentsOf(runtime, 'RUN').join('\n'), /\bgit\b/);
  }); // prettier-ignore

  it('copies names with spaces and brackets as they are', async () => {
    const plan = {
      ...samplePlans.generic,
      app: { ...samplePlans.generic.app, sources: ['my app', 'src/[a]'] },
    };
    const copies = argumentsOf(await stageOf(plan), 'COPY');
    assert.ok(copies.includes('--chown=10001:10001 ["my app", "./my app"]'));
    assert.ok(copies.includes('--chown=10001:10001 src/[[]a] ./src/[a]'));
  });
});

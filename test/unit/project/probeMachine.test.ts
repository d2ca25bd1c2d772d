import assert from 'node:assert/strict';
import type { HostInfo, HttpResponse } from '../../../src/core/ports.ts';
import { osName, probeMachine } from '../../../src/core/project/probeMachine.ts';
import {
  readAmdSmi,
  readNvidiaSmi,
  readRocmSmi,
} from '../../../src/core/project/probes/acceleratorReplies.ts';
import { readOllamaModels, readOllamaVersion } from '../../../src/core/project/probes/ollamaReplies.ts';

const linux: HostInfo = {
  platform: 'linux',
  arch: 'x64',
  release: '6.1.0-18-amd64',
  cpuModel: 'AMD EPYC 7B13',
  cpuCount: 8,
  memoryBytes: 32 * 2 ** 30,
};
const endpoint = 'http://127.0.0.1:11434';

/** A machine on which only these programs and addresses answer; everything else fails. */
function machine(
  host: HostInfo,
  programs: Record<string, string>,
  replies: Record<string, HttpResponse | string> = {},
) {
  const commands: string[] = [];
  const urls: string[] = [];
  const exec = {
    run(command: string, args: readonly string[], timeoutMs: number) {
      commands.push([command, ...args].join(' '));
      assert.equal(timeoutMs, 2000);
      const stdout = programs[command];
      if (stdout === undefined) return Promise.reject(new Error(`${command} is not there`));
      return Promise.resolve({ code: stdout === 'fails' ? 9 : 0, stdout, stderr: '' });
    },
  };
  const http = {
    get(url: string, timeoutMs: number) {
      urls.push(url);
      assert.equal(timeoutMs, 2000);
      const reply = replies[url];
      if (reply === undefined) return Promise.reject(new Error('connection refused'));
      return Promise.resolve(typeof reply === 'string' ? { status: 200, body: reply } : reply);
    },
  };
  return { host, exec, http, endpoint, commands, urls };
}

describe('probeMachine', () => {
  it('reports the bare machine when nothing else is there', async () => {
    assert.deepEqual(await probeMachine(machine(linux, {})), {
      os: 'Linux 6.1',
      arch: 'x64',
      cpu: 'AMD EPYC 7B13',
      cpuCount: 8,
      memoryBytes: 32 * 2 ** 30,
      accelerators: [],
    });
  });

  it('puts together GPUs, Ollama and gcloud', async () => {
    const facts = await probeMachine(
      machine(
        linux,
        { 'nvidia-smi': 'NVIDIA L4, 23034, 550.54.15\n', gcloud: 'my-project-42\n' },
        {
          [`${endpoint}/api/version`]: '{"version":"0.33.0"}',
          [`${endpoint}/api/tags`]: '{"models":[{"name":"gemma4:12b"}]}',
        },
      ),
    );
    assert.deepEqual(facts.accelerators, [
      { vendor: 'nvidia', name: 'NVIDIA L4', memoryBytes: 23034 * 2 ** 20, driver: '550.54.15' },
    ]);
    assert.deepEqual(facts.ollama, { endpoint, version: '0.33.0', models: ['gemma4:12b'] });
    assert.equal(facts.gcloudProject, 'my-project-42');
  });

  it('spawns nothing and asks only loopback when the workspace is not trusted', async () => {
    const local = machine(linux, { 'nvidia-smi': 'NVIDIA L4, 23034, 550.54.15' });
    const { accelerators } = await probeMachine({ host: local.host, http: local.http, endpoint });
    assert.deepEqual([accelerators, local.commands, local.urls.length], [[], [], 2]);

    const remote = machine(linux, {});
    await probeMachine({ host: remote.host, http: remote.http, endpoint: 'http://gpu.example.com:11434' });
    assert.deepEqual(remote.urls, []);
  });

  it('takes programs that fail and servers that are not Ollama as absent', async () => {
    const facts = await probeMachine(
      machine(
        linux,
        { 'nvidia-smi': 'fails', 'rocm-smi': 'Permission denied', 'amd-smi': '[1, {}]', gcloud: '(unset)\n' },
        { [`${endpoint}/api/version`]: '<html>hello</html>', [`${endpoint}/api/tags`]: '{"models":[]}' },
      ),
    );
    assert.deepEqual([facts.accelerators, facts.ollama, facts.gcloudProject], [[], undefined, undefined]);
  });

  it('takes an error status as absent, and Ollama without a model list as running', async () => {
    const refused = await probeMachine(
      machine(linux, {}, { [`${endpoint}/api/version`]: { status: 401, body: '{"version":"1.0.0"}' } }),
    );
    assert.equal(refused.ollama, undefined);
    const bare = await probeMachine(
      machine(linux, {}, { [`${endpoint}/api/version`]: '{"version":"0.34.1"}' }),
    );
    assert.deepEqual(bare.ollama?.models, []);
  });

  it('sees the memory of Apple silicon as the GPU’s, and runs no GPU tools there', async () => {
    const mac = { ...linux, platform: 'darwin', arch: 'arm64', release: '24.3.0', cpuModel: 'Apple M3 Max' };
    const probe = machine(mac, {});
    const facts = await probeMachine(probe);
    assert.deepEqual(facts.accelerators, [
      { vendor: 'apple', name: 'Apple M3 Max', memoryBytes: mac.memoryBytes },
    ]);
    assert.deepEqual(
      probe.commands.map((command) => command.split(' ')[0]),
      ['gcloud'],
    );
    const intel = await probeMachine(machine({ ...mac, arch: 'x64', cpuModel: 'Intel(R) Core(TM) i7' }, {}));
    assert.deepEqual(intel.accelerators, []);
  });

  it('runs gcloud through cmd on Windows', async () => {
    const probe = machine(
      { ...linux, platform: 'win32', release: '10.0.22631' },
      { 'cmd.exe': 'shop-prod\r\n' },
    );
    assert.equal((await probeMachine(probe)).gcloudProject, 'shop-prod');
    assert.ok(!probe.commands.some((command) => command.startsWith('rocm-smi')));
  });

  it('prefers rocm-smi and falls back to amd-smi', async () => {
    const rocm = '{"card0":{"Card Series":"AMD Instinct MI300X","VRAM Total Memory (B)":"206141652992"}}';
    const amd =
      '[{"gpu":0,"asic":{"market_name":"AMD Radeon PRO W7900"},"vram":{"size":{"value":49136,"unit":"MB"}}}]';
    const both = await probeMachine(machine(linux, { 'rocm-smi': rocm, 'amd-smi': amd }));
    assert.deepEqual(
      both.accelerators.map(({ name }) => name),
      ['AMD Instinct MI300X'],
    );
    const one = await probeMachine(machine(linux, { 'amd-smi': amd }));
    assert.deepEqual(one.accelerators, [
      { vendor: 'amd', name: 'AMD Radeon PRO W7900', memoryBytes: 49136 * 2 ** 20 },
    ]);
  });
});

describe('accelerator replies', () => {
  const nvidia: [string, string, ReturnType<typeof readNvidiaSmi>][] = [
    [
      'several GPUs and Windows line ends',
      'NVIDIA A100-SXM4-80GB, 81920, 535.1\r\nNVIDIA A100-SXM4-80GB, 81920, 535.1\r\n',
      [1, 2].map(() => ({
        vendor: 'nvidia' as const,
        name: 'NVIDIA A100-SXM4-80GB',
        memoryBytes: 80 * 2 ** 30,
        driver: '535.1',
      })),
    ],
    [
      'shared memory',
      'NVIDIA GB10, [N/A], 580.95.05',
      [{ vendor: 'nvidia', name: 'NVIDIA GB10', driver: '580.95.05' }],
    ],
    [
      'no driver',
      'Tesla T4, 15360, [N/A]',
      [{ vendor: 'nvidia', name: 'Tesla T4', memoryBytes: 15360 * 2 ** 20 }],
    ],
    ['a message', 'No devices were found\n', []],
    ['a message with commas', 'NVIDIA-SMI has failed, sorry, really', []],
    ['nothing', '', []],
  ];
  for (const [name, output, expected] of nvidia) {
    it(`nvidia-smi: ${name}`, () => assert.deepEqual(readNvidiaSmi(output), expected));
  }

  it('rocm-smi: a warning before the JSON, a hexadecimal model, several cards', () => {
    const output = `WARNING: [rocm] low power state
{"card0": {"Card series": "N/A", "Card Model": "0x744c", "Device Name": "Radeon RX 7900 XTX", "VRAM Total Memory (B)": "25753026560"},
 "card1": {"Card SKU": "D7"}, "system": {"Driver version": "6.7"}}`;
    assert.deepEqual(readRocmSmi(output), [
      { vendor: 'amd', name: 'Radeon RX 7900 XTX', memoryBytes: 25_753_026_560 },
      { vendor: 'amd', name: 'AMD GPU' },
    ]);
  });

  it('amd-smi: the newer shape and sizes as text', () => {
    const output = '{"gpu_data":[{"asic":{"market_name":"AMD Instinct MI325X"},"vram":{"size":"256 GB"}}]}';
    assert.deepEqual(readAmdSmi(output), [
      { vendor: 'amd', name: 'AMD Instinct MI325X', memoryBytes: 256 * 2 ** 30 },
    ]);
  });
});

describe('Ollama replies', () => {
  for (const body of ['', 'null', '[]', '{"version":7}', '{"version":"<b>"}', 'Ollama is running']) {
    it(`takes ${JSON.stringify(body)} for no version`, () =>
      assert.equal(readOllamaVersion(body), undefined));
  }

  it('leaves out cloud stubs and nonsense, and sorts', () => {
    const models = [
      { name: 'qwen3:8b' },
      { name: 'gpt-oss:120b-cloud' },
      { name: 'kimi:cloud' },
      { name: 'deep:latest', remote_host: 'https://ollama.com' },
      { name: 'gemma4:12b', remote_host: '' },
      { name: 3 },
      null,
    ];
    assert.deepEqual(readOllamaModels(JSON.stringify({ models })), ['gemma4:12b', 'qwen3:8b']);
    assert.deepEqual(readOllamaModels('<html>'), []);
  });
});

describe('osName', () => {
  const cases: [string, string, string][] = [
    ['linux', '6.1.0-18-amd64', 'Linux 6.1'],
    ['linux', 'odd', 'Linux'],
    ['darwin', '20.6.0', 'macOS 11'],
    ['darwin', '24.3.0', 'macOS 15'],
    ['darwin', '25.0.0', 'macOS 26'],
    ['darwin', '19.0.0', 'macOS'],
    ['win32', '10.0.19045', 'Windows 10'],
    ['win32', '10.0.22631', 'Windows 11'],
    ['freebsd', '14.0', 'freebsd'],
  ];
  for (const [platform, release, expected] of cases) {
    it(`${platform} ${release} → ${expected}`, () => assert.equal(osName(platform, release), expected));
  }
});

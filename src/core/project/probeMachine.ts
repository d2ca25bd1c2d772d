import type { Exec, HostInfo, Http } from '../ports.ts';
import type { Accelerator, MachineFacts } from './machine.ts';
import { isLoopback } from './ollamaEndpoint.ts';
import { readAmdSmi, readNvidiaSmi, readRocmSmi } from './probes/acceleratorReplies.ts';
import { readOllamaModels, readOllamaVersion } from './probes/ollamaReplies.ts';

/** For each program and each request, in milliseconds. They run side by side. */
const probeTimeoutMs = 2_000;

export interface MachineProbe {
  readonly host: HostInfo;
  readonly http: Http;
  /** Base URL of the Ollama server, from `ollamaEndpoint`. */
  readonly endpoint: string;
  /** Absent where the workspace is not trusted: then nothing is spawned, and only loopback is asked for Ollama. */
  readonly exec?: Exec;
}

/** Looks at the machine. Whatever is not there, hangs or answers nonsense is simply absent; never rejects. */
export async function probeMachine(probe: MachineProbe): Promise<MachineFacts> {
  const { host } = probe;
  const [nvidia, amd, ollama, gcloudProject] = await Promise.all([
    nvidiaAccelerators(probe),
    amdAccelerators(probe),
    ollamaServer(probe),
    activeGcloudProject(probe),
  ]);
  return {
    os: osName(host.platform, host.release),
    arch: host.arch,
    cpu: host.cpuModel || 'unknown processor',
    cpuCount: host.cpuCount,
    memoryBytes: host.memoryBytes,
    accelerators: [...nvidia, ...amd, ...appleAccelerators(host)],
    ...(ollama && { ollama }),
    ...(gcloudProject && { gcloudProject }),
  };
}

/** The system's name as people know it: `Linux 6.1`, `macOS 15`, `Windows 11`. */
export function osName(platform: string, release: string): string {
  const [major = 0, minor = 0, build = 0] = release.split('.').map((part) => Number.parseInt(part, 10) || 0);
  if (platform === 'linux') return major > 0 ? `Linux ${major}.${minor}` : 'Linux';
  // Windows 11 still calls itself 10.0; its builds begin at 22000.
  if (platform === 'win32') return `Windows ${major === 10 && build >= 22_000 ? 11 : major || ''}`.trim();
  // Darwin 20 is macOS 11, 24 is macOS 15, and 25 is macOS 26.
  if (platform === 'darwin') return major >= 20 ? `macOS ${major >= 25 ? major + 1 : major - 9}` : 'macOS';
  return platform;
}

async function nvidiaAccelerators(probe: MachineProbe): Promise<Accelerator[]> {
  if (probe.host.platform === 'darwin') return [];
  const args = ['--query-gpu=name,memory.total,driver_version', '--format=csv,noheader,nounits'];
  return readNvidiaSmi(await output(probe, 'nvidia-smi', args));
}

async function amdAccelerators(probe: MachineProbe): Promise<Accelerator[]> {
  if (probe.host.platform !== 'linux') return [];
  const [rocm, amd] = await Promise.all([
    output(probe, 'rocm-smi', ['--showproductname', '--showmeminfo', 'vram', '--json']),
    output(probe, 'amd-smi', ['static', '--asic', '--vram', '--json']),
  ]);
  const found = readRocmSmi(rocm);
  return found.length > 0 ? found : readAmdSmi(amd);
}

/** Apple's chips have one memory for CPU and GPU. */
function appleAccelerators({ platform, arch, cpuModel, memoryBytes }: HostInfo): Accelerator[] {
  if (platform !== 'darwin' || arch !== 'arm64' || !cpuModel.startsWith('Apple M')) return [];
  return [{ vendor: 'apple', name: cpuModel, memoryBytes }];
}

async function ollamaServer({ http, endpoint, exec }: MachineProbe): Promise<MachineFacts['ollama']> {
  if (!exec && !isLoopback(endpoint)) return undefined;
  const [versionReply, tagsReply] = await Promise.all([
    body(http, `${endpoint}/api/version`),
    body(http, `${endpoint}/api/tags`),
  ]);
  const version = readOllamaVersion(versionReply);
  return version === undefined ? undefined : { endpoint, version, models: readOllamaModels(tagsReply) };
}

async function activeGcloudProject(probe: MachineProbe): Promise<string | undefined> {
  const args = ['config', 'list', '--format=value(core.project)', '--quiet'];
  // On Windows gcloud is a batch file, which only cmd can run; the words are fixed, so nothing can be injected.
  const onWindows = probe.host.platform === 'win32';
  const reply = onWindows
    ? await output(probe, 'cmd.exe', ['/d', '/c', 'gcloud', ...args])
    : await output(probe, 'gcloud', args);
  const name = reply.trim();
  return /^[a-z][a-z0-9.:-]{3,62}$/.test(name) ? name : undefined;
}

async function output({ exec }: MachineProbe, command: string, args: readonly string[]): Promise<string> {
  try {
    const result = await exec?.run(command, args, probeTimeoutMs);
    return result?.code === 0 ? result.stdout : '';
  } catch {
    return '';
  }
}

async function body(http: Http, url: string): Promise<string> {
  try {
    const response = await http.get(url, probeTimeoutMs);
    return response.status === 200 ? response.body : '';
  } catch {
    return '';
  }
}

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageConfig } from './buildImage.ts';
import { buildahNow, containersOfStore, imageFolder } from './imageStore.ts';
import type { RunOptions } from './runContainer.ts';

/** Options that every call of runc starts with. */
export function runcOptions(): string[] {
  const folder = join(imageFolder, 'runc');
  mkdirSync(folder, { recursive: true });
  return ['--root', folder];
}

/** Calls runc and returns what it says; that something is gone already is no error. */
export function runc(...args: readonly string[]): string {
  const { status, stdout } = spawnSync('runc', [...runcOptions(), ...args], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  return status === 0 ? stdout : '';
}

/** Ends a container and takes its files away. */
export function removeContainer(id: string): void {
  runc('delete', '--force', id);
  try {
    buildahNow('rm', id);
  } catch (error) {
    if (!/not known|no such|does not exist/i.test(String(error))) throw error;
  }
}

const hours = 60 * 60 * 1000;
let isTidy = false;

/**
 * What a run left that was killed outright: its containers have its process id in their names. Those of builds have
 * not; no build takes two hours.
 */
export function removeLeftovers(): void {
  if (isTidy) return;
  isTidy = true;
  const running = JSON.parse(runc('list', '--format', 'json') || '[]') as { id: string }[] | null;
  const known = [
    ...containersOfStore(),
    ...(running ?? []).map(({ id }) => ({ name: id, created: Date.now() })),
  ];
  for (const { name, created } of known) {
    const owner = /^ai-stack-(\d+)-\d+$/.exec(name)?.[1];
    const isLeft = owner === undefined ? Date.now() - created > 2 * hours : !isAlive(Number(owner));
    if (isLeft) removeContainer(name);
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

/** What only this machine knows: where the image is mounted, its table of hosts, and a free port. */
export interface RuntimePlace {
  readonly root: string;
  readonly hosts: string;
  readonly port: number;
}

/** The configuration of a container as the Open Container Initiative's runtime specification 1.0 has it. */
export function runtimeConfiguration(options: RunOptions, image: ImageConfig, place: RuntimePlace): object {
  const none = { bounding: [], effective: [], permitted: [], inheritable: [], ambient: [] };
  const environment = { ...image.environment, PORT: String(place.port), ...options.environment };
  return {
    ociVersion: '1.0.0',
    root: { path: place.root, readonly: options.readOnly ?? true },
    hostname: 'container',
    process: {
      terminal: false,
      user: userOf(image.user, place.root),
      cwd: image.workingFolder,
      args: [...image.entrypoint, ...(options.command ?? image.command)],
      env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
      capabilities: none,
      noNewPrivileges: true,
    },
    mounts: [...systemMounts, ...fileMounts(options, place)],
    linux: {
      namespaces: ['pid', 'mount', 'ipc', 'uts'].map((type) => ({ type })),
      maskedPaths: ['/proc/kcore', '/proc/keys', '/proc/timer_list', '/sys/firmware'],
      readonlyPaths: ['/proc/sys', '/proc/sysrq-trigger', '/proc/irq', '/proc/bus'],
      ...(options.memoryMiB !== undefined && { resources: memoryLimit(options.memoryMiB) }),
    },
  };
}

const systemMounts = [
  { destination: '/proc', type: 'proc', source: 'proc' },
  { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755', 'size=65536k'] },
  {
    destination: '/dev/shm',
    type: 'tmpfs',
    source: 'shm',
    options: ['nosuid', 'noexec', 'nodev', 'mode=1777'],
  },
  {
    destination: '/sys',
    type: 'bind',
    source: '/sys',
    options: ['rbind', 'ro', 'nosuid', 'noexec', 'nodev'],
  },
  // Cloud Run's whole file system is in memory; here only this part can be written.
  { destination: '/tmp', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'nodev', 'mode=1777'] },
];

function fileMounts(options: RunOptions, place: RuntimePlace): object[] {
  const files = { '/etc/resolv.conf': '/etc/resolv.conf', '/etc/hosts': place.hosts, ...options.volumes };
  return Object.entries(files).map(([destination, source]) => ({
    destination,
    type: 'bind',
    source,
    options: ['rbind', 'ro'],
  }));
}

function memoryLimit(memoryMiB: number): object {
  return { memory: { limit: memoryMiB * 1024 * 1024 } };
}

/** `10001:10001`, `app`, `2000:0` or nothing, which is root. */
function userOf(user: string, root: string): { uid: number; gid: number } {
  const [name = '', group] = user.split(':');
  if (name === '') return { uid: 0, gid: 0 };
  const accounts = readFileSync(join(root, 'etc/passwd'), 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account = accounts.find((fields) => fields[0] === name || fields[2] === name);
  const uid = /^\d+$/.test(name) ? Number(name) : Number(account?.[2]);
  if (Number.isNaN(uid)) throw new Error(`The image has no user ${name}.`);
  return { uid, gid: group === undefined ? Number(account?.[3] ?? 0) : groupOf(group, root) };
}

function groupOf(group: string, root: string): number {
  if (/^\d+$/.test(group)) return Number(group);
  const lines = readFileSync(join(root, 'etc/group'), 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const id = lines.find((fields) => fields[0] === group)?.[2];
  if (id === undefined) throw new Error(`The image has no group ${group}.`);
  return Number(id);
}

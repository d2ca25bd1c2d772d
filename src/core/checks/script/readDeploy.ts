import type { CheckEdit } from '../check.ts';
import type {
  ContainerSettings,
  ProbeSettings,
  ServiceSettings,
  Setting,
  SettingName,
  VariableSetting,
} from '../cloudRun/serviceSettings.ts';
import { parseMemory } from '../cloudRun/amounts.ts';
import { listItems } from './flagList.ts';
import {
  flagNamed,
  settingOf,
  type CommandHost,
  type FlagValue,
  type GcloudCommand,
} from './gcloudCommand.ts';

const flagNames: Readonly<Record<SettingName, readonly string[]>> = {
  gpuType: ['--gpu-type'],
  gpuCount: ['--gpu'],
  cpu: ['--cpu'],
  memory: ['--memory'],
  concurrency: ['--concurrency'],
  minInstances: ['--min-instances', '--min'],
  maxInstances: ['--max-instances', '--max'],
  timeout: ['--timeout'],
  serviceAccount: ['--service-account'],
  cpuThrottling: ['--cpu-throttling'],
  startupBoost: ['--cpu-boost'],
  executionEnvironment: ['--execution-environment'],
  redundancyDisabled: ['--gpu-zonal-redundancy'],
  invokerCheckDisabled: ['--invoker-iam-check'],
  region: ['--region'],
};

/** Flags that are there or not, with whether the flag without `no-` means `true` of the setting. */
const switched: Partial<Record<SettingName, boolean>> = {
  cpuThrottling: true,
  startupBoost: true,
  redundancyDisabled: false,
  invokerCheckDisabled: false,
};

/** `gcloud run deploy` and its like as what the rules of services see. */
export function readDeploy(host: CommandHost, command: GcloudCommand): ServiceSettings {
  const job = command.path[1] === 'jobs';
  // An update leaves what it does not name as it was.
  const partial = command.open || command.path.includes('update');
  const settings = new Map<SettingName, Setting | undefined>();
  const look = (name: SettingName): Setting | undefined => {
    const found = find(command, host, name);
    if (found) return found;
    if (name === 'gpuType') {
      // Without a type, a GPU is an L4: gcloud's own default.
      const count = flagNamed(command, '--gpu');
      return count && !partial && count.value?.literal ? { ...spanOf(count), value: 'nvidia-l4' } : undefined;
    }
    return partial && name !== 'gpuCount' ? { ...command.head, value: undefined } : undefined;
  };
  return {
    kind: job ? 'job' : 'service',
    head: command.head,
    complete: false,
    get: (name) => {
      if (!settings.has(name)) settings.set(name, look(name));
      return settings.get(name);
    },
    title: (name) => flagNames[name][0] ?? name,
    add: (name, value) => add(host, command, name, value),
    containers: command.flags.some(({ name }) => name === '--container') ? [] : [containerOf(command)],
  };
}

function find(command: GcloudCommand, host: CommandHost, name: SettingName): Setting | undefined {
  const positive = switched[name];
  if (positive !== undefined) return switchOf(command, host, name, positive);
  const flag = flagNamed(command, ...flagNames[name]);
  if (!flag?.value) return undefined;
  const setting = settingOf(flag.value);
  if (name !== 'timeout') return setting;
  const { write } = setting;
  return {
    ...setting,
    value: seconds(setting.value),
    ...(write ? { write: (next) => write(`${next}s`) } : {}),
  };
}

/** `300`, `300s`, `5m`, `1h`. */
function seconds(value: string | undefined): string | undefined {
  const match = /^(\d{1,6})([smh]?)$/.exec(value ?? '');
  if (!match) return value === undefined || /^\d/.test(value) ? undefined : value;
  const unit = match[2] === 'h' ? 3600 : match[2] === 'm' ? 60 : 1;
  return String(Number(match[1]) * unit);
}

function switchOf(
  command: GcloudCommand,
  host: CommandHost,
  name: SettingName,
  positive: boolean,
): Setting | undefined {
  const [plain = ''] = flagNames[name];
  const negated = plain.replace('--', '--no-');
  const flag = flagNamed(command, plain, negated);
  if (!flag) return undefined;
  const on = flag.name === plain;
  return {
    start: flag.start,
    end: flag.end,
    value: String(on === positive),
    write: (value) => host.replaceWord(flag.word, (value === 'true') === positive ? plain : negated),
  };
}

function add(
  host: CommandHost,
  command: GcloudCommand,
  name: SettingName,
  value: string,
): readonly CheckEdit[] | undefined {
  if (command.open) return undefined;
  const [plain = ''] = flagNames[name];
  const positive = switched[name];
  if (positive === undefined) return host.addFlags(command.words, [`${plain}=${value}`]);
  const on = (value === 'true') === positive;
  return host.addFlags(command.words, [on ? plain : plain.replace('--', '--no-')]);
}

function containerOf(command: GcloudCommand): ContainerSettings {
  const image = flagNamed(command, '--image')?.value;
  const port = flagNamed(command, '--port')?.value;
  const memory = flagNamed(command, '--memory')?.value;
  const words = ['--command', '--args'].flatMap((name) => {
    const value = flagNamed(command, name)?.value;
    return value ? listItems(value).map(({ setting }) => setting) : [];
  });
  return {
    head: command.head,
    ...(image ? { image: settingOf(image) } : {}),
    words,
    variables: variablesOf(command),
    ...(port ? { port: settingOf(port) } : {}),
    hasPort: port !== undefined,
    probes: (['startup', 'liveness'] as const).flatMap((kind) => probeOf(command, kind)),
    ...(memory && parseMemory(memory.text) !== undefined ? { memory: settingOf(memory) } : {}),
    memoryVolumes: [],
  };
}

/** The variables that the command sets: `--set-env-vars A=1,B=2` and `--set-secrets C=name:3`. */
export function variablesOf(command: GcloudCommand): VariableSetting[] {
  const plain = command.flags.filter(({ name }) => /^--(?:set|update)-(?:build-)?env-vars$/.test(name));
  const secret = command.flags.filter(({ name }) => /^--(?:set|update)-secrets$/.test(name));
  return [
    ...plain
      .flatMap(({ value }) => (value ? pairs(value) : []))
      .map(({ name, value, span, remove }) => ({
        name,
        value,
        ...span,
        ...(remove ? { remove } : {}),
      })),
    ...secret
      .flatMap(({ value }) => (value ? pairs(value) : []))
      .map(({ name, value, span }) => ({
        name,
        ...span,
        secretVersion: versionOf(value),
      })),
  ];
}

/** `name:3` */
function versionOf(value: Setting): Setting {
  const version = value.value === undefined ? undefined : /:([\w-]+)$/.exec(value.value)?.[1];
  return { value: version, start: value.start, end: value.end };
}

interface Pair {
  readonly name: string;
  readonly value: Setting;
  readonly span: { start: number; end: number };
  readonly remove?: () => readonly CheckEdit[] | undefined;
}

function pairs(list: FlagValue): Pair[] {
  const items = listItems(list);
  return items.flatMap(({ setting, text, remove }) => {
    const sign = text.indexOf('=');
    if (sign < 1) return [];
    const start = list.verbatim ? setting.start : list.start;
    const expanded = /[$`]/.test(text.slice(sign + 1)) && !list.literal;
    const value: Setting = {
      start: list.verbatim ? start + sign + 1 : start,
      end: setting.end,
      value: expanded ? undefined : text.slice(sign + 1),
    };
    const span = { start, end: list.verbatim ? start + sign : setting.end };
    return [{ name: text.slice(0, sign), value, span, ...(remove ? { remove } : {}) }];
  });
}

const probeNames = {
  initialDelay: 'initialDelaySeconds',
  period: 'periodSeconds',
  timeout: 'timeoutSeconds',
  failureThreshold: 'failureThreshold',
} as const;

function probeOf(command: GcloudCommand, kind: 'startup' | 'liveness'): ProbeSettings[] {
  const flag = flagNamed(command, `--${kind}-probe`);
  if (!flag?.value || flag.value.text === '') return [];
  const parts = new Map(
    listItems(flag.value).flatMap(({ setting, text }) => {
      const sign = text.indexOf('=');
      return sign < 1 ? [] : [[text.slice(0, sign), partOf(setting, text, sign, flag.value)] as const];
    }),
  );
  const settings = Object.entries(probeNames).flatMap(([name, key]) => {
    const setting = parts.get(key);
    return setting ? [[name, setting] as const] : [];
  });
  const path = parts.get('httpGet.path');
  const keys = [...parts.keys()];
  const action = keys.some((key) => key.startsWith('httpGet'))
    ? 'http'
    : keys.some((key) => key.startsWith('grpc'))
      ? 'grpc'
      : 'tcp';
  if (!flag.value.literal && keys.length === 0) return [];
  return [
    {
      kind,
      head: spanOf(flag),
      action,
      ...(path ? { path } : {}),
      ...Object.fromEntries(settings),
      title: (name) => probeNames[name],
    },
  ];
}

function partOf(setting: Setting, text: string, sign: number, value: FlagValue | undefined): Setting {
  const plain = text.slice(sign + 1);
  const start = value?.verbatim ? setting.start + sign + 1 : setting.start;
  const known = value?.literal === true || !/[$`]/.test(plain);
  return {
    start,
    end: setting.end,
    value: known ? plain : undefined,
    ...(value?.verbatim && known ? { write: (next) => [{ start, end: setting.end, text: next }] } : {}),
  };
}

function spanOf({ start, end }: { readonly start: number; readonly end: number }): {
  start: number;
  end: number;
} {
  return { start, end };
}

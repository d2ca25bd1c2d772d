/** A unit of systemd as it stands. */
export interface SystemdUnit {
  readonly scope: 'system' | 'user';
  /** `active`, `inactive`, `failed`, `activating`, … */
  readonly activeState: string;
  /** OLLAMA_HOST, when the unit sets it. */
  readonly ollamaHost?: string;
}

export const unitName = 'ollama.service';

/** What to ask `systemctl`; it answers with code 0 whether there is such a unit or not. */
export function unitQuery(scope: SystemdUnit['scope']): string[] {
  return [
    ...(scope === 'user' ? ['--user'] : []),
    'show',
    unitName,
    '--property=LoadState,ActiveState,Environment',
  ];
}

/** Reads the answer to `unitQuery`; undefined where there is no such unit, or none that may be started. */
export function parseUnit(scope: SystemdUnit['scope'], answer: string): SystemdUnit | undefined {
  const values = new Map(
    answer.split(/\r?\n/).map((line) => {
      const equals = line.indexOf('=');
      return [line.slice(0, Math.max(equals, 0)), line.slice(equals + 1)] as const;
    }),
  );
  // Others: not-found, masked (may not be started), bad-setting, error.
  if (values.get('LoadState') !== 'loaded') return undefined;
  const activeState = values.get('ActiveState') ?? 'inactive';
  const ollamaHost = hostInEnvironment(values.get('Environment') ?? '');
  return ollamaHost === undefined ? { scope, activeState } : { scope, activeState, ollamaHost };
}

/** systemd prints assignments with spaces between, and in double quotes those that hold a space. */
function hostInEnvironment(environment: string): string | undefined {
  const found = /(?:^|\s)"?OLLAMA_HOST=([^\s"]*)/.exec(environment)?.[1];
  return found === '' ? undefined : found;
}

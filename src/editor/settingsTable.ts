import type { KvCacheType } from '../core/ollama/fit/fit.ts';
import type { Confidence } from '../core/secrets/confidence.ts';
import type { SecretSeverity } from '../core/secrets/words.ts';

/** How findings in tests, examples and documentation are shown: a step lower, as anywhere else, or not at all. */
export type TestFiles = 'lower' | 'same' | 'ignore';

/** Every setting of the extension with its default; package.json says the same, and a test compares them. */
export const settingsTable = {
  'aiStack.detection.maxFiles': 50_000 as number,
  'aiStack.detection.probeMachine': true as boolean,
  'aiStack.checks.enable': true as boolean,
  'aiStack.checks.disabledRules': [] as readonly string[],
  'aiStack.ollama.endpoint': '' as string,
  'aiStack.ollama.path': '' as string,
  'aiStack.ollama.contextLength': 0 as number,
  'aiStack.ollama.kvCacheType': 'f16' as KvCacheType,
  'aiStack.secrets.enable': true as boolean,
  'aiStack.secrets.whileTyping': true as boolean,
  'aiStack.secrets.minConfidence': 'low' as Confidence,
  'aiStack.secrets.contextual': true as boolean,
  'aiStack.secrets.testFiles': 'lower' as TestFiles,
  'aiStack.secrets.disabledRules': [] as readonly string[],
  'aiStack.secrets.severity': {} as Readonly<Record<string, SecretSeverity | 'off'>>,
  'aiStack.secrets.exclude': [] as readonly string[],
  'aiStack.secrets.maxFileSize': 5 as number,
  'aiStack.secrets.warnWhenStaged': true as boolean,
};

export type SettingValues = typeof settingsTable;
export type SettingKey = keyof SettingValues;

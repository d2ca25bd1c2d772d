import type { GuideProblem } from '../../guide/file/guideReader.ts';
import { overridePath } from '../../guide/file/overridePath.ts';
import { readSecretsOverride } from '../../guide/file/secrets/readSecretsOverride.ts';
import type { SecretsOverride } from '../../guide/file/secrets/secretsOverride.ts';
import type { WorkspaceReader } from '../../ports.ts';
import { baselinePath } from '../baseline/baseline.ts';
import { gitleaksIgnorePaths } from '../baseline/gitleaksIgnore.ts';
import { secretsBaselinePath } from '../baseline/secretsBaseline.ts';
import type { ConfigProblem } from '../peers/configProblems.ts';
import { gitleaksConfigPaths, type GitleaksConfig } from '../peers/gitleaksConfig.ts';
import { namesRule, ruleName } from '../suppress/ruleList.ts';
import { loadGitleaksConfig } from './loadGitleaksConfig.ts';
import { loadBaseline, tryBaseline, tryIgnoreFile, type LoadedBaseline } from './loadBaseline.ts';
import { emptyPolicy, type PolicyData, type PolicyFile, type PolicySeverity } from './policyData.ts';
import { PolicyFiles } from './policyFiles.ts';
import { builtInRuleIds } from './ruleIds.ts';
import { createPolicy, type SecretPolicy } from './secretPolicy.ts';

/** What the settings of an editor or the options of a command line say. */
export interface PolicySettings {
  /** Ids of rules that are off, perhaps with `*`. */
  readonly disabledRules?: readonly string[];
  /** By id of rules (`*` for any characters) or confidence. */
  readonly severity?: Readonly<Record<string, PolicySeverity>>;
  /** In the way of .gitignore. */
  readonly exclude?: readonly string[];
  /** Instead of the folder's override and peers' configurations: an override in YAML, or gitleaks' TOML. */
  readonly config?: PolicyFile;
  /** Instead of the folder's own baseline: ours, that of detect-secrets, or a report of gitleaks. */
  readonly baseline?: PolicyFile;
  /** False leaves the files of gitleaks, betterleaks and detect-secrets out. Default true. */
  readonly peers?: boolean;
}

export interface LoadedPolicy {
  readonly policy: SecretPolicy;
  /** What is wrong with the files of peers, baselines, and names of rules in settings and override. */
  readonly problems: readonly ConfigProblem[];
  /** What is wrong with the override's part on secrets, as `applyOverride` says it as well. */
  readonly overrideProblems: readonly GuideProblem[];
}

/** The name under which settings are told of. */
const settingNames = { exclude: 'aiStack.secrets.exclude' } as const;

/**
 * Reads all that decides which findings of a folder count. A file that is broken is a problem, and the rest stays in
 * force. Throws a UserError only for a `baseline` that cannot be read: without it, all that it knows would be new.
 */
export async function loadPolicy(
  reader: WorkspaceReader,
  settings: PolicySettings = {},
): Promise<LoadedPolicy> {
  const ruleIds = builtInRuleIds();
  const problems: ConfigProblem[] = [];
  const files = await PolicyFiles.open(reader, problems);
  const override = await loadOverride(files, settings, ruleIds, problems);
  const peers = settings.peers === false ? [] : await loadPeers(files, settings, problems);
  const baselines = await loadBaselines(files, settings, problems);
  const data: PolicyData = {
    ...emptyPolicy,
    disabled: disabledIds(override.secrets, settings, ruleIds),
    severity: [
      ...override.secrets.severity.map(({ value }) => value),
      ...Object.entries(settings.severity ?? {}),
    ],
    exclude: [
      ...override.secrets.exclude.map(({ value, line }) => ({ pattern: value, by: override.file, line })),
      ...(settings.exclude ?? []).map((pattern) => ({ pattern, by: settingNames.exclude })),
    ],
    allowlists: [...override.secrets.allow, ...peers.flatMap(({ allowlists }) => allowlists)],
    peerDisabled: peers.flatMap(({ disabled }) => disabled),
    userRules: distinct([...override.secrets.rules, ...peers.flatMap(({ rules }) => rules)]),
    ...baselines,
  };
  return { policy: createPolicy(data), problems, overrideProblems: override.problems };
}

interface LoadedOverride {
  readonly file: string;
  readonly secrets: SecretsOverride;
  readonly problems: readonly GuideProblem[];
}

async function loadOverride(
  files: PolicyFiles,
  { config }: PolicySettings,
  ruleIds: readonly string[],
  problems: ConfigProblem[],
): Promise<LoadedOverride> {
  const file = config?.file ?? overridePath;
  const text = config ? (isToml(config) ? '' : config.text) : ((await files.readNested(overridePath)) ?? '');
  const { secrets, problems: wrong, unknownRules } = readSecretsOverride(text, ruleIds, file);
  for (const { line, column, message } of unknownRules) {
    problems.push({ file, line, column, message, severity: 'warning' });
  }
  return { file, secrets, problems: wrong };
}

async function loadPeers(
  files: PolicyFiles,
  { config }: PolicySettings,
  problems: ConfigProblem[],
): Promise<GitleaksConfig[]> {
  if (config) return isToml(config) ? [await loadGitleaksConfig(config, files, problems)] : [];
  const configs: GitleaksConfig[] = [];
  for (const file of gitleaksConfigPaths) {
    const text = await files.read(file);
    if (text !== undefined) configs.push(await loadGitleaksConfig({ file, text }, files, problems));
  }
  return configs;
}

function isToml({ file }: PolicyFile): boolean {
  return /\.toml$/i.test(file);
}

async function loadBaselines(
  files: PolicyFiles,
  { baseline, peers = true }: PolicySettings,
  problems: ConfigProblem[],
): Promise<LoadedBaseline> {
  const given = baseline ? loadBaseline(baseline) : await tryBaseline(files, baselinePath, problems);
  const theirs = peers ? await tryBaseline(files, secretsBaselinePath, problems) : undefined;
  const ignored: PolicyFile[] = [];
  for (const file of peers ? gitleaksIgnorePaths : []) {
    const known = await tryIgnoreFile(files, file, problems);
    if (known) ignored.push(known);
  }
  const secretsBaseline = given?.secretsBaseline ?? theirs?.secretsBaseline;
  return {
    baselines: given?.baselines ?? [],
    gitleaksIgnore: [...(given?.gitleaksIgnore ?? []), ...ignored],
    ...(secretsBaseline && { secretsBaseline }),
  };
}

/** Rules that are off by name, and those whose findings would not be shown. */
function disabledIds(
  secrets: SecretsOverride,
  settings: PolicySettings,
  ruleIds: readonly string[],
): string[] {
  const own = (settings.disabledRules ?? []).map((name) => ruleName(name) ?? name);
  const names = [...secrets.disable.map(({ value }) => value), ...own];
  return ruleIds.filter((id) => names.some((name) => namesRule(name, id)));
}

/** Rules of several files may have one id, as where one is a copy of the other; the first counts. */
function distinct<T extends { readonly id: string }>(rules: readonly T[]): T[] {
  const seen = new Set<string>();
  return rules.filter(({ id }) => !seen.has(id) && seen.add(id));
}

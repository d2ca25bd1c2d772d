import { processorWords, timeLeftWords } from '../../../core/ollama/details/gpuShare.ts';
import { tellingCapabilities } from '../../../core/ollama/details/capabilities.ts';
import { byteWords, tokenWords } from '../../../core/ollama/details/quantities.ts';
import type { Fit } from '../../../core/ollama/fit/fit.ts';
import { fitWords } from '../../../core/ollama/fit/fitWords.ts';
import type { Suggestion } from '../../../core/ollama/fit/suggestion.ts';
import { sameModel, shortName } from '../../../core/ollama/modelName.ts';
import type { InstalledModel, RunningModel } from '../../../core/ollama/models.ts';
import { progressWords } from '../../../core/ollama/pull/pullProgress.ts';
import { hostAdvice } from '../../../core/ollama/server/serverHost.ts';
import type { ServerHost, ServerState } from '../../../core/ollama/server/serverState.ts';
import { escapeMarkdown } from '../../markdown/escape.ts';
import type { PullRow } from '../../ollama/pulls.ts';
import type { NodeIcon, TreeNode } from './treeNode.ts';

/** The model that a row is about, for commands and for the tooltip. */
export interface ModelSubject {
  /** With its tag, as the server names it. */
  readonly name: string;
  readonly kind: 'installed' | 'running' | 'suggested' | 'pull';
}

/** All that the Models view shows. */
export interface ModelsFacts {
  readonly state: ServerState;
  readonly endpoint: string;
  readonly host: ServerHost;
  /** What went wrong besides that no server runs. */
  readonly problem?: string | undefined;
  /** In Restricted Mode: the workspace's own endpoint is not used; an endpoint elsewhere is not asked. */
  readonly restricted: { readonly ignoredEndpoint: boolean; readonly notAsked: boolean };
  readonly installed: readonly InstalledModel[];
  readonly running: readonly RunningModel[];
  readonly suggestions: readonly Suggestion[];
  /** By the names of installed models. */
  readonly fits: ReadonlyMap<string, Fit>;
  readonly pulls: readonly PullRow[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The rows of the Models view. Without any, VS Code shows what package.json says for the state of the server. */
export function modelNodes(facts: ModelsFacts): TreeNode[] {
  const notices = noticeRows(facts);
  if (facts.state.kind !== 'running') {
    const stopped = facts.state.kind === 'stopped' && notices.length > 0 && facts.problem === undefined;
    return [...notices, ...(stopped ? [stoppedRow(facts)] : [])];
  }
  return [
    ...notices,
    serverNode(facts, facts.state.version),
    ...pullSection(facts),
    ...runningSection(facts),
    installedSection(facts),
    ...suggestedSection(facts),
  ];
}

/** Whether the workspace uses Ollama decides in the status bar; this is what stands there. */
export function statusText({ state, running }: Pick<ModelsFacts, 'state' | 'running'>): string {
  if (state.kind === 'starting') return '$(loading~spin) Ollama';
  if (state.kind !== 'running') return '$(debug-disconnect) Ollama';
  const [first, ...others] = running;
  if (!first) return '$(server) Ollama';
  const more = others.length === 0 ? '' : ` +${others.length}`;
  return `$(server) Ollama: ${displayName(first.name)}${more}`;
}

/** A name without what goes without saying. */
export function displayName(name: string): string {
  return shortName(name).replace(/:latest$/, '');
}

function noticeRows({ restricted, problem, endpoint }: ModelsFacts): TreeNode[] {
  const trust = { id: 'workbench.trust.manage', title: 'Manage Workspace Trust' };
  const rows: TreeNode[] = [];
  if (restricted.ignoredEndpoint)
    rows.push({
      ...row('restricted|endpoint', 'shield', 'The workspace’s own endpoint is not used', 'Restricted Mode'),
      tooltip:
        'The settings of this workspace name an Ollama endpoint. It is used only once the workspace is trusted. Choose to manage trust.',
      command: trust,
    });
  if (restricted.notAsked)
    rows.push({
      ...row('restricted|server', 'shield', 'The server is not asked', 'Restricted Mode'),
      tooltip: `${escapeMarkdown(endpoint)} is another machine, which is asked only in a trusted workspace. Choose to manage trust.`,
      command: trust,
    });
  if (problem !== undefined)
    rows.push({
      ...row('problem', 'error', problem),
      icon: { id: 'error', color: 'list.errorForeground' },
      contextValue: 'modelProblem',
      command: { id: 'aiStack.refreshModels', title: 'Refresh Models' },
    });
  return rows;
}

function stoppedRow({ endpoint }: ModelsFacts): TreeNode {
  return {
    ...row('server', 'debug-disconnect', 'No Ollama server answers', endpoint),
    contextValue: 'ollamaServer',
    command: { id: 'aiStack.refreshModels', title: 'Refresh Models' },
  };
}

function serverNode({ endpoint, host }: ModelsFacts, version: string): TreeNode {
  const advice = hostAdvice(host);
  return {
    ...row('server', 'server', `Ollama ${version}`, `on ${host.name}`),
    contextValue: 'ollamaServer',
    children: [
      row('server|endpoint', 'link', 'Endpoint', endpoint),
      row('server|openai', 'plug', 'OpenAI-compatible', `${endpoint}/v1`),
      ...(advice === '' ? [] : [row('server|advice', 'lightbulb', advice)]),
    ],
    expanded: false,
  };
}

function pullSection({ pulls }: ModelsFacts): TreeNode[] {
  if (pulls.length === 0) return [];
  return [
    {
      ...row('pulls', 'cloud-download', 'Downloads', String(pulls.length)),
      children: pulls.map((pull) => (pull.kind === 'active' ? activePull(pull) : interruptedPull(pull))),
      expanded: true,
    },
  ];
}

function activePull({ name, state }: Extract<PullRow, { kind: 'active' }>): TreeNode {
  const percent = state && state.totalBytes > 0 ? `${Math.floor(state.fraction * 100)} % · ` : '';
  const words = state ? progressWords(state) : 'Asking the server';
  return {
    ...row(`pull|${name}`, 'sync~spin', displayName(name), `${percent}${words}`),
    contextValue: 'pullingModel',
    model: { name, kind: 'pull' },
    command: { id: 'aiStack.pullModel', title: 'Pull Model…' },
  };
}

function interruptedPull(pull: Extract<PullRow, { kind: 'interrupted' }>): TreeNode {
  const { name, completedBytes, totalBytes } = pull;
  const percent = totalBytes > 0 ? Math.min(99, Math.floor((completedBytes / totalBytes) * 100)) : 0;
  const bytes = `${byteWords(completedBytes)} of ${byteWords(totalBytes)}`;
  return {
    ...row(`pull|${name}`, 'debug-pause', displayName(name), `${percent} % pulled, resume · ${bytes}`),
    tooltip: `${bytes} of ${escapeMarkdown(name)} were pulled. Choose to go on from there. A server that was restarted in the meantime may have to begin anew.`,
    contextValue: 'suggestedModel interruptedPull',
    model: { name, kind: 'pull' },
    command: { id: 'aiStack.pullModel', title: 'Pull Model…' },
  };
}

function runningSection({ running, now }: ModelsFacts): TreeNode[] {
  if (running.length === 0) return [];
  return [
    {
      ...row('running', 'play-circle', 'Running', String(running.length)),
      children: running.map((model) => runningRow(model, now)),
      expanded: true,
    },
  ];
}

function runningRow(model: RunningModel, now: number): TreeNode {
  const context =
    model.contextLength === undefined ? undefined : `${tokenWords(model.contextLength)} context`;
  const words = [processorWords(model), byteWords(model.sizeBytes), context, timeLeftWords(model, now)];
  return {
    ...row(`running|${model.name}`, 'play-circle', displayName(model.name), joined(words)),
    icon: { id: 'play-circle', color: 'charts.green' },
    contextValue: 'runningModel',
    model: { name: model.name, kind: 'running' },
    command: details,
  };
}

function installedSection({ installed, running, fits }: ModelsFacts): TreeNode {
  const local = installed.filter(({ remoteHost }) => remoteHost === undefined);
  const cloud = installed.length - local.length;
  const bytes = local.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const words = [
    `${local.length}${local.length === 0 ? '' : `, ${byteWords(bytes)}`}`,
    cloud === 0 ? undefined : `${cloud} in the cloud`,
  ];
  const rows = [...local, ...installed.filter(({ remoteHost }) => remoteHost !== undefined)].map((model) =>
    installedRow(
      model,
      running.some(({ name }) => sameModel(name, model.name)),
      fits.get(model.name),
    ),
  );
  const none: TreeNode = {
    ...row('installed|none', 'cloud-download', 'No model is installed yet', 'pull one'),
    command: { id: 'aiStack.pullModel', title: 'Pull Model…' },
  };
  return {
    ...row('installed', 'library', 'Installed', joined(words)),
    children: rows.length === 0 ? [none] : rows,
    expanded: true,
  };
}

function installedRow(model: InstalledModel, isRunning: boolean, fit: Fit | undefined): TreeNode {
  const isCloud = model.remoteHost !== undefined;
  const words = [
    isRunning ? 'running' : undefined,
    isCloud ? 'in the cloud, not on this machine' : byteWords(model.sizeBytes),
    model.parameterSize,
    model.quantization,
    model.contextLength === undefined ? undefined : tokenWords(model.contextLength),
    tellingCapabilities(model.capabilities).join(', '),
    fit && fitWords(fit),
  ];
  const kind = isCloud ? 'cloudModel' : isRunning ? 'installedModel runningModel' : 'installedModel';
  return {
    ...row(`installed|${model.name}`, 'symbol-misc', displayName(model.name), joined(words)),
    icon: installedIcon(model, isRunning, fit),
    contextValue: kind,
    model: { name: model.name, kind: 'installed' },
    command: details,
  };
}

function installedIcon(model: InstalledModel, isRunning: boolean, fit: Fit | undefined): NodeIcon {
  if (isRunning) return { id: 'play-circle', color: 'charts.green' };
  return { id: iconOf(model), ...colorOf(fit) };
}

function iconOf({ remoteHost, capabilities }: InstalledModel): string {
  if (remoteHost !== undefined) return 'cloud';
  if (capabilities.includes('embedding')) return 'symbol-array';
  if (capabilities.includes('image')) return 'device-camera';
  return capabilities.includes('vision') ? 'eye' : 'comment-discussion';
}

function colorOf(fit: Fit | undefined): Pick<NodeIcon, 'color'> {
  if (fit?.verdict === 'no') return { color: 'list.errorForeground' };
  return fit?.verdict === 'partly' ? { color: 'list.warningForeground' } : {};
}

function suggestedSection({ suggestions, installed }: ModelsFacts): TreeNode[] {
  if (suggestions.length === 0) return [];
  const asOf = suggestions.find(({ source }) => source === 'catalogue')?.asOf;
  return [
    {
      ...row(
        'suggested',
        'sparkle',
        'Suggested',
        asOf === undefined ? undefined : `as of ${asOf}, may be old`,
      ),
      children: suggestions.map(suggestedRow),
      expanded: installed.length === 0,
    },
  ];
}

function suggestedRow(suggestion: Suggestion): TreeNode {
  const { name, downloadBytes, capabilities, fit, source } = suggestion;
  const words = [
    fitWords(fit),
    downloadBytes === undefined ? undefined : `${byteWords(downloadBytes)} download`,
    tellingCapabilities(capabilities).join(', '),
    source === 'server' ? 'recommended by the server' : undefined,
  ];
  return {
    ...row(`suggested|${name}`, 'cloud-download', displayName(name), joined(words)),
    icon: { id: 'cloud-download', ...colorOf(fit) },
    contextValue: 'suggestedModel',
    model: { name, kind: 'suggested' },
  };
}

const details = { id: 'aiStack.showModelDetails', title: 'Show Model Details' };

function joined(words: readonly (string | undefined)[]): string {
  return words.filter(Boolean).join(' · ');
}

function row(key: string, icon: string, label: string, description?: string): TreeNode {
  return {
    id: `models|${key}`,
    label,
    description,
    icon: { id: icon },
    tooltip: escapeMarkdown([label, description].filter(Boolean).join(': ')),
    children: [],
  };
}

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { guideCommands } from '../../src/core/guide/guide.ts';
import { applyOverride, overridePath } from '../../src/core/guide/file/override.ts';
import { commandTable } from '../../src/editor/commands/table.ts';
import { settingsTable } from '../../src/editor/settingsTable.ts';
import { secretPageScheme } from '../../src/editor/secrets/secretPageScheme.ts';
import { builtInGuide } from '../support/builtInGuide.ts';

const root = new URL('../../', import.meta.url);
const manifest = JSON.parse(read('package.json')) as Manifest;
const { contributes } = manifest;
const commandIds = contributes.commands.map(({ command }) => command);
const viewIds = contributes.views.aiStack.map(({ id }) => id);

interface Manifest {
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: string[] };
    readonly virtualWorkspaces: { readonly supported: string };
  };
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string; enablement?: string }[];
    readonly menus: Readonly<Record<string, readonly { command: string; when: string; group?: string }[]>>;
    readonly views: { readonly aiStack: readonly { id: string; icon: string }[] };
    readonly viewsWelcome: readonly { view: string; when: string; contents: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
    readonly configurationDefaults: Readonly<Record<string, unknown>>;
    readonly yamlValidation: readonly { fileMatch: string; url: string }[];
    readonly languages: readonly { id: string; configuration: string }[];
    readonly grammars: readonly { language: string; path: string }[];
  };
}

interface Setting {
  readonly default: unknown;
  readonly markdownDescription: string;
  readonly scope: string;
}

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { svg?: string; markdown?: string; altText?: string };
  readonly completionEvents: readonly string[];
}

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** Each important word has a capital: `Create Guide Override`. */
function isTitleCase(title: string): boolean {
  return title
    .split(' ')
    .every((word) => /^[A-Z]|^(?:a|an|the|of|to|in|on|for|from|and|or|what|with|you)$/.test(word));
}

function assertExistingCommand(id: string, where: string): void {
  const builtIn =
    /^(?:workbench|vscode|markdown)\./.test(id) || viewIds.some((view) => id === `${view}.focus`);
  assert.ok(builtIn || commandIds.includes(id), `${where} runs ${id}, which does not exist`);
}

function linkedCommands(text: string): string[] {
  return [...text.matchAll(/\(command:([\w.]+)/g)].map(([, id]) => id!);
}

describe('the commands of package.json', () => {
  it('are those of the command table, with the same titles', () => {
    const shown = commandTable.filter(({ id }) => !id.startsWith('aiStack._'));
    assert.deepEqual(
      contributes.commands.map(({ command, title }) => [command, title]),
      shown.map(({ id, title }) => [id, title]),
    );
  });

  it('have the prefix, the category and title case', () => {
    for (const { command, title, category } of contributes.commands) {
      assert.match(command, /^aiStack\.[a-z][A-Za-z]+$/);
      assert.equal(category, 'AI Stack');
      assert.ok(isTitleCase(title), title);
    }
  });

  it('include every command that the guide may run', () => {
    for (const command of guideCommands) assertExistingCommand(command, 'the guide');
    const used = builtInGuide().sections.flatMap(({ options }) => options.flatMap(({ actions }) => actions));
    for (const { command } of used) assertExistingCommand(command, 'guide.yaml');
  });

  it('are in the menus only as they exist, on views that exist', () => {
    for (const [menu, items] of Object.entries(contributes.menus)) {
      for (const { command, when } of items) {
        assertExistingCommand(command, menu);
        for (const [, view] of when.matchAll(/view == (\S+)/g)) assert.ok(viewIds.includes(view!), when);
      }
    }
  });

  it('appear on a section of the panel just where the guide gives them to it', () => {
    const items = contributes.menus['view/item/context']!.filter(
      ({ when }) => !/view == aiStack\.(?!stack\b)/.test(when),
    );
    for (const command of guideCommands.filter((id) => id !== 'aiStack.openEvidence')) {
      const whens = items.filter((item) => item.command === command).map(({ when }) => when);
      assert.notEqual(whens.length, 0, command);
      for (const when of whens) assert.ok(when.includes(`action:${command.replace('.', '\\.')}\\b`), when);
    }
  });

  it('are hidden from the palette where they need an argument', () => {
    assert.deepEqual(contributes.menus['commandPalette'], [
      { command: 'aiStack.openEvidence', when: 'false' },
      { command: 'aiStack.openSecret', when: 'false' },
    ]);
  });
});

describe('the settings of package.json', () => {
  const { properties } = contributes.configuration;

  it('are those of the settings table, with the same defaults', () => {
    const defaults = Object.entries(properties).map(([key, setting]) => [key, setting.default]);
    assert.deepEqual(Object.fromEntries(defaults), settingsTable);
  });

  it('have the prefix, an area and a description', () => {
    for (const [key, { markdownDescription }] of Object.entries(properties)) {
      assert.match(key, /^aiStack\.[a-z]+\.[a-zA-Z]+$/);
      assert.match(markdownDescription, /^[A-Z].{20,}\.$/s);
    }
  });

  it('are not taken from an untrusted workspace where they lead outside', () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.ok(restrictedConfigurations.includes('aiStack.ollama.endpoint'));
    for (const key of restrictedConfigurations) assert.ok(key in properties, key);
  });
});

const folderStates = ['workspaceFolderCount == 0', "aiStack.state == 'empty'", "aiStack.state == 'error'"];
/** Views that stand for something else than what was read in the folders. */
const welcomeStates: Readonly<Record<string, readonly string[]>> = {
  'aiStack.secrets': [
    'workspaceFolderCount == 0',
    "aiStack.secretsState == 'scanning'",
    "aiStack.secretsState != 'scanning'",
  ],
  // Models are there without a folder too.
  'aiStack.models': ['notInstalled', 'stopped', 'starting'].map(
    (state) => `aiStack.ollamaState == '${state}'`,
  ),
};

describe('the texts of package.json', () => {
  it('link to commands that exist', () => {
    for (const { contents, view } of contributes.viewsWelcome) {
      for (const id of linkedCommands(contents)) assertExistingCommand(id, view);
    }
    for (const { description, id: step } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      assert.notEqual(linkedCommands(description).length, 0, step);
      for (const id of linkedCommands(description)) assertExistingCommand(id, step);
    }
  });

  it('welcome in the views when there is no folder, and while loading, empty or failed', () => {
    for (const view of viewIds) {
      const whens = contributes.viewsWelcome.filter((item) => item.view === view).map(({ when }) => when);
      for (const state of [...(welcomeStates[view] ?? folderStates), '!isWorkspaceTrusted'])
        assert.ok(
          whens.some((when) => when.includes(state)),
          `${view}: ${state}`,
        );
    }
  });

  it('describe one walkthrough of seven steps at most, which complete by things that exist', () => {
    assert.equal(contributes.walkthroughs.length, 1);
    const { steps } = contributes.walkthroughs[0]!;
    assert.ok(steps.length <= 7);
    for (const event of steps.flatMap(({ completionEvents }) => completionEvents)) {
      const [kind, id] = event.split(':') as [string, string];
      if (kind === 'onView') assert.ok(viewIds.includes(id), event);
      else assertExistingCommand(id, event);
    }
  });

  it('show the pages on secrets as previews', () => {
    const associations = contributes.configurationDefaults['workbench.editorAssociations'];
    assert.deepEqual(associations, { [`${secretPageScheme}:/**`]: 'vscode.markdown.preview.editor' });
  });

  it('name files that exist', () => {
    const { svg, markdown } = { svg: media('svg'), markdown: media('markdown') };
    const icons = contributes.views.aiStack.map(({ icon }) => icon);
    const schemas = contributes.yamlValidation.map(({ url }) => url);
    const languages = contributes.languages.map(({ configuration }) => configuration);
    const grammars = contributes.grammars.map(({ path }) => path);
    for (const path of [
      manifest.icon,
      ...icons,
      ...schemas,
      ...svg,
      ...markdown,
      ...languages,
      ...grammars,
    ]) {
      assert.ok(existsSync(new URL(path, root)), path);
    }
  });

  it('describe pictures of the walkthrough to those who cannot see them', () => {
    const { steps } = contributes.walkthroughs[0]!;
    for (const step of steps) assert.ok(step.media.markdown ?? step.media.altText, step.id);
  });

  function media(kind: 'svg' | 'markdown'): string[] {
    return contributes.walkthroughs.flatMap(({ steps }) => steps.flatMap((step) => step.media[kind] ?? []));
  }
});

describe('activation', () => {
  it('waits until VS Code has started: open documents are then looked at for secrets', () => {
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished']);
  });
});

describe('the start of an override', () => {
  const text = read('media/guide/override-starter.yaml');

  it('changes nothing and has no errors', () => {
    assert.deepEqual(applyOverride(builtInGuide(), text), { guide: builtInGuide(), problems: [] });
  });

  it('has an example that works when it is uncommented', () => {
    const commented = text.slice(text.indexOf('# sections:'));
    // Sentences between the examples stay comments.
    const example = commented.replace(/^#(?: (?![A-Z])|$)/gm, '');
    assert.deepEqual(applyOverride(builtInGuide(), example).problems, []);
  });

  it('gets completion from the schema, and the walkthrough shows a valid file', () => {
    assert.equal(contributes.yamlValidation[0]?.fileMatch, overridePath);
    const shown = /```yaml\n([^]*?)```/.exec(read('media/walkthrough/guide.md'))![1]!;
    assert.deepEqual(applyOverride(builtInGuide(), shown).problems, []);
  });
});

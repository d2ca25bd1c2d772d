import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, closeEditors, eventually, fileIn, writeFile } from '../panel.ts';
import { run } from '../ollamaTesting.ts';
import { withUser, type Said } from '../userAnswers.ts';

const made = 'generated-into';
const project = {
  'pyproject.toml':
    '[project]\nname = "greeter"\nversion = "0.1.0"\nrequires-python = ">=3.11"\ndependencies = ["fastapi==0.115.0", "uvicorn==0.30.0"]\n',
  'main.py':
    'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/health")\ndef health() -> dict[str, str]:\n    return {"status": "ok"}\n',
};

const text = async (path: string): Promise<string> =>
  Buffer.from(await vscode.workspace.fs.readFile(fileIn(`${made}/${path}`))).toString();
const exists = async (path: string): Promise<boolean> =>
  vscode.workspace.fs.stat(fileIn(`${made}/${path}`)).then(
    () => true,
    () => false,
  );

/** The command for the project that the tests made. */
const generate = (command: string): Thenable<unknown> =>
  run(command, {
    folder: vscode.workspace.workspaceFolders![0]!.uri.toString(),
    project: made,
    title: 'greeter',
  });

const labels = (said: readonly Said[], at: number): readonly string[] =>
  said.filter(({ by }) => by === 'showQuickPick')[at]?.labels ?? [];

describe('generators', () => {
  before(async () => {
    for (const [name, content] of Object.entries(project)) await writeFile(`${made}/${name}`, content);
    const facts = await (await api()).facts(vscode.workspace.workspaceFolders![0]!.uri);
    assert.ok(facts);
    await eventually('the project is known', async () => {
      const known = await (await api()).facts(vscode.workspace.workspaceFolders![0]!.uri);
      return known!.projects.some(({ path }) => path === made);
    });
  });
  after(async () => {
    await closeEditors();
    await vscode.workspace.fs.delete(fileIn(made), { recursive: true });
  });

  it('show decisions with their evidence first, and write nothing when the user leaves', async () => {
    const said = await withUser({}, () => generate('generateDockerfile'));
    const [first = '', ...rest] = labels(said, 0);
    assert.match(first, /Review the files/);
    assert.ok(
      rest.some((label) => /Application: main:app/.test(label)),
      rest.join('\n'),
    );
    assert.equal(await exists('Dockerfile'), false);
  });

  it('write nothing when the user leaves at the files, either', async () => {
    const said = await withUser({ showQuickPick: [/Review the files/] }, () =>
      generate('generateDockerfile'),
    );
    assert.match(labels(said, 1)[0]!, /Write \d files/);
    assert.equal(await exists('Dockerfile'), false);
  });

  it('take another value for a decision, and write all files at once', async () => {
    const said = await withUser(
      {
        showQuickPick: [/port/i, /Another value/, /Review the files/, /Dockerfile$/, /Write \d files/],
        showInputBox: ['9090'],
      },
      () => generate('generateDockerfile'),
    );
    assert.match(await text('Dockerfile'), /9090/);
    assert.match(await text('compose.yaml'), /9090/);
    assert.ok(await exists('.ai-stack/generated.json'));
    assert.match(said.at(-1)!.text, /files were written/);
    const opened = vscode.window.activeTextEditor?.document.uri.path ?? '';
    assert.match(opened, /\/Dockerfile$/);
  });

  it('have nothing to do the second time, and keep edits the third', async () => {
    const again = await withUser({ showQuickPick: [/Review the files/, /Nothing to write/] }, () =>
      generate('generateDockerfile'),
    );
    assert.match(again.at(-1)!.text, /up to date/);
    await writeFile(`${made}/Dockerfile`, `# Ours.\n${await text('Dockerfile')}`);
    await withUser(
      {
        showQuickPick: [/port/i, /Another value/, /Review the files/, /Write \d files/],
        showInputBox: ['9191'],
      },
      () => generate('generateDockerfile'),
    );
    const dockerfile = await text('Dockerfile');
    assert.match(dockerfile, /^# Ours\.\n/);
    assert.match(dockerfile, /9191/);
  });

  it('ask what counts where both changed the same lines', async () => {
    const edited = (await text('Dockerfile')).replaceAll('9191', '1234');
    await writeFile(`${made}/Dockerfile`, edited);
    const changed = [/port/i, /Another value/, /Review the files/, / Dockerfile$/];
    const said = await withUser(
      { showQuickPick: [...changed, 'Keep mine', /Write \d files/], showInputBox: ['9292'] },
      () => generate('generateDockerfile'),
    );
    assert.match(labels(said, 3)[0]!, /in conflict/);
    assert.equal(await text('Dockerfile'), edited);
    assert.match(await text('compose.yaml'), /9292/);
    await withUser(
      {
        showQuickPick: [...changed, 'Use the generated one', /Write \d files/],
        showInputBox: ['9393'],
      },
      () => generate('generateDockerfile'),
    );
    assert.match(await text('Dockerfile'), /9393/);
    assert.doesNotMatch(await text('Dockerfile'), /1234/);
  });

  it('say what stands in the way, where it can be changed', async () => {
    const said = await withUser(
      { showQuickPick: [/region/i, /Another value/], showInputBox: ['europe-west99'] },
      () => generate('generateCloudRun'),
    );
    assert.match(labels(said, 2)[0]!, /europe-west99/);
    assert.equal(await exists('deploy'), false);
  });

  it('write a private service with an identity of its own', async () => {
    await withUser({ showQuickPick: [/Review the files/, /Write \d+ files/] }, () =>
      generate('generateCloudRun'),
    );
    assert.match(await text('deploy/service.yaml'), /serviceAccountName:/);
    await withUser({ showQuickPick: [/Review the files/, /Write \d+ files/] }, () =>
      generate('setUpWorkloadIdentity'),
    );
    assert.match(await text('deploy/identity/set-up.sh'), /service-accounts create/);
    for (const path of ['deploy/service.yaml', 'deploy/identity/set-up.sh', 'deploy/terraform/identity.tf'])
      assert.doesNotMatch(await text(path), /member.*allUsers/);
  });

  it('leave a file alone that has changes which are not saved', async () => {
    const editor = await vscode.window.showTextDocument(fileIn(`${made}/compose.yaml`));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# unsaved\n'));
    const before = await text('compose.yaml');
    const said = await withUser(
      {
        showQuickPick: [/port/i, /Another value/, /Review the files/, /Write \d files/],
        showInputBox: ['9494'],
      },
      () => generate('generateDockerfile'),
    );
    assert.match(said.at(-1)!.text, /compose\.yaml has changes that are not saved/);
    assert.equal(await text('compose.yaml'), before);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

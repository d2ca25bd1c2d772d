import assert from 'node:assert/strict';
import { sectionIds } from '../../../src/core/guide/recommendation.ts';
import { ProjectFolders, run } from '../../support/cliRun.ts';

const agent = {
  'requirements.txt': 'google-adk>=2,<3\nfastapi==0.115.0\n',
  'app/agent.py':
    'from google.adk.agents import Agent\n\nroot_agent = Agent(name="a", model="gemini-flash-latest")\n',
};

describe('commands', () => {
  const folders = new ProjectFolders();
  after(() => folders.remove());

  describe('detect', () => {
    it('prints the contract’s JSON and nothing else', async () => {
      const root = folders.make(agent);
      const { code, out, err } = await run(['detect', root, '--json']);
      assert.deepEqual([code, err], [0, '']);
      const document = JSON.parse(out);
      assert.deepEqual(Object.keys(document), ['schema', 'root', 'projects', 'truncated', 'elapsedMs']);
      assert.deepEqual(
        [document.schema, document.root, document.truncated, document.elapsedMs],
        [1, root, false, 5],
      );
      const [project] = document.projects;
      assert.deepEqual(Object.keys(project), ['path', 'primaryTask', 'tasks', 'technologies']);
      assert.deepEqual([project.path, project.primaryTask], ['.', 'agents']);
      assert.deepEqual(Object.keys(project.tasks[0]), ['id', 'confidence', 'evidence']);
      const fastapi = project.technologies.find((each: { id: string }) => each.id === 'fastapi');
      assert.deepEqual(fastapi, {
        id: 'fastapi',
        strength: 'direct',
        version: '==0.115.0',
        evidence: [{ file: 'requirements.txt', line: 2, text: 'fastapi==0.115.0' }],
      });
    });

    it('shows people the task, the technologies and where they are proven', async () => {
      const { code, out } = await run(['detect', folders.make(agent)]);
      assert.equal(code, 0);
      assert.match(out, /^ai-stack-cli-\w+ {2}Agents\nTasks\n/);
      assert.match(out, /FastAPI ==0\.115\.0 +direct +requirements\.txt:2 +fastapi==0\.115\.0/);
      assert.match(out, /2 of 2 files read in 0\.0 s\./);
      for (const line of out.split('\n')) assert.ok(line.length <= 100, line);
    });

    it('looks at the machine only when asked', async () => {
      const root = folders.make(agent);
      assert.equal(JSON.parse((await run(['detect', root, '--json'])).out).hardware, undefined);
      const exec = {
        run: (command: string) =>
          command === 'nvidia-smi'
            ? Promise.resolve({ code: 0, stdout: 'NVIDIA L4, 23034, 550.1', stderr: '' })
            : Promise.reject(new Error('not there')),
      };
      const http = {
        get: (url: string) =>
          Promise.resolve({ status: 200, body: url.endsWith('/version') ? '{"version":"0.33.0"}' : '{}' }),
      };
      const outside = { exec, http, env: { OLLAMA_HOST: 'gpu-box:9000' } };
      const { hardware } = JSON.parse((await run(['detect', root, '--json', '--machine'], outside)).out);
      assert.equal(hardware.accelerators[0].name, 'NVIDIA L4');
      assert.deepEqual(hardware.ollama, { endpoint: 'http://gpu-box:9000', version: '0.33.0', models: [] });
      const { out } = await run(['detect', root, '--machine'], outside);
      assert.match(
        out,
        /Memory +6\.5 GB\n +GPU +NVIDIA L4, 22 GB, driver 550\.1\n +Ollama +0\.33\.0 at http:\/\/gpu-box:9000/,
      );
    });

    it('says on standard error what is broken, and still answers', async () => {
      const root = folders.make({ ...agent, 'sub/pyproject.toml': '[project\n' });
      const { code, out, err } = await run(['detect', root, '--json']);
      assert.equal(code, 0);
      assert.match(err, /^sub\/pyproject\.toml:1:\d+: error: /);
      assert.equal(JSON.parse(out).projects[0].primaryTask, 'agents');
    });

    it('finds nothing in a folder of notes', async () => {
      const root = folders.make({ 'notes.txt': 'milk, eggs\n' });
      assert.match((await run(['detect', root])).out, /No AI task found/);
      const { projects } = JSON.parse((await run(['detect', root, '--json'])).out);
      assert.ok(projects.every(({ primaryTask }: { primaryTask: string }) => primaryTask === 'none'));
    });

    it('lets no file write to the terminal', async () => {
      const root = folders.make({ 'app.py': 'import vllm  # \u001b[2J\u001b]0;owned\u0007\u202e\n' });
      const { out } = await run(['detect', root]);
      assert.match(out, /vllm/);
      assert.doesNotMatch(out, /[\u0000-\u0009\u000b-\u001f\u202e]/);
    });

    it('explains a path that is no folder', async () => {
      const root = folders.make(agent);
      assert.deepEqual(await run(['detect', 'nowhere'], { cwd: root }), {
        code: 2,
        out: '',
        err: 'ai-stack: There is no file or folder "nowhere". Check the path.\n',
      });
      const file = await run(['detect', 'requirements.txt'], { cwd: root });
      assert.deepEqual([file.code, /is a file/.test(file.err)], [2, true]);
    });

    it('takes a path relative to the current folder', async () => {
      const root = folders.make({ 'inner/requirements.txt': 'vllm\n' });
      const { out } = await run(['detect', './inner/', '--json'], { cwd: root });
      assert.equal(JSON.parse(out).projects[0].technologies[0].id, 'vllm');
    });
  });

  describe('recommend', () => {
    it('prints the six sections of each project by the contract', async () => {
      const { code, out } = await run(['recommend', folders.make(agent), '--json']);
      assert.equal(code, 0);
      const document = JSON.parse(out);
      assert.deepEqual(Object.keys(document), ['schema', 'projects']);
      const [{ path, sections }] = document.projects;
      assert.equal(path, '.');
      assert.deepEqual(
        sections.map(({ id }: { id: string }) => id),
        sectionIds,
      );
      const agents = sections.find(({ id }: { id: string }) => id === 'agents');
      assert.deepEqual(Object.keys(agents), [
        ...['id', 'status', 'option', 'title', 'rank', 'reason', 'evidence', 'actions', 'alternatives'],
      ]);
      assert.deepEqual([agents.status, agents.rank], ['adopted', 'primary']);
      for (const section of sections) assert.ok(section.reason && section.title, section.id);
    });

    it('shows people each section with its status', async () => {
      const { out } = await run(['recommend', folders.make(agent)]);
      assert.match(out, /✔ .*gent.* {2}in place\n {4}→ Google ADK/);
      for (const line of out.split('\n')) assert.ok(line.length <= 100, line);
    });

    it('obeys the folder’s override, and when that is broken says so and keeps the guide', async () => {
      const off = 'sections:\n  agents:\n    disable: true\n';
      const obeyed = await run([
        'recommend',
        folders.make({ ...agent, '.vscode/ai-stack.yaml': off }),
        '--json',
      ]);
      assert.equal(statusOf(obeyed.out, 'agents'), 'not-applicable');
      const broken = folders.make({ ...agent, '.vscode/ai-stack.yaml': off.replace('agents', 'agentz') });
      const kept = await run(['recommend', broken, '--json']);
      assert.match(kept.err, /^\.vscode\/ai-stack\.yaml:2:3: error: .*Did you mean "agents"/);
      assert.equal(statusOf(kept.out, 'agents'), 'adopted');
    });
  });

  it('report prints Markdown with facts and recommendations', async () => {
    const { code, out, err } = await run(['report', folders.make(agent)]);
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^# AI stack report\n/);
    assert.match(out, /Google ADK[\s\S]*### What the guide recommends/);
  });
});

function statusOf(out: string, section: string): string {
  const [{ sections }] = JSON.parse(out).projects;
  return sections.find(({ id }: { id: string }) => id === section).status;
}

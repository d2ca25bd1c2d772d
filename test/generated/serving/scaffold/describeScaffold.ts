import assert from 'node:assert/strict';
import type { ScaffoldTask } from '../../../../src/core/serving/scaffold/scaffold.ts';
import { scaffoldProject } from './scaffoldProject.ts';
import { missingParts, scaffoldRoot } from './scaffoldRoot.ts';
import { ScaffoldServer } from './scaffoldServer.ts';

/** What the tests of a suite need: a root to run programs in, projects, and servers that end with their test. */
export interface ScaffoldSuite {
  readonly root: () => string;
  readonly project: (task: ScaffoldTask) => string;
  /** For one test. */
  readonly start: (task: ScaffoldTask, env?: Readonly<Record<string, string>>) => Promise<ScaffoldServer>;
  /** For all tests of the suite, started by the first that asks: importing torch takes seconds. */
  readonly shared: (task: ScaffoldTask, env?: Readonly<Record<string, string>>) => Promise<ScaffoldServer>;
}

/** One thread, as the threads of several servers would only wait for each other. */
const settings = { MODEL_ID: './model', DEVICE: 'cpu', TORCH_THREADS: '1' };

/** A suite with a project for each task. It is skipped with the reason where nothing can be run, unless all is required. */
export function describeScaffold(
  title: string,
  tasks: readonly ScaffoldTask[],
  define: (suite: ScaffoldSuite) => void,
): void {
  describe(title, function () {
    this.timeout(240_000);
    let root = '';
    const projects = new Map<ScaffoldTask, string>();
    const running: ScaffoldServer[] = [];
    const kept = new Map<ScaffoldTask, Promise<ScaffoldServer>>();
    const project = (task: ScaffoldTask): string => projects.get(task) ?? '';

    before(async function () {
      this.timeout(900_000);
      const missing = missingParts();
      if (missing !== undefined) {
        assert.notEqual(process.env['AI_STACK_REQUIRE_ALL'], '1', missing);
        console.log(`      skipped: ${missing}`);
        this.skip();
      }
      root = await scaffoldRoot();
      for (const task of tasks) projects.set(task, await scaffoldProject(root, task));
    });
    afterEach(async () => {
      await Promise.all(running.splice(0).map((server) => server.stop()));
    });

    after(async () => {
      await Promise.all(Array.from(kept.values(), async (server) => (await server).stop()));
    });

    define({
      root: () => root,
      project,
      start: async (task, env = {}) => {
        const server = await ScaffoldServer.start(root, project(task), { ...settings, ...env });
        running.push(server);
        return server;
      },
      shared: (task, env = {}) => {
        const server = kept.get(task) ?? ScaffoldServer.start(root, project(task), { ...settings, ...env });
        kept.set(task, server);
        return server.then((each) => each.ready());
      },
    });
  });
}

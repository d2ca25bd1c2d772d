/**
 * Stands between a test runner and a server: `node guard.ts COMMAND ARGS…`. Runs the command in its own process
 * group and ends the group as soon as standard input closes, so that no editor outlives a killed test run.
 */
import { spawn, spawnSync } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
child.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));

process.stdin.resume().once('close', () => {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(process.pid), '/T', '/F'], { stdio: 'ignore' });
  } else {
    process.kill(0, 'SIGKILL');
  }
});

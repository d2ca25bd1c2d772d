import assert from 'node:assert/strict';
import { binaryCandidates } from '../../../../src/core/ollama/server/binaryCandidates.ts';

const paths = (facts: Parameters<typeof binaryCandidates>[0]): string[] =>
  binaryCandidates(facts).map(({ path }) => path);

describe('binaryCandidates', () => {
  it('takes the setting alone', () => {
    const env = { PATH: '/usr/bin', HOME: '/home/me' };
    assert.deepEqual(binaryCandidates({ platform: 'linux', env, configured: ' ~/bin/ollama ' }), [
      { path: '/home/me/bin/ollama', configured: true },
    ]);
  });

  it('looks on PATH, then where the installers of Linux put it, nowhere twice', () => {
    const env = { PATH: '/usr/bin:bin::/opt/x/', HOME: '/home/me' };
    assert.deepEqual(paths({ platform: 'linux', env }), [
      '/usr/bin/ollama',
      '/opt/x/ollama',
      '/usr/local/bin/ollama',
      '/home/me/.local/bin/ollama',
    ]);
  });

  it('looks into the app on macOS, whose PATH is short', () => {
    assert.deepEqual(paths({ platform: 'darwin', env: { PATH: '/usr/bin', HOME: '/Users/me' } }), [
      '/usr/bin/ollama',
      '/usr/local/bin/ollama',
      '/opt/homebrew/bin/ollama',
      '/Applications/Ollama.app/Contents/Resources/ollama',
      '/Users/me/Applications/Ollama.app/Contents/Resources/ollama',
    ]);
  });

  it('takes what can be run without a shell on Windows, whatever the case of the variables', () => {
    const env = {
      Path: 'C:\\Tools;"D:\\Bin";relative;\\\\server\\share',
      PATHEXT: '.COM;.EXE;.BAT;.CMD',
      LocalAppData: 'C:\\Users\\me\\AppData\\Local',
    };
    assert.deepEqual(paths({ platform: 'win32', env }), [
      'C:\\Users\\me\\AppData\\Local\\Programs\\Ollama\\ollama.exe',
      'C:\\Tools\\ollama.com',
      'C:\\Tools\\ollama.exe',
      'D:\\Bin\\ollama.com',
      'D:\\Bin\\ollama.exe',
      '\\\\server\\share\\ollama.com',
      '\\\\server\\share\\ollama.exe',
    ]);
  });
});

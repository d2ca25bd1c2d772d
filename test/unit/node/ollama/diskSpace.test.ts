import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeBytes, modelsFolder } from '../../../../src/node/ollama/diskSpace.ts';

describe('modelsFolder', () => {
  const facts = { platform: 'linux', env: {}, home: join('/home', 'ada'), exists: () => false };

  it('is what OLLAMA_MODELS says, quoted or not', () => {
    for (const value of ['/big/models', '"/big/models"', " '/big/models' "])
      assert.equal(modelsFolder({ ...facts, env: { OLLAMA_MODELS: value } }), '/big/models');
  });

  it('is in the home folder otherwise', () => {
    const expected = join('/home', 'ada', '.ollama', 'models');
    assert.equal(modelsFolder(facts), expected);
    assert.equal(modelsFolder({ ...facts, env: { OLLAMA_MODELS: ' ' } }), expected);
    assert.equal(modelsFolder({ ...facts, platform: 'darwin', exists: () => true }), expected);
  });

  it('is that of the service on Linux where that is installed', () => {
    const exists = (path: string): boolean => path === '/usr/share/ollama';
    assert.equal(modelsFolder({ ...facts, exists }), '/usr/share/ollama/.ollama/models');
  });
});

describe('freeBytes', () => {
  it('tells the space of the disk, also for a folder that is not there yet', async () => {
    const there = await freeBytes(tmpdir());
    assert.ok(there !== undefined && there > 0);
    const missing = await freeBytes(join(tmpdir(), 'not', 'there', 'yet'));
    assert.ok(missing !== undefined && Math.abs(missing - there) < 1e9);
  });
});

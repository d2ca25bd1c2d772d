import assert from 'node:assert/strict';

import { createScanner } from '../../../../src/core/secrets/scanner.ts';
import { secretSample } from '../../../support/secretSample.ts';

describe('rules of clouds', () => {
  const scanner = createScanner();

  const spans = (template: string) => {
    const text = secretSample(template);
    return scanner
      .scanText(text, 'notes.txt')
      .filter(({ confidence }) => confidence !== 'low')
      .map(({ rule, start, end }) => ({ rule, value: text.slice(start, end) }));
  };

  it('find the secret of an AWS pair without any name', () => {
    const found = spans('deploy,AKIA{base32:16},{base64:40}\n');
    assert.deepEqual(
      found.map(({ rule, value }) => [rule, value.length]),
      [
        ['aws-access-key-id', 20],
        ['aws-key-pair-secret', 40],
      ],
    );
  });

  it('take no digest after a key id for its secret', () => {
    assert.deepEqual(
      spans('AKIA{base32:16} in revision {hex:40}').map(({ rule }) => rule),
      ['aws-access-key-id'],
    );
  });

  it('report the key of a connection string, and nothing around it', () => {
    const [found, ...more] = spans(
      'cs: "AccountName=media;AccountKey={base64:86}==;EndpointSuffix=core.windows.net"\n',
    );
    assert.deepEqual([found?.rule, found?.value.length, more], ['azure-storage-connection-key', 88, []]);
  });

  it('know the keys of the local emulators, which everybody has', () => {
    // The first characters that Microsoft documents for Azurite and for the emulator of Cosmos DB.
    for (const known of ['Eby8vdM02xNOcqF', 'C2y6yDjf5']) {
      const rest = 86 - known.length;
      const key = `${known}{base64:${String(rest)}}==`;
      assert.deepEqual(
        spans(`AccountName=devstoreaccount1;AccountKey=${key};`).map(({ rule }) => rule),
        [],
        known,
      );
    }
  });

  it('tell the Azure services apart that share one form of key', () => {
    const start = '{alnum:52}JQQJ99BA{alnum:12}';
    const keys: readonly (readonly [string, string])[] = [
      [`${start}AAABACOG{alnum:4}`, 'azure-ai-key'],
      [`${start}AAAAAZDO{alnum:4}`, 'azure-devops-token'],
      [`${start}AAAAAZMP{alnum:4}`, 'azure-annotated-key'],
    ];
    for (const [key, rule] of keys) {
      assert.deepEqual(
        spans(`value = "${key}"`).map((each) => each.rule),
        [rule],
      );
    }
  });
});

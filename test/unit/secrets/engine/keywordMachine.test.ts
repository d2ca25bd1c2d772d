import assert from 'node:assert/strict';
import { KeywordHits, KeywordMachine } from '../../../../src/core/secrets/engine/keywordMachine.ts';

function found(keywords: readonly string[], text: string): [string, number][] {
  const machine = new KeywordMachine(keywords);
  const hits = new KeywordHits();
  machine.scanText(text, hits);
  const bytes = new KeywordHits();
  machine.scanBytes(new TextEncoder().encode(text), bytes);
  if (/^[\0-\x7f]*$/.test(text)) {
    assert.deepEqual([...bytes.ends.subarray(0, bytes.length)], [...hits.ends.subarray(0, hits.length)]);
  }
  const result: [string, number][] = [];
  for (let at = 0; at < hits.length; at++) {
    for (const number of machine.keywordsAt(hits.states[at]!)) {
      const keyword = keywords[number]!;
      result.push([keyword, hits.ends[at]! - keyword.length]);
    }
  }
  return result.sort((a, b) => a[1] - b[1] || a[0].length - b[0].length);
}

/** The same by looking for each keyword in turn. */
function expected(keywords: readonly string[], text: string): [string, number][] {
  const lower = text.toLowerCase();
  const result: [string, number][] = [];
  for (const keyword of keywords) {
    for (let at = lower.indexOf(keyword); at >= 0; at = lower.indexOf(keyword, at + 1))
      result.push([keyword, at]);
  }
  return result.sort((a, b) => a[1] - b[1] || a[0].length - b[0].length);
}

describe('KeywordMachine', () => {
  it('finds keywords within, across and beside each other', () => {
    assert.deepEqual(found(['he', 'she', 'hers', 'his'], 'uSHErs his'), [
      ['she', 1],
      ['he', 2],
      ['hers', 2],
      ['his', 7],
    ]);
  });

  it('finds nothing in other texts, and nothing without keywords', () => {
    assert.deepEqual(found(['sk-ant-'], 'sk-an sk_ant- ünïcödé 🙂'), []);
    assert.deepEqual(found([], 'anything'), []);
  });

  it('agrees with a plain search on random texts', () => {
    let seed = 5;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    const word = (length: number): string => Array.from({ length }, () => 'abAB-é'[random(6)]).join('');
    for (let round = 0; round < 200; round++) {
      const keywords = [
        ...new Set(Array.from({ length: 8 }, () => word(1 + random(4)).toLowerCase())),
      ].filter((each) => !each.includes('é'));
      const text = word(60);
      assert.deepEqual(found(keywords, text), expected(keywords, text));
    }
  });

  it('keeps any number of hits', () => {
    assert.equal(found(['a'], 'a'.repeat(5000)).length, 5000);
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { sha1, sha256 } from '../../../../src/core/secrets/baseline/sha.ts';

describe('sha1 and sha256', () => {
  it('give the digests of the standard’s examples (FIPS 180-4)', () => {
    assert.equal(sha1('abc'), 'a9993e364706816aba3e25717850c26c9cd0d89d');
    assert.equal(sha1(''), 'da39a3ee5e6b4b0d3255bfef95601890afd80709');
    assert.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    assert.equal(sha256(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('agree with Node at every length around the ends of blocks, and beyond ASCII', () => {
    const texts = Array.from({ length: 140 }, (_, length) => 'x'.repeat(length));
    for (const text of [...texts, 'ключ 🔑 schlüssel', '\ud800 alone', 'long '.repeat(5000)]) {
      assert.equal(sha1(text), createHash('sha1').update(text).digest('hex'));
      assert.equal(sha256(text), createHash('sha256').update(text).digest('hex'));
    }
  });
});

import assert from 'node:assert/strict';

import { crc32 } from '../../../../src/core/secrets/checks/crc32.ts';
import {
  base62Checksum,
  hasBase62Checksum,
  hasHexChecksum,
  hexChecksum,
} from '../../../../src/core/secrets/checks/tokenChecksums.ts';
import { secretSample } from '../../../support/secretSample.ts';

describe('checksums of tokens', () => {
  it('computes CRC-32 as the standard does', () => {
    // The check value that every catalogue of CRCs gives for CRC-32/ISO-HDLC.
    assert.equal(crc32('123456789'), 0xcbf43926);
    assert.equal(crc32(''), 0);
  });

  it('writes the sum in base 62 with leading zeros', () => {
    assert.equal(base62Checksum(''), '000000');
    // Computed with the zlib of Python and a base-62 of the same digits.
    assert.equal(base62Checksum('123456789'), '3jZRME');
  });

  it('knows a GitHub-style token from one with a character changed', () => {
    const token = secretSample('ghp_{crc62:36}');
    assert.equal(token.length, 40);
    assert.ok(hasBase62Checksum(token));
    const changed = `${token.slice(0, 10)}${token[10] === 'a' ? 'b' : 'a'}${token.slice(11)}`;
    assert.ok(!hasBase62Checksum(changed));
    assert.ok(!hasBase62Checksum('ghp_abc'));
  });

  it('knows a Grafana-style token from one with a character changed', () => {
    const body = secretSample('glsa_{alnum:32}');
    const token = `${body}_${hexChecksum(body)}`;
    assert.equal(secretSample('glsa_{alnum:32}_{crc32}').length, token.length);
    assert.ok(hasHexChecksum(token));
    assert.ok(hasHexChecksum(secretSample('TOKEN=glsa_{alnum:32}_{crc32}').slice(6)));
    assert.ok(!hasHexChecksum(token.replace('glsa', 'glsb')));
    assert.ok(!hasHexChecksum('nothing'));
  });
});

import assert from 'node:assert/strict';
import { LineIndex } from '../../../src/core/project/text/lines.ts';
import { locateAll } from '../../../src/core/secrets/locate.ts';

describe('locateAll', () => {
  for (const text of ['', 'one', 'a\nbc\n\nd', 'a\r\nbc\rd\n\re', '\n\n', '\r\r\n', 'x'.repeat(50)]) {
    it(`agrees with the line index on ${JSON.stringify(text)}`, () => {
      const lines = new LineIndex(text);
      const spans = Array.from({ length: text.length + 1 }, (_, start) => ({
        start,
        end: Math.min(start + 2, text.length),
      }));
      for (const each of [spans, spans.toReversed()]) {
        assert.deepEqual(
          locateAll(text, each),
          each.map(({ start, end }) => {
            const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
            return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
          }),
        );
      }
    });
  }

  it('goes through a large text once', () => {
    const text = 'some line of text\n'.repeat(100_000);
    const spans = Array.from({ length: 50_000 }, (_, at) => ({ start: at * 36, end: at * 36 + 40 }));
    const start = performance.now();
    assert.deepEqual(locateAll(text, spans).at(-1), {
      line: 99_999,
      column: 1,
      endLine: 100_001,
      endColumn: 5,
    });
    assert.ok(performance.now() - start < 1000);
  });
});

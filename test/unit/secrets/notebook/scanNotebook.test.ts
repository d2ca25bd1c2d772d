import assert from 'node:assert/strict';
import { notebookLayout } from '../../../../src/core/secrets/notebook/notebookLayout.ts';
import { cellPath } from '../../../../src/core/secrets/notebook/segmentPath.ts';
import { SegmentPlaces, segmentText } from '../../../../src/core/secrets/notebook/segmentText.ts';
import { scanNotebook } from '../../../../src/core/secrets/notebook/scanNotebook.ts';
import { patternScanner } from '../patternScanner.ts';

const colour = '\u001b[0;31m';
const cells = [
  { cell_type: 'markdown', metadata: {}, source: ['# Keys\n', 'SECRET1 in prose'] },
  {
    cell_type: 'code',
    metadata: { tags: ['SECRET2'] },
    source: ['name = "ü\t\\"\n', 'key = "SECRET3"\n', '!export KEY=SECRET4'],
    outputs: [
      { output_type: 'stream', name: 'stderr', text: ['a\n', 'SECRET5'] },
      {
        output_type: 'execute_result',
        data: {
          'text/plain': `'SECRET6'`,
          'text/html': ['<b title="x">\n', 'SECRET7</b>'],
          'image/png': 'SECRET8',
          'application/json': { token: 'SECRET9' },
        },
      },
      { output_type: 'error', evalue: 'no SECRET10', traceback: [`at "SECR${colour}ET11"`, 'SECRET12'] },
    ],
  },
  { cell_type: 'code', metadata: {}, source: '%%bash\r\nrun SECRET13', outputs: [] },
  { cell_type: 'raw', source: [], attachments: { 'a.png': { 'image/png': 'SECRET14' } } },
];
const metadata = { kernelspec: { language: 'python', name: 'python3' }, colab: { note: 'SECRET15' } };
const notebook = { cells, metadata, nbformat: 4, nbformat_minor: 5 };

/** The notebook with non-ASCII escaped, as Python writes it. */
function asPython(value: object): string {
  return JSON.stringify(value, null, 1).replace(
    /[\u007f-\uffff]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

describe('notebooks', () => {
  for (const [how, json] of [
    ['indented', JSON.stringify(notebook, null, 1)],
    ['on one line', JSON.stringify(notebook)],
    ['with non-ASCII escaped', asPython(notebook)],
  ] as const) {
    it(`are scanned in sources, outputs and metadata, with places in the JSON (${how})`, () => {
      const { scanner, seen } = patternScanner(/SECRET\d+/g);
      const found = scanNotebook(scanner, json, 'a/b.ipynb').map(({ start, end }) => json.slice(start, end));
      assert.deepEqual(
        found.map((each) => each.replace(/\\u001b\[0;31m/, '')),
        [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 15]
          .map((number) => `SECRET${number}`)
          .sort((a, b) => json.indexOf(a.slice(4)) - json.indexOf(b.slice(4))),
      );
      assert.ok(seen.some(({ path, text }) => path === 'a/b.ipynb.py' && text.includes('"ü\t\\"\nkey = "')));
      assert.ok(seen.some(({ path, text }) => path === 'a/b.ipynb.sh' && text === 'export KEY=SECRET4'));
      assert.ok(seen.some(({ path, text }) => path === 'a/b.ipynb.sh' && text.startsWith('%%bash')));
      assert.ok(seen.some(({ path }) => path === 'a/b.ipynb.html'));
      assert.ok(!seen.some(({ text }) => /SECRET(?:8|14)\b/.test(text)));
    });
  }

  it('of format 3 are read, too', () => {
    const json = JSON.stringify({
      metadata: { name: '' },
      nbformat: 3,
      worksheets: [
        {
          cells: [
            { cell_type: 'code', language: 'python', input: ['x = 1\n', 'SECRET1'], outputs: [{ png: 'SECRET2', text: ['SECRET3'] }] }, // prettier-ignore
          ],
        },
      ],
    });
    const { scanner, seen } = patternScanner(/SECRET\d+/g);
    const found = scanNotebook(scanner, json, 'b.ipynb').map(({ start, end }) => json.slice(start, end));
    assert.deepEqual(found, ['SECRET1', 'SECRET3']);
    assert.ok(seen.some(({ path, text }) => path === 'b.ipynb.py' && text === 'x = 1\nSECRET1'));
  });

  it('that are broken are scanned as text', () => {
    const json = JSON.stringify(notebook);
    const broken = [json.slice(0, -40), `${json}}`, 'SECRET1', '[["SECRET1"]]', '{"a": "SECRET1'];
    for (const text of [...broken, `${'['.repeat(1000)}SECRET1`, `{"a":${'{"a":'.repeat(1000)}"SECRET1"`]) {
      const { scanner, seen } = patternScanner(/SECRET\d+/g);
      const found = scanNotebook(scanner, text, 'b.ipynb');
      assert.ok(found.length > 0, text.slice(0, 30));
      assert.deepEqual(
        seen.map(({ path }) => path),
        ['b.ipynb.json'],
      );
    }
  });

  it('take time in proportion to their size', () => {
    const line = JSON.stringify(`${'\\"'.repeat(20)}SECRET1 ${'\u001b[0m'.repeat(5)}\n`);
    const json = `{"cells":[{"cell_type":"code","source":[${`${line},`.repeat(5_000)}"end"],"outputs":[]}]}`;
    const { scanner } = patternScanner(/SECRET\d+/g);
    const start = performance.now();
    assert.equal(scanNotebook(scanner, json, 'b.ipynb').length, 5_000);
    assert.ok(performance.now() - start < 1000);
  });

  it('leave out a picture however large', () => {
    const picture = 'SECRET1'.repeat(1_000_000);
    const json = JSON.stringify({ cells: [{ outputs: [{ data: { 'image/png': picture } }] }] });
    const { scanner } = patternScanner(/SECRET\d+/g);
    assert.equal(scanNotebook(scanner, json, 'b.ipynb').length, 0);
    assert.ok((notebookLayout(json)?.rest.reduce((sum, { start, end }) => sum + end - start, 0) ?? 0) < 200);
  });
});

describe('the language of a cell', () => {
  const cases: [type: string, kernel: string, head: string, expected: string][] = [
    ['code', 'python', 'import os', '.py'],
    ['code', '', 'import os', '.py'],
    ['code', 'ir', 'x <- 1', '.r'],
    ['code', 'java', 'x', '.java'],
    ['code', 'javascript', 'x', '.js'],
    ['markdown', 'python', '# x', '.md'],
    ['raw', 'python', 'x', '.txt'],
    ['code', 'python', '%%bash\\nls', '.sh'],
    ['code', 'python', '%%writefile config/.env\\nA=b', '/.env'],
    ['code', 'python', '%%writefile -a app.yaml\\na: b', '/app.yaml'],
    ['code', 'python', '%%timeit\\nx()', '.py'],
    ['code', 'python', '%%constructor\\nx()', '.py'],
  ];
  for (const [type, kernel, head, expected] of cases) {
    it(`${type} ${kernel} ${head} → ${expected}`, () => assert.equal(cellPath(type, kernel, head), expected));
  }
});

describe('places in a segment', () => {
  it('are right for every character of any string', () => {
    const values = ['', 'a"b\\c\n', '\u001b[1mü\u001b[0m€😀', '\t', 'plain', '\u001b[31m'];
    for (const indent of [undefined, 1]) {
      const json = JSON.stringify(values, undefined, indent);
      const ranges = [...json.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(({ index, 0: whole }) => ({
        start: index + 1,
        end: index + whole.length - 1,
      }));
      const text = segmentText(json, ranges);
      assert.equal(text, values.join('').replaceAll(/\u001b\[\d*m/g, ''));
      const places = new SegmentPlaces(json, ranges);
      for (let at = 0; at < text.length; at++) {
        const { start, end } = places.rangeOf(at, at + 1);
        assert.equal(JSON.parse(`"${json.slice(start, end)}"`), text.charAt(at), `character ${at}`);
      }
      for (let from = 0; from < text.length; from++) {
        const { start, end } = new SegmentPlaces(json, ranges).rangeOf(from, text.length);
        assert.equal(
          segmentText(
            json,
            ranges.map((range) => cutTo(range, start, end)),
          ),
          text.slice(from),
        );
      }
    }
  });
});

function cutTo(range: { start: number; end: number }, start: number, end: number): typeof range {
  return {
    start: Math.min(Math.max(range.start, start), range.end),
    end: Math.max(Math.min(range.end, end), range.start),
  };
}

/** One cell of a notebook that is open in the editor. */
export interface OpenCell {
  readonly kind: 'code' | 'markdown';
  readonly source: string;
}

/**
 * The least .ipynb file that holds these cells, one source line per line of the file, so that detection reads a
 * changed notebook as it would read a saved one. Outputs are left out: nothing is claimed from them.
 */
export function notebookJson(cells: readonly OpenCell[], language: string): string {
  const notebook = {
    cells: cells.map(({ kind, source }) => ({
      cell_type: kind,
      metadata: {},
      source: source === '' ? [] : source.split(/(?<=\n)/),
      ...(kind === 'code' ? { execution_count: null, outputs: [] } : {}),
    })),
    metadata: { language_info: { name: language } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

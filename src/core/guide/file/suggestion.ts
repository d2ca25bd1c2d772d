/** ` Did you mean "x"?`, or nothing when no word is near. */
export function suggestion(word: string, known: readonly string[]): string {
  const [best] = known
    .map((candidate) => ({ candidate, distance: distance(word.slice(0, 60), candidate) }))
    .filter((entry) => entry.distance <= Math.max(2, Math.floor(entry.candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return best ? ` Did you mean "${best.candidate}"?` : '';
}

/** Edit distance (insert, delete, replace), ignoring case. */
function distance(a: string, b: string): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replace = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

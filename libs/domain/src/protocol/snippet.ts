/** From–to of every place where a word stands in a text, without overlaps, in order; letters of any case. */
export function marksIn(text: string, words: readonly string[]): [number, number][] {
  const lower = text.toLowerCase();
  const found = words.flatMap((word) => {
    const marks: [number, number][] = [];
    for (let at = word ? lower.indexOf(word) : -1; at >= 0; at = lower.indexOf(word, at + word.length)) marks.push([at, at + word.length]);
    return marks;
  });
  const merged: [number, number][] = [];
  for (const [from, to] of found.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

const before = 20;
const length = 90;

/** The part of a text around the first of the words, on one line; its beginning where none of them stands in it (found by pinyin). */
export function snippetOf(text: string, words: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const first = marksIn(line, words)[0]?.[0] ?? 0;
  const from = first > before ? first - before : 0;
  const to = from + length;
  return `${from > 0 ? '…' : ''}${line.slice(from, to)}${to < line.length ? '…' : ''}`;
}

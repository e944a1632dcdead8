/** Objects up to a stream, and the stream behind them; the last part has none. */
export interface Part {
  readonly text: Buffer;
  /** Names in the dictionary of the stream. */
  readonly dictionary: ReadonlySet<string>;
  readonly stream?: Buffer;
}

const keyword = Buffer.from('stream');
const closing = Buffer.from('endstream');
const dictionaryBytes = 4_096;
const isSpace = (byte: number | undefined): boolean => byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d) || byte === 0;

/** Splits a PDF at its streams, by what stands there and not by the lengths and tables it claims. */
export function* partsOf(file: Buffer): Generator<Part> {
  let from = 0;
  for (let at = file.indexOf(keyword); at >= 0; at = file.indexOf(keyword, at + 1)) {
    if (!beginsStream(file, at)) continue;
    const begin = at + keyword.length + (file[at + keyword.length] === 0x0d ? 2 : 1);
    const end = file.indexOf(closing, begin);
    const text = file.subarray(from, at);
    const object = text.subarray(Math.max(0, text.length - dictionaryBytes, text.lastIndexOf(' obj')));
    const stream = file.subarray(begin, end < 0 ? file.length : end);
    yield { text, dictionary: new Set(namesOf(object)), stream };
    at = from = end < 0 ? file.length : end + closing.length;
  }
  yield { text: file.subarray(from), dictionary: new Set() };
}

function beginsStream(file: Buffer, at: number): boolean {
  let before = at - 1;
  while (before > 0 && isSpace(file[before])) before--;
  const next = file[at + keyword.length];
  return file[before] === 0x3e && file[before - 1] === 0x3e && (next === 0x0a || next === 0x0d);
}

const ends = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));
const longestName = 127;

/** The names in a piece of a PDF, `#4a` written out (ISO 32000-1 §7.3.5). */
export function* namesOf(text: Buffer): Generator<string> {
  for (let at = text.indexOf(0x2f); at >= 0; at = text.indexOf(0x2f, at + 1)) {
    let end = at + 1;
    while (end < text.length && end - at <= longestName && !isSpace(text[end]) && !ends.has(text[end] as number)) end++;
    const name = text.toString('latin1', at + 1, end);
    yield name.includes('#') ? name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : name;
  }
}

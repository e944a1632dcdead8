import { Refusal } from '@alliance/domain/refusal';

export type Encoding = 'utf-8' | 'gb18030';

/** A text file by lines. A damaged line keeps its place, so that only its own row is lost. */
export interface TextLines {
  readonly encoding: Encoding;
  readonly lines: readonly string[];
  readonly damaged: ReadonlySet<number>;
}

/**
 * UTF-8 with or without a byte order mark, else GB18030 (what Excel writes in China). One broken byte must not turn a UTF-8 file into
 * nonsense: where most lines with Chinese text are valid UTF-8, the others are damaged.
 * @throws Refusal import.unreadable for what is no text in either
 */
export function readLines(bytes: Uint8Array): TextLines {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = marked ? bytes.subarray(3) : bytes;
  if (body.length === 0 || isUtf16(body) || zeros(body) > body.length / 100) throw new Refusal('import.unreadable');
  const whole = decode(body, 'utf-8');
  if (whole !== null) return { encoding: 'utf-8', lines: whole.split(/\r\n|\n|\r/), damaged: new Set() };
  // neither encoding uses the byte of a line feed inside a character
  const raw = split(body);
  const foreign = raw.filter((line) => line.some((byte) => byte > 0x7f));
  const utf8 = foreign.filter((line) => decode(line, 'utf-8') !== null).length;
  const encoding = marked || utf8 * 2 >= foreign.length ? 'utf-8' : 'gb18030';
  const damaged = new Set<number>();
  const lines = raw.map((line, at) => {
    const text = decode(line, encoding);
    if (text === null) damaged.add(at);
    return (text ?? new TextDecoder(encoding).decode(line)).replace(/\r$/u, '');
  });
  if (damaged.size * 2 > foreign.length && damaged.size > 1) throw new Refusal('import.unreadable');
  return { encoding, lines, damaged };
}

function decode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

const isUtf16 = ([first, second]: Uint8Array) => (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
const zeros = (bytes: Uint8Array) => bytes.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);

function split(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, start)) {
    lines.push(bytes.subarray(start, at));
    start = at + 1;
  }
  lines.push(bytes.subarray(start));
  return lines;
}

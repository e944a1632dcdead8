/** A place for text on a sheet of paper, in millimetres. */
export interface TextBox {
  readonly widthMm: number;
  readonly heightMm: number;
}
export interface FittedText {
  /** In points. */
  readonly size: number;
  readonly shown: string;
  /** Whether the rest stands on a sheet of its own. */
  readonly goesOn: boolean;
}

const mmPerPoint = 25.4 / 72;
/** Nobody reads less than 7 points on a fax. */
const sizes = [9.5, 8.5, 7.5, 7] as const;
const smallest = 7;
export const lineHeight = 1.35;
const more = '……（续附页）';

/** Chinese characters are one em wide; others at most about 0.6 (capitals and digits of the common fonts). */
const widthOf = (character: string): number => (/[\u1100-\u{3fffd}\u2018-\u201d\u2026]/u.test(character) ? 1 : 0.62);

/**
 * Sets a text as large as the box allows, and cuts it where even the smallest size has no room: a sheet stays one page, and nothing is lost,
 * because what is cut stands whole on the continuation sheet.
 */
export function fitText(text: string, box: TextBox): FittedText {
  for (const size of sizes) if (linesOf(text, size, box).length <= roomFor(size, box)) return { size, shown: text, goesOn: false };
  const room = Math.max(roomFor(smallest, box), 1);
  const kept = linesOf(text, smallest, box).slice(0, room);
  const last = Array.from(kept.at(-1) ?? '');
  const shown = [...kept.slice(0, -1), last.slice(0, Math.max(last.length - more.length, 0)).join('') + more].join('');
  return { size: smallest, shown, goesOn: true };
}

const roomFor = (size: number, { heightMm }: TextBox): number => Math.floor(heightMm / (size * mmPerPoint * lineHeight));

/** Where the lines of a text break, line feeds included. */
function linesOf(text: string, size: number, { widthMm }: TextBox): string[] {
  const room = widthMm / (size * mmPerPoint);
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const character of text) {
    const wide = widthOf(character);
    if (character !== '\n' && width + wide > room) {
      lines.push(line);
      [line, width] = ['', 0];
    }
    line += character;
    width += wide;
    if (character === '\n') {
      lines.push(line);
      [line, width] = ['', 0];
    }
  }
  return line ? [...lines, line] : lines;
}

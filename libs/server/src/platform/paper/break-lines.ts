/** Never at the beginning of a line. */
const closing = /[，。、；：！？）》」』】〗％%.,;:!?)\]}”’]/u;
const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/**
 * Chinese breaks between any two characters except before a closing mark, other scripts between words.
 * @param room width of a line, in the units of `advance`
 * @returns at least one line
 */
export function breakLines(text: string, room: number, advance: (codePoint: number) => number): string[] {
  return text.split('\n').flatMap((paragraph) => breakParagraph(paragraph, room, advance));
}

function breakParagraph(paragraph: string, room: number, advance: (codePoint: number) => number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of piecesOf(paragraph, room, advance)) {
    const wide = widthOf(piece, advance);
    if (line && used + wide > room && !closing.test(piece)) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
      if (piece === ' ') continue;
    }
    line += piece;
    used += wide;
  }
  return [...lines, line.trimEnd()];
}

/** What stays together: a Chinese character, a word, or as much of a word as fits a line. */
function piecesOf(paragraph: string, room: number, advance: (codePoint: number) => number): string[] {
  const pieces: string[] = [];
  let word = '';
  const end = () => {
    if (word) pieces.push(word);
    word = '';
  };
  for (const character of paragraph) {
    if (han.test(character) || character === ' ' || closing.test(character)) {
      end();
      pieces.push(character);
    } else {
      if (widthOf(word + character, advance) > room) end();
      word += character;
    }
  }
  end();
  return pieces;
}

const widthOf = (text: string, advance: (codePoint: number) => number): number => {
  let sum = 0;
  for (const character of text) sum += advance(character.codePointAt(0) ?? 0);
  return sum;
};

/** A cell as it is kept: NFC, full-width letters and digits made narrow, no spaces inside Chinese text, no invisible characters (ID-12). */
export function cleanText(cell: string): string {
  return cell
    .normalize('NFC')
    .replace(/[\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/[０-９Ａ-Ｚａ-ｚ＊]/gu, (wide) => String.fromCodePoint((wide.codePointAt(0) ?? 0) - 0xfee0))
    .replace(/[\s\u3000]+/gu, ' ')
    .replace(/(?<=[\p{Script=Han}（）·]) (?=[\p{Script=Han}（）·])/gu, '')
    .trim();
}

/** Remembers what a pure function answered: tables name the same few thousand places and hospitals again and again. */
export function remembered<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size > 50_000) known.clear();
    const found = answer(text);
    known.set(text, found);
    return found;
  };
}

/** What two spellings of one name share: NFKC, no spaces, one kind of bracket and of middle dot, case ignored. */
export const nameKey = remembered(keyOf);

function keyOf(name: string): string {
  return cleanText(name)
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[〔［[【]/gu, '(')
    .replace(/[〕］\]】]/gu, ')')
    .replace(/[・•‧∙⋅]/gu, '·')
    .toLowerCase();
}

/** A name hidden by its publisher (`***区第二人民医院`, `某县人民医院`): kept as printed and never guessed (B.1). `〇` is a digit, not a mask. */
export function isMasked(name: string): boolean {
  return /[*＊×✕✖□■●]|○{2,}|[xX]{2,}|_{2,}|[?？]{2,}|某/u.test(name.normalize('NFKC'));
}

/** Several supporters in one cell are separated by 、 ， , ； ; / or a line break (row 42 of 247号). A bracket keeps its content together. */
export function splitNames(cell: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of cell) {
    if ('（(〔['.includes(char)) depth += 1;
    if ('）)〕]'.includes(char)) depth = Math.max(0, depth - 1);
    if (depth === 0 && /[、，,；;/|\n\r]/u.test(char)) parts.push(part);
    if (depth === 0 && /[、，,；;/|\n\r]/u.test(char)) part = '';
    else part += char;
  }
  return [...new Set([...parts, part].map(cleanText).filter((name) => name !== ''))];
}

/** NUL, control characters, lone surrogates and the replacement character: the row was damaged before it reached us. */
export function hasBadCharacters(cell: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return !cell.isWellFormed() || /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/u.test(cell);
}

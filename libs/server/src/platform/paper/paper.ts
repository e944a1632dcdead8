import PDFDocument from 'pdfkit';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { breakLines } from './break-lines.js';

const red = '#b3131b';
const ink = '#1a1a1a';
const soft = '#595959';
const rule = '#8c8c8c';
const shade = '#f5f2ee';
export const page = { width: 595.28, height: 841.89, left: 52, right: 543.28, top: 64, bottom: 770 } as const;
const width = page.right - page.left;
const leading = 1.5;
const pad = 4;
const numerals = [...'一二三四五六七八九十', ...[...'一二三四五六七八九'].map((digit) => `十${digit}`)];

type Weight = 'regular' | 'bold';
const files: Readonly<Record<Weight, string>> = {
  regular: '400Regular/NotoSerifSC_400Regular.ttf',
  bold: '700Bold/NotoSerifSC_700Bold.ttf',
};
let loaded: Readonly<Record<Weight, Buffer>> | undefined;
/** 30 MB that only whoever prints needs, and only once. */
function fonts(): Readonly<Record<Weight, Buffer>> {
  const read = (file: string) => readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-serif-sc/${file}`));
  return (loaded ??= { regular: read(files.regular), bold: read(files.bold) });
}

export interface Cell {
  readonly label: string;
  readonly english: string;
  readonly value: string;
}
interface Written {
  readonly size?: number;
  readonly weight?: Weight;
  readonly color?: string;
}
interface Glyphs {
  readonly unitsPerEm: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): { readonly advanceWidth: number };
}

/** A4 that fills itself from top to bottom: headings, facts and tables; the same content gives the same bytes. */
export class Paper {
  private readonly doc: PDFKit.PDFDocument;
  private readonly glyphs: Glyphs;
  private readonly advances = new Map<number, number>();
  private readonly whole: Promise<Buffer>;
  private y: number = page.top;
  private headings = 0;
  /** Characters that the font does not have. */
  readonly missing = new Set<string>();

  constructor(info: { readonly title: string; readonly keywords: string; readonly at: Date }) {
    const { title, keywords, at } = info;
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      autoFirstPage: true,
      lang: 'zh-CN',
      displayTitle: true,
      info: { Title: title, Keywords: keywords, Creator: 'alliance', Producer: 'alliance', CreationDate: at, ModDate: at },
    });
    this.whole = collect(this.doc);
    const { regular, bold } = fonts();
    this.doc.registerFont('regular', regular).registerFont('bold', bold).font('regular');
    // the types of pdfkit keep the parsed font to themselves
    this.glyphs = (this.doc as unknown as { _font: { font: Glyphs } })._font.font;
  }

  attach(name: string, bytes: Buffer, at: Date): void {
    this.doc.file(bytes, { name, type: 'application/json', description: '转诊档案', creationDate: at, modifiedDate: at });
  }

  title(text: string, english: string): void {
    this.centred(text, { size: 24, weight: 'bold', color: red });
    this.centred(english, { size: 9, color: soft });
    this.y += 4;
    this.doc.rect(page.left, this.y, width, 2).fill(red);
    this.doc.rect(page.left, this.y + 3.5, width, 0.6).fill(red);
    this.y += 12;
  }

  /** Numbered as it comes; stays with what follows it. */
  heading(words: string, english: string): void {
    const text = `${numerals[this.headings++] ?? this.headings}、${words}`;
    this.room(64);
    this.y += 12;
    this.write(text, page.left, this.y, { size: 12, weight: 'bold', color: red });
    this.write(english, page.left + this.widthOf(text, 12) + 8, this.y + 3.5, { size: 8, color: soft });
    this.y += 22;
  }

  paragraph(text: string, { size = 9, ...look }: Written = {}): void {
    for (const line of this.wrap(text, width, size)) {
      this.room(size * leading);
      this.write(line, page.left, this.y, { size, ...look });
      this.y += size * leading;
    }
    this.y += 2;
  }

  /** Facts side by side: label, value, label, value. */
  facts(cells: readonly Cell[], columns: 1 | 2 = 2): void {
    const column = width / columns;
    for (let i = 0; i < cells.length; i += columns) {
      const row = cells.slice(i, i + columns);
      const flat = row.flatMap(({ label, english, value }) => [`${label}\n${english}`, value]);
      const widths = row.flatMap(() => [76, column - 76]);
      // a last one alone takes the whole line
      if (row.length < columns) widths[1] = width - 76;
      this.row(flat, widths, (cell) => cell % 2 === 0);
    }
  }

  /** @param shares parts of the width, in percent */
  table(head: readonly string[], shares: readonly number[], rows: readonly (readonly string[])[]): void {
    const widths = shares.map((share) => (width * share) / 100);
    this.room(52);
    this.row(head, widths, () => true);
    for (const row of rows) this.row(row, widths, () => false);
  }

  /** A row that is longer than the page goes on on the next one. */
  private row(cells: readonly string[], widths: readonly number[], isLabel: (cell: number) => boolean): void {
    const size = 9;
    const step = size * leading;
    const lines = cells.map((cell, i) => this.wrap(cell, (widths[i] ?? 0) - 2 * pad, size));
    const total = Math.max(...lines.map(({ length }) => length));
    for (let from = 0; from < total;) {
      const fits = Math.floor((page.bottom - this.y - 2 * pad) / step);
      if (fits < Math.min(total - from, 3)) {
        this.turn();
        continue;
      }
      const count = Math.min(fits, total - from);
      this.box(
        lines.map((each) => each.slice(from, from + count)),
        widths,
        count * step + 2 * pad,
        isLabel,
      );
      from += count;
    }
  }

  private box(lines: readonly (readonly string[])[], widths: readonly number[], height: number, isLabel: (cell: number) => boolean): void {
    let x = page.left;
    lines.forEach((cell, i) => {
      const wide = widths[i] ?? 0;
      const label = isLabel(i);
      if (label) this.doc.rect(x, this.y, wide, height).fill(shade);
      this.doc.lineWidth(0.5).rect(x, this.y, wide, height).stroke(rule);
      cell.forEach((line, at) => {
        const second = label && at > 0;
        this.write(line, x + pad, this.y + pad + at * 9 * leading, { size: second ? 7 : 9, color: label ? soft : ink });
      });
      x += wide;
    });
    this.y += height;
  }

  /** Prints in the typewriter face, whose text a program reads back: the hash, above all. */
  typewritten(text: string, x: number, y: number, size: number): void {
    this.doc.font('Courier').fontSize(size).fillColor(ink).text(text, x, y, { lineBreak: false });
  }

  /** Goes over every page again, once it is known how many there are. */
  eachPage(draw: (number: number, of: number) => void): void {
    const { count } = this.doc.bufferedPageRange();
    for (let i = 0; i < count; i++) {
      this.doc.switchToPage(i);
      draw(i + 1, count);
    }
  }

  footer(lines: readonly string[], right: string): void {
    const y = page.bottom + 14;
    this.doc.rect(page.left, y - 6, width, 0.6).fill(red);
    lines.forEach((line, i) => this.write(line, page.left, y + i * 12, { size: 7.5, color: soft }));
    this.write(right, page.right - this.widthOf(right, 7.5), y, { size: 7.5, color: soft });
  }

  watermark(text: string): void {
    this.doc
      .save()
      .rotate(-32, { origin: [page.width / 2, page.height / 2] })
      .fillOpacity(0.09);
    const size = 44;
    this.write(text, (page.width - this.widthOf(text, size)) / 2, page.height / 2 - size, { size, weight: 'bold', color: ink });
    this.doc.restore();
  }

  space(height: number): void {
    this.y += height;
  }

  finish(): Promise<Buffer> {
    this.doc.end();
    return this.whole;
  }

  private centred(text: string, look: Required<Pick<Written, 'size'>> & Written): void {
    this.write(text, page.left + (width - this.widthOf(text, look.size)) / 2, this.y, look);
    this.y += look.size * 1.45;
  }

  private write(text: string, x: number, y: number, { size = 9, weight = 'regular', color = ink }: Written): void {
    if (text) this.doc.font(weight).fontSize(size).fillColor(color).text(this.known(text), x, y, { lineBreak: false });
  }

  private room(height: number): void {
    if (this.y + height > page.bottom) this.turn();
  }
  private turn(): void {
    this.doc.addPage();
    this.y = page.top;
  }

  private wrap(text: string, room: number, size: number): string[] {
    return breakLines(this.known(text), (room / size) * this.glyphs.unitsPerEm, (codePoint) => this.advance(codePoint));
  }
  private widthOf(text: string, size: number): number {
    const units = [...this.known(text)].reduce((sum, character) => sum + this.advance(character.codePointAt(0) ?? 0), 0);
    return (units / this.glyphs.unitsPerEm) * size;
  }
  private advance(codePoint: number): number {
    let found = this.advances.get(codePoint);
    if (found === undefined) this.advances.set(codePoint, (found = this.glyphs.glyphForCodePoint(codePoint).advanceWidth));
    return found;
  }

  /** A rare character of a name is written by its number, never as an empty box. */
  private known(text: string): string {
    return [...text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ')]
      .map((character) => {
        const codePoint = character.codePointAt(0) ?? 0;
        if (character === '\n' || this.glyphs.hasGlyphForCodePoint(codePoint)) return character;
        if (/\p{C}/u.test(character)) return '';
        this.missing.add(character);
        return `〖U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}〗`;
      })
      .join('');
  }
}

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}

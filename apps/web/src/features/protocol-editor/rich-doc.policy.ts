import type { Block, TextRun } from '@alliance/domain/protocol/protocol.types';
import { safeLink } from '../../ui/criteria/safe-link';

/** A node of the rich text editor, as much of it as we use. */
export interface RichNode {
  readonly type?: string | undefined;
  readonly attrs?: Readonly<Record<string, unknown>> | undefined;
  readonly content?: readonly RichNode[] | undefined;
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> | undefined }[] | undefined;
  readonly text?: string | undefined;
}
const longest = 4_000;

/** Blocks of a section as a document of the editor. */
export function docOf(blocks: readonly Block[]): RichNode {
  const content = blocks.flatMap(nodesOf);
  return { type: 'doc', content: content.length ? content : [paragraph([])] };
}
function nodesOf(block: Block): readonly RichNode[] {
  switch (block.kind) {
    case 'heading':
      return [{ type: 'heading', attrs: { level: 3 }, content: texts(block.runs) }];
    case 'note':
      return [{ type: 'note', content: texts(block.runs) }];
    case 'list': {
      const items = block.items.map((runs): RichNode => ({ type: 'listItem', content: [paragraph(runs)] }));
      return items.length ? [{ type: block.ordered ? 'orderedList' : 'bulletList', content: items }] : [];
    }
    case 'table': {
      const rows = block.rows
        .filter((row) => row.length)
        .map((row, at): RichNode => ({
          type: 'tableRow',
          content: row.map((runs) => ({ type: block.header && at === 0 ? 'tableHeader' : 'tableCell', content: [paragraph(runs)] })),
        }));
      return rows.length ? [{ type: 'table', content: rows }] : [];
    }
    case 'paragraph':
      return [paragraph(block.runs)];
  }
}
const paragraph = (runs: readonly TextRun[]): RichNode => ({ type: 'paragraph', content: texts(runs) });
const texts = (runs: readonly TextRun[]): RichNode[] =>
  runs
    .filter(({ text }) => text)
    .map(({ text, bold, italic, link }) => {
      const marks = [
        ...(bold ? [{ type: 'bold' }] : []),
        ...(italic ? [{ type: 'italic' }] : []),
        ...(link ? [{ type: 'link', attrs: { href: link } }] : []),
      ];
      return { type: 'text', text, ...(marks.length ? { marks } : {}) };
    });

/** The document as blocks. Empty paragraphs are left out; what the house's text does not know is kept as plain text. */
export function blocksOf(doc: RichNode): Block[] {
  return (doc.content ?? []).flatMap(blockOf);
}
function blockOf(node: RichNode): Block[] {
  const { type, content = [] } = node;
  if (type === 'bulletList' || type === 'orderedList') {
    const items = content.map(runsOf).filter((runs) => runs.length);
    return items.length ? [{ kind: 'list', ordered: type === 'orderedList', items }] : [];
  }
  if (type === 'table') return tableOf(content);
  const runs = runsOf(node);
  if (!runs.length) return [];
  return [{ kind: type === 'heading' ? 'heading' : type === 'note' ? 'note' : 'paragraph', runs }];
}

/** Pasted tables have cells over several columns: the grid stays, what they cover is empty. */
function tableOf(rows: readonly RichNode[]): Block[] {
  const grid = rows.map(({ content = [] }) =>
    content.flatMap((cell): (readonly TextRun[])[] => {
      const span = Math.max(1, Number(cell.attrs?.['colspan'] ?? 1));
      return [runsOf(cell), ...Array.from({ length: span - 1 }, () => [])];
    }),
  );
  const columns = Math.max(0, ...grid.map((row) => row.length));
  if (!columns || !grid.flat(2).length) return [];
  const header = (rows[0]?.content ?? []).every(({ type }) => type === 'tableHeader');
  return [{ kind: 'table', header, rows: grid.map((row) => [...row, ...Array.from({ length: columns - row.length }, () => [])]) }];
}

/** All text inside a node as runs; paragraphs of one cell or item stand one after the other. */
function runsOf(node: RichNode): TextRun[] {
  const runs: TextRun[] = [];
  const read = ({ type, text, marks = [], content = [] }: RichNode, at: number) => {
    if (text) runs.push(...runOf(text, marks));
    else if (type === 'hardBreak' || (at > 0 && type === 'paragraph' && runs.length)) runs.push({ text: ' ' });
    content.forEach(read);
  };
  (node.content ?? []).forEach(read);
  return joined(runs);
}
function runOf(text: string, marks: NonNullable<RichNode['marks']>): TextRun[] {
  const has = (type: string) => marks.some((mark) => mark.type === type);
  const href = marks.find(({ type }) => type === 'link')?.attrs?.['href'];
  const link = typeof href === 'string' && safeLink(href) ? href : undefined;
  const style = { ...(has('bold') ? { bold: true } : {}), ...(has('italic') ? { italic: true } : {}), ...(link ? { link } : {}) };
  const parts = Math.ceil(text.length / longest);
  return Array.from({ length: parts }, (_, i) => ({ text: text.slice(i * longest, (i + 1) * longest), ...style }));
}
/** Neighbours in the same style are one run. */
function joined(runs: readonly TextRun[]): TextRun[] {
  const out: TextRun[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    const same = last && last.bold === run.bold && last.italic === run.italic && last.link === run.link;
    if (last && same && last.text.length + run.text.length <= longest) out[out.length - 1] = { ...last, text: last.text + run.text };
    else out.push(run);
  }
  return out.some(({ text }) => text.trim()) ? out : [];
}

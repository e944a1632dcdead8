import type { Block, TextRun } from '@alliance/domain/protocol/protocol.types';

/** `**words**` are bold; nothing else is marked up. */
const runs = (text: string): TextRun[] =>
  text.split('**').flatMap((part, i): TextRun[] => (part ? [i % 2 ? { text: part, bold: true } : { text: part }] : []));

export const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: runs(text) });
export const heading = (text: string): Block => ({ kind: 'heading', runs: runs(text) });
export const note = (text: string): Block => ({ kind: 'note', runs: runs(text) });
export const list = (...items: string[]): Block => ({ kind: 'list', ordered: false, items: items.map(runs) });
export const steps = (...items: string[]): Block => ({ kind: 'list', ordered: true, items: items.map(runs) });
/** The first row is the header. */
export const table = (...rows: (readonly string[])[]): Block => ({ kind: 'table', header: true, rows: rows.map((row) => row.map(runs)) });

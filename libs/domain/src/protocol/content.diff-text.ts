import { sameRule as same } from '../criteria/override-in-force.js';
import type { Block, TextRun } from './protocol.types.js';

/** A stretch of text with what happened to it. */
export interface TextPiece {
  readonly change: 'kept' | 'added' | 'removed';
  readonly text: string;
}
/** One clause: a paragraph, heading, list, table or note. `pieces` tells the words of a changed one; all kept when only marks or links changed. */
export interface BlockDiff {
  readonly change: 'kept' | 'added' | 'removed' | 'changed';
  readonly before: Block | null;
  readonly after: Block | null;
  readonly pieces: readonly TextPiece[];
}
interface Step<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/** Clauses of a section in reading order, the kept ones with them; a clause that was rewritten for the most part is removed and added. */
export function blockDiff(before: readonly Block[], after: readonly Block[]): BlockDiff[] {
  const diff: BlockDiff[] = [];
  let [gone, come]: [Block[], Block[]] = [[], []];
  const close = (): void => {
    diff.push(...pairs(gone, come));
    [gone, come] = [[], []];
  };
  for (const step of align(before, after, same)) {
    if (step.before && step.after) {
      close();
      diff.push({ change: 'kept', ...step, pieces: [] });
    } else if (step.before) gone.push(step.before);
    else if (step.after) come.push(step.after);
  }
  close();
  return diff;
}

/** Share of a clause that has to stay for it to be the same clause. */
const enoughKept = 0.3;

function pairs(gone: readonly Block[], come: readonly Block[]): BlockDiff[] {
  const added = (after: Block): BlockDiff => ({ change: 'added', before: null, after, pieces: [] });
  let next = 0;
  const diff = gone.flatMap((before): BlockDiff[] => {
    for (let i = next; i < come.length; i++) {
      const after = come[i] as Block;
      const [old, now] = [plainText(before), plainText(after)];
      if (after.kind !== before.kind || commonShare(old, now) < enoughKept) continue;
      const pieces = textDiff(old, now);
      if (keptShare(pieces) < enoughKept) continue;
      const between = come.slice(next, i).map(added);
      next = i + 1;
      return [...between, { change: 'changed', before, after, pieces }];
    }
    return [{ change: 'removed', before, after: null, pieces: [] }];
  });
  return [...diff, ...come.slice(next).map(added)];
}
function keptShare(pieces: readonly TextPiece[]): number {
  const count = (change?: TextPiece['change']): number =>
    pieces.reduce((sum, piece) => sum + (!change || piece.change === change ? piece.text.length : 0), 0);
  return count('kept') / (count() || 1);
}

/** What can be kept at most: the words that both have, in whatever order. Spares comparing every clause with every other word by word. */
function commonShare(before: string, after: string): number {
  const left = new Map<string, number>();
  for (const word of wordsOf(before)) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of wordsOf(after)) {
    const count = left.get(word) ?? 0;
    if (count) common += word.length;
    left.set(word, Math.max(0, count - 1));
  }
  return common / (before.length + after.length - common || 1);
}

const textOf = (runs: readonly TextRun[]): string => runs.map(({ text }) => text).join('');
/** The words of a clause; items of a list and rows of a table on lines of their own, cells behind tabs. */
export function plainText(block: Block): string {
  if (block.kind === 'list') return block.items.map(textOf).join('\n');
  if (block.kind === 'table') return block.rows.map((row) => row.map(textOf).join('\t')).join('\n');
  return textOf(block.runs);
}

/** Chinese by character, everything else by word or number. */
const token = /\p{Script=Han}|\d+(?:\.\d+)?|(?:(?!\p{Script=Han})[\p{L}\p{M}])+|\s|./gsu;
const wordsOf = (text: string): readonly string[] => text.match(token) ?? [];

/** What became of the words of a text. A single character that is the same by chance does not split a change. */
export function textDiff(before: string, after: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let [removed, added, kept] = ['', '', ''];
  const flush = (): void => {
    if (removed) pieces.push({ change: 'removed', text: removed });
    if (added) pieces.push({ change: 'added', text: added });
    if (kept) pieces.push({ change: 'kept', text: kept });
    [removed, added, kept] = ['', '', ''];
  };
  for (const step of align(wordsOf(before), wordsOf(after), (one, other) => one === other)) {
    if (step.before !== null && step.after !== null) {
      kept += step.after;
      continue;
    }
    if ([...kept].length > 1 || !(removed || added)) flush();
    removed += kept + (step.before ?? '');
    added += kept + (step.after ?? '');
    kept = '';
  }
  flush();
  return pieces;
}

/** Cells of the table below: about 30 ms and 16 MB. Longer texts than that are replaced as a whole. */
const mostCells = 4_000_000;

/** The longest common subsequence, with what was removed before what was added. */
function align<T>(before: readonly T[], after: readonly T[], equal: (one: T, other: T) => boolean): Step<T>[] {
  let start = 0;
  while (start < before.length && start < after.length && equal(before[start] as T, after[start] as T)) start++;
  let end = 0;
  const shorter = Math.min(before.length, after.length) - start;
  while (end < shorter && equal(before.at(-1 - end) as T, after.at(-1 - end) as T)) end++;
  const kept = (from: number, to: number, shift: number): Step<T>[] =>
    before.slice(from, to).map((one, i) => ({ before: one, after: after[from + i + shift] as T }));
  const [middle, other] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  return [
    ...kept(0, start, 0),
    ...aligned(middle, other, equal),
    ...kept(before.length - end, before.length, after.length - before.length),
  ];
}

function aligned<T>(before: readonly T[], after: readonly T[], equal: (one: T, other: T) => boolean): Step<T>[] {
  const steps: Step<T>[] = [];
  const width = after.length + 1;
  const tooLong = (before.length + 1) * width > mostCells;
  const length = new Uint32Array(tooLong ? 0 : (before.length + 1) * width);
  const at = (i: number, k: number): number => length[i * width + k] ?? 0;
  for (let i = before.length - 1; i >= 0 && !tooLong; i--)
    for (let k = after.length - 1; k >= 0; k--)
      length[i * width + k] = equal(before[i] as T, after[k] as T) ? at(i + 1, k + 1) + 1 : Math.max(at(i + 1, k), at(i, k + 1));
  let [i, k] = [0, 0];
  while (i < before.length || k < after.length) {
    const [one, other] = [before[i], after[k]];
    const both = i < before.length && k < after.length;
    if (both && !tooLong && equal(one as T, other as T)) steps.push({ before: before[i++] as T, after: after[k++] as T });
    else if (i < before.length && (k === after.length || at(i + 1, k) >= at(i, k + 1)))
      steps.push({ before: before[i++] as T, after: null });
    else steps.push({ before: null, after: after[k++] as T });
  }
  return steps;
}

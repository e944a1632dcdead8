import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { runsOf } from '@alliance/domain/protocol/blockers';

/** One thing a search can point at. */
export interface SearchEntry {
  /** `title`, the kind of a section, or the code of a criterion. */
  readonly place: string;
  /** Plain text in the order it is read, a line for each block. */
  readonly text: string;
}

/** What a version says as plain text; what says nothing is left out. */
export function searchEntries({ title, sections, criteria }: ProtocolContent): SearchEntry[] {
  const entries = [
    { place: 'title', lines: [title.zh, title.en] },
    ...sections.map(({ kind, blocks }) => ({
      place: kind,
      lines: blocks.map((block) =>
        runsOf(block)
          .map(({ text }) => text)
          .join(block.kind === 'table' || block.kind === 'list' ? ' ' : ''),
      ),
    })),
    ...criteria.map(({ code, label, target }) => ({
      place: code,
      lines: [code, label.zh, label.en, target.zh, target.en],
    })),
  ];
  return entries.flatMap(({ place, lines }) => {
    const text = lines.flatMap((line) => line?.trim() || []).join('\n');
    return text ? [{ place, text }] : [];
  });
}

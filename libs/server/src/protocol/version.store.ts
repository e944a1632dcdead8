import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import type { VersionChange } from '@alliance/domain/protocol/version.decide';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { initialsOf, pinyinOf } from '../platform/text/pinyin.js';
import type { VersionRow } from './protocol.row.js';
import { searchEntries } from './search-entry.js';

type Column =
  'state' | 'submitted_by' | 'approved_by' | 'approved_at' | 'published_by' | 'published_at' | 'effective_from' | 'withdrawn_at' | 'reason';
const columns: readonly [keyof VersionChange, Column, string][] = [
  ['state', 'state', 'text'],
  ['submittedBy', 'submitted_by', 'uuid'],
  ['approvedBy', 'approved_by', 'uuid'],
  ['approvedAt', 'approved_at', 'timestamptz'],
  ['publishedBy', 'published_by', 'uuid'],
  ['publishedAt', 'published_at', 'timestamptz'],
  ['effectiveFrom', 'effective_from', 'date'],
  ['withdrawnAt', 'withdrawn_at', 'timestamptz'],
  ['reason', 'reason', 'text'],
];

/** Every write is guarded by the version that was read: of two at once one writes. */
@Injectable()
export class VersionStore {
  /** @throws Refusal record.stale */
  async change(work: Work, row: VersionRow, change: VersionChange): Promise<void> {
    const set = columns.filter(([field]) => change[field] !== undefined);
    await this.update(
      work,
      row,
      set.map(([, column, type], i) => `${column} = $${i + 4}::${type}`).join(', '),
      set.map(([field]) => change[field]),
    );
  }

  /** @throws Refusal record.stale */
  async write(work: Work, row: VersionRow, content: ProtocolContent, authorId: string): Promise<void> {
    const authors = [...new Set([...row.authors, authorId])];
    await this.update(work, row, 'content = $4::jsonb, authors = $5::uuid[]', [JSON.stringify(content), authors]);
  }

  /** @throws Refusal record.stale */
  async annotate(work: Work, row: VersionRow, text: string | null, authorId: string): Promise<void> {
    const by = text === null ? [null, null, null] : [text, work.now, authorId];
    await this.update(work, row, 'editor_note = $4, editor_note_at = $5::timestamptz, editor_note_by = $6::uuid', by);
  }

  /** Counts a change that stands beside the version, as a sign-off does. @throws Refusal record.stale */
  async touch(work: Work, row: VersionRow): Promise<void> {
    await this.update(work, row, 'state = state', []);
  }

  /** @throws Refusal record.stale */
  async discard(work: Work, row: VersionRow): Promise<void> {
    const gone = await work.rows('delete from protocol_version where id = $1 and version = $2 returning id', [row.id, row.version]);
    if (!gone.length) throw new Refusal('record.stale', { version: row.version });
  }

  /** What a search finds in a version, from its publication on. */
  async index(work: Work, { id, content }: VersionRow): Promise<void> {
    const entries = searchEntries(content).map((entry) => ({ ...entry, pinyin: pinyinOf(entry.text), initials: initialsOf(entry.text) }));
    await work.rows(
      `insert into protocol_search_entry (version_id, place, text, pinyin, initials)
       select $1, place, text, pinyin, initials from jsonb_to_recordset($2::jsonb) e (place text, text text, pinyin text, initials text)`,
      [id, JSON.stringify(entries)],
    );
  }

  private async update(work: Work, { id, version }: VersionRow, set: string, values: readonly unknown[]): Promise<void> {
    const written = await work.rows(
      `update protocol_version set ${set}, version = version + 1, updated_at = $3 where id = $1 and version = $2 returning id`,
      [id, version, work.now, ...values],
    );
    if (!written.length) throw new Refusal('record.stale', { version });
  }
}

import type { listSearchMisses, searchProtocols } from '@alliance/contracts/protocol-search.contract';
import type { InputOf, ReplyOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { mayKeepMiss } from '@alliance/domain/protocol/search-miss';
import { marksIn, snippetOf } from '@alliance/domain/protocol/snippet';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';

interface HitRow {
  protocolId: string;
  number: number;
  title: { zh: string; en?: string };
  place: string;
  text: string;
}
const like = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/**
 * Every word somewhere in the entry: as written, in pinyin or as initials. Letters alone are looked for in all three, anything else as written.
 * $1 day, $2… pairs of the word and, for letters, the same again.
 */
const found = (words: readonly string[]) => `
  with held as (select distinct on (v.protocol_id) v.id, v.protocol_id, v.number, v.content->'title' as title
    from protocol_version v where v.state = 'published' and v.effective_from <= $1::date order by v.protocol_id, v.effective_from desc)
  select h.protocol_id as "protocolId", h.number, h.title, e.place, e.text
  from protocol_search_entry e join held h on h.id = e.version_id
  where ${words.map((_, i) => `(e.text ilike $${i + 2}${/^[a-z]+$/.test(words[i] as string) ? ` or e.pinyin like $${i + 2} or e.initials like $${i + 2}` : ''})`).join(' and ')}
  order by case when e.place = 'title' then 0 when e.place ~ '^[A-Z]' then 1 else 2 end, length(e.text), h.protocol_id, e.place limit $${words.length + 2}`;

/** Looking through the protocols in force; what finds nothing is kept for the authors, unless it may tell who somebody is. */
@Injectable()
export class SearchQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  search(actor: Actor, { q, limit }: InputOf<typeof searchProtocols>['query']): Promise<ReplyOf<typeof searchProtocols>> {
    const words = [...new Set(q.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean))].slice(0, 6);
    return this.database.write(actor, async (tx) => {
      const rows = words.length ? await tx.rows<HitRow>(found(words), [today(this.clock.now()), ...words.map(like), limit]) : [];
      const query = words.join(' ');
      if (!rows.length && words.length && mayKeepMiss(query)) await this.miss(tx, actor, query);
      return {
        items: rows.map(({ text, ...hit }) => {
          const snippet = snippetOf(text, words);
          return { ...hit, snippet, marks: marksIn(snippet, words) };
        }),
      };
    });
  }

  /** What was only on the way to a longer word is left out. */
  misses(actor: Actor, { limit, cursor }: InputOf<typeof listSearchMisses>['query']): Promise<ReplyOf<typeof listSearchMisses>> {
    const [at] = readCursor(cursor, 1);
    const offset = Number(at ?? 0);
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<{ query: string; count: number; institutions: number; lastAt: Date }>(
        `select query, count(*)::int as count, count(distinct institution_id)::int as institutions, max(at) as "lastAt"
         from search_miss m
         where not exists (select 1 from search_miss later where later.institution_id = m.institution_id and later.query <> m.query
           and starts_with(later.query, m.query) and later.at >= m.at and later.at < m.at + interval '1 minute')
         group by query order by count(*) desc, max(at) desc, query limit $1 offset $2`,
        [limit + 1, Number.isSafeInteger(offset) && offset > 0 ? offset : 0],
      );
      return pageFrom(
        rows,
        limit,
        () => [String(offset + limit)],
        ({ lastAt, ...miss }) => ({ ...miss, lastAt: lastAt.toISOString() }),
      );
    });
  }

  /** Once a day for each institution: a screen that asks again does not count again. */
  private async miss(tx: Transaction, { institutionId }: Actor, query: string): Promise<void> {
    await tx.rows('insert into search_miss (id, institution_id, query, at) values ($1, $2, $3, $4) on conflict do nothing', [
      newId(),
      institutionId,
      query,
      this.clock.now(),
    ]);
  }
}

import type { CoverageGap, listPairings, PairedInstitution, Pairing } from '@alliance/contracts/pairing.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { canonicalSource } from '@alliance/domain/imports/scheme';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';

type Query = InputOf<typeof listPairings>['query'];

const paired = (i: string) =>
  `jsonb_build_object('id', ${i}.id, 'name', ${i}.name, 'province', ${i}.province, 'city', ${i}.city, 'type', ${i}.type)`;

/** In the order of the document: rows of one import have ascending ids. */
const statement = `
  select p.id, p.source, p.category, p.lead, p.lead_basis as "leadBasis", lower(p.valid)::text as "from", (upper(p.valid) - 1)::text as "to",
    p.notes, p.flags, ${paired('r')} as recipient, ${paired('s')} as supporter
  from pairing p join institution r on r.id = p.recipient_id join institution s on s.id = p.supporter_id
  where ($1::text is null or p.source = $1) and ($2::date is null or p.valid @> $2::date) and ($3::uuid is null or p.recipient_id = $3)
    and ($4::uuid is null or p.supporter_id = $4) and ($5::text is null or r.province = $5) and ($6::text is null or r.city = $6)
    and ($7::text is null or r.type = $7)
    and ($8::uuid is null or (p.source, p.id) > (select c.source, c.id from pairing c where c.id = $8))
  order by p.source, p.id limit $9`;

@Injectable()
export class PairingQueries {
  constructor(private readonly database: Database) {}

  /** Pairs in force on a day, or all of them. Province, city and type are the recipient's. */
  list(actor: Actor, { on, recipientId, supporterId, province, city, type, limit, cursor, ...query }: Query) {
    const [after] = readCursor(cursor, 1);
    return this.database.read(actor, async (tx) => {
      const source = query.source === undefined ? undefined : await this.spelled(tx, query.source);
      const filters = [source, on, recipientId, supporterId, province, city, type, after].map((value) => value ?? null);
      const rows = await tx.rows<Pairing & { recipient: PairedInstitution }>(statement, [...filters, limit + 1]);
      return pageFrom(
        rows,
        limit,
        ({ id }) => [id],
        (row) => row,
      );
    });
  }

  gaps(actor: Actor): Promise<CoverageGap[]> {
    return this.database.read(actor, (tx) =>
      tx.rows<CoverageGap>('select source, county, type, reason from coverage_gap order by source, county, type'),
    );
  }

  /** A document is found under any brackets: 〔2016〕, [2016], (2016). */
  private async spelled(tx: Transaction, source: string): Promise<string> {
    const known = await tx.rows<{ source: string }>('select distinct source from pairing');
    return canonicalSource(
      source,
      known.map((row) => row.source),
    );
  }
}

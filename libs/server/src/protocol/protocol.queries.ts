import type { ProtocolView } from '@alliance/contracts/protocol.schema';
import type { listProtocols } from '@alliance/contracts/protocol.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { today } from '../platform/today.js';
import type { ProtocolRow } from './protocol.row.js';
import { protocolSummary, protocolView, type Onlooker } from './protocol.view.js';

/** $1: whether one's role writes protocols. What its authors still work on is nobody else's, and a protocol without anything else is not there. */
const authoring = '(a.lead_id = current_institution() and $1::boolean)';
const readable = `v.state in ('published', 'withdrawn')`;
const nameOf = (column: string) => `(select name from person where id = ${column})`;
export const namesOf = (column: string) =>
  `array(select s.name from unnest(${column}) with ordinality w (id, place) join person s on s.id = w.id order by w.place)`;

const lines = `
  (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'number', v.number, 'state', v.state, 'effectiveFrom', v.effective_from, 'title', v.title,
      'changeNote', v.change_note, 'up', v.up_criteria, 'down', v.down_criteria, 'authors', ${namesOf('v.authors')}, 'approvedBy', ${nameOf('v.approved_by')},
      'publishedAt', v.published_at, 'updatedAt', v.updated_at,
      'acknowledgedAt', (select k.at from protocol_acknowledgement k where k.version_id = v.id and k.person_id = current_person())) order by v.number desc), '[]')
    from protocol_version v where v.protocol_id = p.id and (${authoring} or ${readable})) as versions`;
/** Readers see what something they may read links to. */
const visibleFile = `exists (select 1 from protocol_version v where v.protocol_id = f.protocol_id and ${readable} and position('file:' || f.id in v.content::text) > 0)`;
const files = `
  (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'bytes', f.bytes, 'at', f.at, 'by', ${nameOf('f.person_id')})
      order by f.id), '[]') from protocol_file f where f.protocol_id = p.id and (${authoring} or ${visibleFile})) as files`;
const protocols = (more: string) => `
  select p.id, p.code, p.title_zh, p.title_en, p.alliance_id, a.name_zh as alliance_zh, a.name_en as alliance_en, a.lead_id, p.common, p.invented, p.version, ${lines}${more}
  from protocol p join alliance a on a.id = p.alliance_id
  where (${authoring} or exists (select 1 from protocol_version v where v.protocol_id = p.id and ${readable}))`;

@Injectable()
export class ProtocolQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, { allianceId, limit, cursor }: InputOf<typeof listProtocols>['query']) {
    const [code, id] = readCursor(cursor, 2);
    return this.database.read(actor, async (tx) => {
      const onlooker = await this.onlooker(tx, actor);
      const rows = await tx.rows<ProtocolRow>(
        `${protocols('')} and ($2::uuid is null or p.alliance_id = $2 or p.common) and ($3::text is null or (p.code, p.id) > ($3, $4::uuid))
         order by p.code, p.id limit $5`,
        [may(actor, 'protocol.author'), allianceId ?? null, code ?? null, id ?? null, limit + 1],
      );
      return pageFrom(
        rows,
        limit,
        (row) => [row.code, row.id],
        (row) => protocolSummary(row, onlooker),
      );
    });
  }

  get(actor: Actor, id: string): Promise<ProtocolView> {
    return this.database.read(actor, (tx) => this.one(tx, actor, id));
  }

  /** @throws Refusal access.not_found */
  async one(tx: Transaction, actor: Actor, id: string): Promise<ProtocolView> {
    return protocolView(await this.row(tx, actor, id), await this.onlooker(tx, actor));
  }

  /** @throws Refusal access.not_found */
  async row(tx: Transaction, actor: Actor, id: string): Promise<ProtocolRow> {
    const [row] = await tx.rows<ProtocolRow>(`${protocols(`, ${files}`)} and p.id = $2`, [may(actor, 'protocol.author'), id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }

  /** A document of a protocol, where one may read something that links to it. @throws Refusal access.not_found */
  async file(tx: Transaction, actor: Actor, id: string): Promise<{ name: string; media_type: string; storage_key: string; bytes: string }> {
    const [row] = await tx.rows<{ name: string; media_type: string; storage_key: string; bytes: string }>(
      `select f.name, f.media_type, f.storage_key, f.bytes from protocol_file f join protocol p on p.id = f.protocol_id join alliance a on a.id = p.alliance_id
       where f.id = $2 and (${authoring} or ${visibleFile})`,
      [may(actor, 'protocol.author'), id],
    );
    if (!row) throw new Refusal('access.not_found');
    return row;
  }

  private async onlooker(tx: Transaction, actor: Actor): Promise<Onlooker> {
    const now = this.clock.now();
    const [held] = await tx.rows<{ from: string | null }>(
      'select lower(valid)::text as "from" from appointment where id = current_appointment()',
    );
    return { actor, now, day: today(now), appointedFrom: held?.from ?? null };
  }
}

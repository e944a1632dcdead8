import type { VersionView } from '@alliance/contracts/protocol.schema';
import type { Actor } from '@alliance/domain/access/actor';
import { mayAuthor } from '@alliance/domain/protocol/version.policy';
import { isWorking } from '@alliance/domain/protocol/version.machine';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { today } from '../platform/today.js';
import { namesOf } from './protocol.queries.js';
import type { VersionRow } from './protocol.row.js';
import { versionView } from './protocol.view.js';
import { UsageCounter } from './usage.counter.js';

const version = `
  select v.id, v.protocol_id, p.code as protocol_code, p.alliance_id, a.lead_id, p.common, p.invented, v.number, v.state, v.version, v.content,
    v.authors, ${namesOf('v.authors')} as author_names, v.submitted_by, sub.name as submitted_by_name, app.name as approved_by_name, v.approved_at,
    pub.name as published_by_name, v.published_at, v.effective_from::text as effective_from, v.reason, v.editor_note, v.editor_note_at,
    note.name as editor_note_by_name, v.updated_at,
    (select coalesce(jsonb_agg(jsonb_build_object('code', o.code, 'signatory', o.signatory, 'title', o.title, 'invented', o.invented, 'at', o.at,
        'recordedBy', r.name) order by o.code), '[]') from criterion_sign_off o join person r on r.id = o.recorded_by where o.version_id = v.id) as sign_offs,
    (select jsonb_agg(jsonb_build_object('number', s.number, 'state', s.state, 'effectiveFrom', s.effective_from)) from protocol_version s
      where s.protocol_id = v.protocol_id) as sisters
  from protocol_version v join protocol p on p.id = v.protocol_id join alliance a on a.id = p.alliance_id
    left join person sub on sub.id = v.submitted_by left join person app on app.id = v.approved_by
    left join person pub on pub.id = v.published_by left join person note on note.id = v.editor_note_by`;

@Injectable()
export class VersionQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly usage: UsageCounter,
  ) {}

  /** A version as addresses name it: `/protocols/<id>/versions/3`. */
  async get(actor: Actor, protocolId: string, number: number): Promise<VersionView> {
    const view = await this.database.read(actor, async (tx) => this.view(actor, await this.row(tx, actor, protocolId, number)));
    await this.usage.opened(actor, view);
    return view;
  }

  /** @throws Refusal access.not_found */
  byId(actor: Actor, id: string): Promise<VersionView> {
    return this.database.read(actor, (tx) => this.one(tx, actor, id));
  }

  /** @throws Refusal access.not_found */
  async one(tx: Transaction, actor: Actor, id: string): Promise<VersionView> {
    const [row] = await tx.rows<VersionRow>(`${version} where v.id = $1`, [id]);
    return this.view(actor, visible(row, actor));
  }

  /** @throws Refusal access.not_found */
  async row(tx: Transaction, actor: Actor, protocolId: string, number: number): Promise<VersionRow> {
    const [row] = await tx.rows<VersionRow>(`${version} where v.protocol_id = $1 and v.number = $2`, [protocolId, number]);
    return visible(row, actor);
  }

  private view(actor: Actor, row: VersionRow): VersionView {
    const now = this.clock.now();
    return versionView(row, { actor, now, day: today(now) });
  }
}

/** What is still worked on is its authors' alone, also inside the lead hospital. */
function visible(row: VersionRow | undefined, actor: Actor): VersionRow {
  if (!row || (isWorking(row.state) && !mayAuthor(actor, row.lead_id))) throw new Refusal('access.not_found');
  return row;
}

import type { ReferralView, TimelineEntry } from '@alliance/contracts/referral.contract';
import type { Actor, Role } from '@alliance/domain/access/actor';
import type { NoteKind } from '@alliance/domain/referral/referral.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import type { ReferralRow } from './referral.row.js';
import { referralRow } from './referral.statement.js';
import { referralView } from './referral.view.js';

/** What the screens of referrals ask: one method, one screen, one round trip beside its audit row. */
@Injectable()
export class ReferralQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal referral.not_found */
  async row(tx: Transaction, id: string): Promise<ReferralRow> {
    const [row] = await tx.rows<ReferralRow>(referralRow, [id]);
    if (!row) throw new Refusal('referral.not_found');
    return row;
  }

  /** The version that was seen. @throws Refusal referral.not_found, referral.stale */
  async load(tx: Transaction, id: string, version: number): Promise<ReferralRow> {
    const row = await this.row(tx, id);
    if (row.version !== version) throw new Refusal('referral.stale', { version: row.version });
    return row;
  }

  get(actor: Actor, id: string): Promise<ReferralView> {
    return this.database.write(actor, async (tx) => {
      const row = await this.row(tx, id);
      await this.audit.seen(tx, actor, { action: 'referral.read', objectKind: 'referral', objectIds: [id] });
      return referralView(row, actor, this.clock.now());
    });
  }

  timeline(actor: Actor, id: string): Promise<{ items: TimelineEntry[] }> {
    return this.database.write(actor, async (tx) => {
      await this.row(tx, id);
      const rows = await tx.rows<TimelineRow>(
        `select e.id, e.kind, e.happened_at, p.name as person, e.role, i.name as institution, e.version, e.data, n.kind as note_kind, n.text as note_text
         from event e join institution i on i.id = e.institution_id left join person p on p.id = e.person_id
           left join referral_note n on n.event_id = e.id and n.referral_id = e.subject_id
         where e.subject_id = $1 and e.topic <> 'conversation' order by e.recorded_at, e.id`,
        [id],
      );
      await this.audit.seen(tx, actor, { action: 'referral.timeline', objectKind: 'referral', objectIds: [id] });
      return { items: rows.map(timelineEntry) };
    });
  }
}

interface TimelineRow {
  id: string;
  kind: string;
  happened_at: Date;
  person: string | null;
  role: Role | null;
  institution: string;
  version: number;
  data: Record<string, string | number>;
  note_kind: NoteKind | null;
  note_text: string | null;
}

const timelineEntry = (row: TimelineRow): TimelineEntry => ({
  id: row.id,
  kind: row.kind,
  at: row.happened_at.toISOString(),
  by: row.person,
  role: row.role,
  institution: row.institution,
  version: row.version,
  data: row.data,
  note: row.note_kind && row.note_text ? { kind: row.note_kind, text: row.note_text } : null,
});

import type { ConsultationTimelineEntry, hubsOfConsultation } from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { AnswerOf } from '@alliance/contracts/route';
import type { Actor, Role } from '@alliance/domain/access/actor';
import type { HubTier } from '@alliance/domain/consultation/consultation.codes';
import { hubsAbove, tierOf } from '@alliance/domain/consultation/hub';
import { Refusal } from '@alliance/domain/refusal';
import type { InstitutionLevel } from '@alliance/domain/referral/direction';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import type { ConsultationRow } from './consultation.row.js';
import { consultationRow } from './consultation.statement.js';
import { consultationView } from './consultation.view.js';

type Hubs = AnswerOf<typeof hubsOfConsultation>;

/** What the screens of one consultation ask. */
@Injectable()
export class ConsultationQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal consultation.not_found */
  async row(tx: Transaction, id: string): Promise<ConsultationRow> {
    const row = await this.find(tx, id);
    if (!row) throw new Refusal('consultation.not_found');
    return row;
  }

  async find(tx: Transaction, id: string): Promise<ConsultationRow | undefined> {
    const [row] = await tx.rows<ConsultationRow>(consultationRow, [id]);
    return row;
  }

  get(actor: Actor, id: string): Promise<ConsultationView> {
    return this.database.write(actor, async (tx) => {
      const row = await this.row(tx, id);
      await this.audit.seen(tx, actor, { action: 'consultation.read', objectKind: 'consultation', objectIds: [id] });
      return consultationView(row, actor, this.clock.now());
    });
  }

  timeline(actor: Actor, id: string): Promise<{ items: ConsultationTimelineEntry[] }> {
    return this.database.write(actor, async (tx) => {
      await this.row(tx, id);
      const rows = await tx.rows<TimelineRow>(
        `select e.id, e.kind, e.happened_at, p.name as person, e.role, i.name as institution, e.version, e.data, n.kind as note_kind, n.text as note
         from event e join institution i on i.id = e.institution_id left join person p on p.id = e.person_id
           left join consultation_note n on n.event_id = e.id and n.consultation_id = e.subject_id
         where e.subject_id = $1 and e.kind like 'consultation.%' and e.kind <> 'consultation.board_changed' order by e.recorded_at, e.id`,
        [id],
      );
      await this.audit.seen(tx, actor, { action: 'consultation.timeline', objectKind: 'consultation', objectIds: [id] });
      return { items: rows.map(timelineEntry) };
    });
  }

  hubs(actor: Actor, id: string): Promise<Hubs> {
    return this.database.read(actor, async (tx) => ({ items: await this.hubsOf(tx, await this.row(tx, id)) }));
  }

  /** The next hubs of the network: leads of the alliances that the hospitals asked so far are members of (S5-09). */
  async hubsOf(tx: Transaction, row: ConsultationRow): Promise<Hubs['items']> {
    const above = await tx.rows<{ id: string }>(
      'select distinct y.institution_id as id from consultation c join consultation_party y on y.consultation_id = c.id where c.parent_id = $1',
      [row.id],
    );
    const asked = [row.inviting.id, ...row.beside.parties.map(({ institution }) => institution.id), ...above.map(({ id }) => id)];
    const found = await tx.rows<{
      id: string;
      name: string;
      level: InstitutionLevel;
      tier: HubTier | null;
      alliance_id: string;
      asked: boolean;
    }>(
      `select i.id, i.name, i.level, i.hub_tier as tier, a.id as alliance_id, false as asked from alliance a join institution i on i.id = a.lead_id
       where exists (select 1 from membership m where m.alliance_id = a.id and m.institution_id = any($1) and m.suspended_at is null and m.valid @> local_today())
       union all select i.id, i.name, i.level, i.hub_tier, null, true from institution i where i.id = any($1)`,
      [asked],
    );
    const tiered = found.map(({ level, tier, ...hub }) => ({ ...hub, tier: tier ?? tierOf(level) }));
    const own = tiered.filter(({ asked: is }) => is).map(({ tier }) => tier);
    const higher = hubsAbove(
      own,
      asked,
      tiered.filter(({ asked: is }) => !is),
    );
    return higher.map(({ id, name, tier, alliance_id }) => ({ id, name, tier, allianceId: alliance_id }));
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
  data: Record<string, string | number | boolean>;
  note_kind: string | null;
  note: string | null;
}

const timelineEntry = (row: TimelineRow): ConsultationTimelineEntry => ({
  id: row.id,
  kind: row.kind,
  at: row.happened_at.toISOString(),
  by: row.person,
  role: row.role,
  institution: row.institution,
  version: row.version,
  data: row.data,
  note: row.note === null ? null : { kind: row.note_kind ?? '', text: row.note },
});

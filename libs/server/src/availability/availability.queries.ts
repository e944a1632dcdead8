import type { addAbsence, Availability, ReservationOutside } from '@alliance/contracts/availability.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { outsideOf } from '@alliance/domain/availability/person-time';
import { spanOf } from '@alliance/domain/availability/span';
import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { absenceView, availabilityRow, limitsOf, mayArrange, type AbsenceRow } from './availability.row.js';
import { openTimes } from './person-times.js';

type Outside = z.infer<typeof ReservationOutside>;
export type AddedAbsence = AnswerOf<typeof addAbsence>;
interface SessionRow {
  subject_id: string;
  kind: ConsultationKind;
  starts_at: Date;
  ends_at: Date;
}

@Injectable()
export class AvailabilityQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal access.not_found for somebody of another institution */
  of(actor: Actor, personId: string): Promise<Availability> {
    return this.database.write(actor, async (tx) => {
      const view = await this.view(tx, actor, personId, this.clock.now());
      if (personId !== actor.personId)
        await this.audit.seen(tx, actor, { action: 'availability.read', objectKind: 'person', objectIds: [personId] });
      return view;
    });
  }

  async view(tx: Transaction, actor: Actor, personId: string, now: Date): Promise<Availability> {
    const row = await availabilityRow(tx, personId);
    const absences = await tx.rows<AbsenceRow>(
      `select id, person_id, kind, starts_at, ends_at, note from absence
       where person_id = $1 and institution_id = current_institution() and ends_at > $2 order by starts_at, id`,
      [personId, now],
    );
    return {
      personId,
      institutionId: actor.institutionId,
      version: row.version ?? 0,
      zone: row.zone,
      rules: row.rules,
      limits: limitsOf(row),
      absences: absences.map(absenceView),
      outside: await this.outside(tx, personId, row, absences, now),
      mayChange: mayArrange(actor, personId),
    };
  }

  /** @throws Refusal access.not_found */
  addedAbsence(actor: Actor, personId: string, id: string): Promise<AddedAbsence> {
    return this.database.read(actor, (tx) => this.absence(tx, actor, personId, id, this.clock.now()));
  }

  /** One absence to come, with the sessions that it meets. @throws Refusal access.not_found */
  async absence(tx: Transaction, actor: Actor, personId: string, id: string, now: Date): Promise<AddedAbsence> {
    const { absences, outside } = await this.view(tx, actor, personId, now);
    const absence = absences.find((each) => each.id === id);
    if (!absence) throw new Refusal('access.not_found');
    return { absence, outside: outside.filter(({ startsAt, endsAt }) => startsAt < absence.endsAt && endsAt > absence.startsAt) };
  }

  /** Confirmed sessions to come that these rules and absences leave outside. */
  private async outside(
    tx: Transaction,
    personId: string,
    { rules, zone }: Pick<Availability, 'rules' | 'zone'>,
    absences: readonly AbsenceRow[],
    now: Date,
  ): Promise<Outside[]> {
    const rows = await tx.rows<SessionRow>(
      `select subject_id, kind, starts_at, ends_at from reservation
       where person_id = $1 and institution_id = current_institution() and state = 'confirmed' and ends_at > $2 order by starts_at, subject_id`,
      [personId, now],
    );
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return [];
    const of = ({ starts_at, ends_at }: Pick<SessionRow, 'starts_at' | 'ends_at'>) => spanOf(new Date(starts_at), new Date(ends_at));
    const within = { from: of(first).from, to: of(last).to };
    const sessions = rows.map((row) => ({ ...of(row), kind: row.kind, row }));
    return outsideOf(sessions, openTimes(rules, zone, within), absences.map(of)).map(({ kind, row }) => ({
      subjectId: row.subject_id,
      kind,
      startsAt: new Date(row.starts_at).toISOString(),
      endsAt: new Date(row.ends_at).toISOString(),
    }));
  }
}

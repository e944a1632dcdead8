import type { Actor } from '@alliance/domain/access/actor';
import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/db/database.js';
import { CalendarPortal } from './calendar.portal.js';
import { entryOf, type CalendarSession } from './session.calendar.js';

interface Row {
  id: string;
  number: string;
  kind: ConsultationKind;
  specialty: string | null;
  state: string;
  organiser: string;
  hospitals: string[];
  starts_at: Date | null;
  ends_at: Date | null;
  held: boolean;
  sequence: number;
  updated_at: Date;
}
const row = `
  select c.id, c.number, c.kind, c.specialty, c.state, (select i.name from institution i where i.id = c.inviting_id) as organiser,
    array(select i.name from institution i where i.id = any(c.invited_ids) order by i.name) as hospitals,
    c.starts_at, c.ends_at, c.held_until is not null as held, c.sequence, c.updated_at
  from consultation c where c.id = $1`;
const appointed = ['booked', 'in_session', 'concluding', 'decided', 'closed'];

/** One session as a calendar program keeps it. */
@Injectable()
export class CalendarEntryQueries {
  constructor(
    private readonly database: Database,
    private readonly portal: CalendarPortal,
  ) {}

  /** @throws Refusal consultation.not_found, consultation.wrong_state where no time is fixed */
  download(actor: Actor, id: string): Promise<string> {
    return this.database.read(actor, async (tx) => entryOf(await this.session(tx, id), this.portal));
  }

  private async session(tx: Transaction, id: string): Promise<CalendarSession> {
    const [found] = await tx.rows<Row>(row, [id]);
    if (!found) throw new Refusal('consultation.not_found');
    const { starts_at: startsAt, ends_at: endsAt, state, held, updated_at: changedAt, ...session } = found;
    if (!startsAt || !endsAt || held || !appointed.includes(state)) throw new Refusal('consultation.wrong_state', { state });
    return { ...session, startsAt, endsAt, changedAt };
  }
}

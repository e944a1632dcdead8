import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { Actor } from '@alliance/domain/access/actor';
import { consultationAfter } from '@alliance/domain/consultation/consultation';
import type { ConsultationAction, ConsultationState } from '@alliance/domain/consultation/consultation.machine';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { ReservationLedger } from '../availability/reservation.ledger.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { ConsultationQueries } from './consultation.queries.js';
import { change, dueColumns, invitedMoved } from './consultation.record.js';
import { factsOf, type ConsultationRow } from './consultation.row.js';
import { consultationView } from './consultation.view.js';
import { TermsOfAgreement } from './consultation.terms.js';

/** States in which a time that is kept stays kept. */
const meeting: readonly string[] = ['invited', 'booked', 'in_session'];

/** What an action writes beside the state; the rest it has written itself. */
export type Columns = Readonly<Record<string, unknown>>;
type Apply = (work: Work, row: ConsultationRow, state: ConsultationState) => Promise<Columns>;

/** The one way of every action on a consultation: load, decide, write, wait for what comes next. */
@Injectable()
export class ConsultationCommand {
  constructor(
    private readonly commands: Commands,
    private readonly queries: ConsultationQueries,
    private readonly terms: TermsOfAgreement,
    private readonly reservations: ReservationLedger,
  ) {}

  /** @throws Refusal consultation.not_found, record.stale, consultation.wrong_state, consultation.not_your_action */
  act(actor: Actor, id: string, version: number, action: ConsultationAction, apply: Apply): Promise<ConsultationView> {
    return this.commands.run(
      actor,
      async (work) => {
        // two who answer at once do not both read the same seats
        await work.rows('select 1 from consultation where id = $1 for update', [id]);
        const row = await this.queries.row(work, id);
        if (row.version !== version) throw new Refusal('record.stale', { version: row.version });
        const state = consultationAfter(factsOf(row), action, actor, work.now);
        const columns = await apply(work, row, state);
        return consultationView(await this.settle(work, row, { state, ...columns }), actor, work.now);
      },
      { replay: (subject) => this.queries.get(actor, subject) },
    );
  }

  /** Writes a change, with what is waited for then and who is invited by now. @returns the row as it stands now */
  async settle(work: Work, row: ConsultationRow, asked: Columns): Promise<ConsultationRow> {
    const columns = { ...asked, ...(await this.givenBack(work, row, asked)) };
    const changed: ConsultationRow = { ...(await this.queries.row(work, row.id)), ...columns };
    await change(work, row, { ...columns, ...dueColumns(row, changed, await this.terms.of(work, changed), work.now) });
    work.subjectId = row.id;
    if (invitedMoved(changed)) await work.rows('select keep_invited($1)', [row.id]);
    // whoever declined for the whole hospital reads it a last time
    return (await this.queries.find(work, row.id)) ?? changed;
  }

  /** Whoever no longer meets at the time that was kept gives it back, and calendars learn of it. */
  private async givenBack(work: Work, row: ConsultationRow, { state, sequence = row.sequence }: Columns): Promise<Columns> {
    if (!row.ends_at || row.ends_at <= work.now || meeting.includes(state as string)) return {};
    await this.reservations.release(work, row.id);
    // what was held stands in the record, with the hour it had
    const held = row.started_at !== null && state !== 'cancelled' && state !== 'voided';
    const told = row.state === 'booked' || row.state === 'in_session' ? 1 : 0;
    return held ? {} : { starts_at: null, ends_at: null, held_until: null, sequence: (sequence as number) + told };
  }

  /** As it stands, before anything is done to it. @throws Refusal consultation.not_found */
  read = (actor: Actor, id: string): Promise<ConsultationView> => this.queries.get(actor, id);

  run = <T>(actor: Actor, work: (work: Work) => Promise<T>, replay: (subject: string) => Promise<T>): Promise<T> =>
    this.commands.run(actor, work, { replay });
}

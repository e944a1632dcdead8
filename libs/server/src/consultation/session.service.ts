import type * as act from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { holdMinutes } from '@alliance/domain/consultation/consultation';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { ReservationLedger } from '../availability/reservation.ledger.js';
import { ConsultationCommand } from './consultation.command.js';
import { note, tell } from './consultation.record.js';
import type { ConsultationRow } from './consultation.row.js';
import { armSession } from './session.timers.js';

type Body<R extends Route & { body: unknown }> = InputOf<R> extends { body: infer B } ? Omit<B, 'version'> : never;
const minute = 60_000;
/** How far ahead a session can be fixed; what lies further is a slip of the hand. */
const furthestDays = 366;

/** When they meet: a time is held, fixed, moved; a session begins and ends. */
@Injectable()
export class SessionService {
  constructor(
    private readonly command: ConsultationCommand,
    private readonly reservations: ReservationLedger,
  ) {}

  /** @throws Refusal reservation.taken, consultation.time_invalid */
  hold(actor: Actor, id: string, version: number, { startsAt, minutes, roomIds }: Body<typeof act.holdTime>): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'hold', async (work, row, state) => {
      const time = timeOf(startsAt, minutes, work.now);
      const until = new Date(work.now.getTime() + holdMinutes * minute);
      await this.reservations.take(work, { subjectId: id, kind: row.kind, ...time, personIds: seated(row), roomIds, until });
      tell(work, row, 'consultation.held', {}, { version: row.version + 1 });
      return { state, starts_at: time.startsAt, ends_at: time.endsAt, held_until: until };
    });
  }

  /** Confirms what is held, or takes the time at once. @throws Refusal reservation.taken, reservation.hold_over, consultation.time_invalid */
  book(
    actor: Actor,
    id: string,
    version: number,
    { startsAt, minutes, roomIds }: Body<typeof act.bookConsultation>,
  ): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'book', async (work, row) => {
      const held =
        row.held_until !== null &&
        row.starts_at !== null &&
        row.ends_at !== null &&
        (!startsAt || new Date(startsAt).getTime() === row.starts_at.getTime());
      const time = held
        ? { startsAt: row.starts_at as Date, endsAt: row.ends_at as Date }
        : timeOf(startsAt, minutes ?? row.minutes, work.now);
      if (held) await this.reservations.confirm(work, id);
      // who accepted since it was held comes as well
      if (!held || lateFor(row))
        await this.reservations.take(work, { subjectId: id, kind: row.kind, ...time, personIds: seated(row), roomIds, until: null });
      await armSession(work, { id, ...time });
      tell(work, row, 'consultation.booked', { startsAt: time.startsAt.toISOString() }, { version: row.version + 1 });
      const again = { started_at: null, finished_at: null };
      return {
        state: 'booked',
        starts_at: time.startsAt,
        ends_at: time.endsAt,
        held_until: null,
        booked_at: work.now,
        sequence: row.sequence + 1,
        ...again,
      };
    });
  }

  /** The same experts at another time; whoever cannot is named in the refusal. @throws Refusal reservation.taken */
  reschedule(actor: Actor, id: string, version: number, body: Body<typeof act.rescheduleConsultation>): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'reschedule', async (work, row, state) => {
      const time = timeOf(body.startsAt, body.minutes ?? lengthOf(row), work.now);
      await this.reservations.move(work, { subjectId: id, ...time });
      await armSession(work, { id, ...time });
      const data = { reason: body.reason, startsAt: time.startsAt.toISOString() };
      const eventId = tell(work, row, 'consultation.rescheduled', data, { version: row.version + 1 });
      await note(work, row, 'rescheduling', body.explanation, eventId);
      return { state, starts_at: time.startsAt, ends_at: time.endsAt, sequence: row.sequence + 1 };
    });
  }

  start(actor: Actor, id: string, version: number): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'start', async (work, row, state) => {
      tell(work, row, 'consultation.started', {}, { version: row.version + 1 });
      return { state, started_at: row.started_at ?? work.now, finished_at: null };
    });
  }

  /** A lesson is over with it; of everything else the opinions are awaited then. */
  async finish(actor: Actor, id: string, version: number): Promise<ConsultationView> {
    const { kind } = await this.command.read(actor, id);
    const action = kind === 'teaching' ? 'finishLesson' : 'finish';
    return this.command.act(actor, id, version, action, async (work, row, state) => {
      tell(work, row, 'consultation.finished', {}, { version: row.version + 1 });
      return { state, finished_at: work.now, ...(state === 'closed' && { closed_at: work.now }) };
    });
  }
}

/** Everybody who has a seat and a name, on both sides: each one's time is taken. */
const seated = (row: ConsultationRow): string[] => [
  ...new Set(row.beside.parties.filter(({ state }) => state === 'accepted').flatMap(({ person }) => (person ? [person.id] : []))),
];
const lateFor = ({ held_until, beside }: ConsultationRow): boolean =>
  held_until !== null &&
  beside.parties.some(({ answeredAt }) => answeredAt !== null && Date.parse(answeredAt) > held_until.getTime() - holdMinutes * minute);
const lengthOf = ({ starts_at, ends_at, minutes }: ConsultationRow): number =>
  starts_at && ends_at ? (ends_at.getTime() - starts_at.getTime()) / minute : minutes;

/** @throws Refusal consultation.time_invalid for the past, or for what lies more than a year ahead */
function timeOf(startsAt: string | undefined, minutes: number, now: Date): { startsAt: Date; endsAt: Date } {
  const start = startsAt ? new Date(startsAt) : null;
  if (!start || start.getTime() < now.getTime() - minute || start.getTime() > now.getTime() + furthestDays * 1440 * minute)
    throw new Refusal('consultation.time_invalid', { fields: ['startsAt'] });
  return { startsAt: start, endsAt: new Date(start.getTime() + minutes * minute) };
}

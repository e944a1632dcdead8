import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { sqlStateOf } from '../platform/db/sql-state.js';
import { reservationHoldEnds } from './availability.timers.js';

export interface ReservationAsk {
  /** The consultation. */
  readonly subjectId: string;
  readonly kind: ConsultationKind;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly personIds: readonly string[];
  readonly roomIds: readonly string[];
  /** null: confirmed at once. */
  readonly until: Date | null;
}
interface Answer {
  /** The caller is no party, or somebody named is neither of its hospital nor of the consultation. */
  readonly foreign?: true;
  readonly over?: true;
  readonly taken?: { readonly personIds: readonly string[]; readonly roomIds: readonly string[] };
  readonly hospitals?: readonly string[];
}

/** Exclusion violated, or a lock not had in time: somebody else has it. */
const lost = new Set(['23P01', '55P03']);
const during = (startsAt: Date, endsAt: Date): string => `[${startsAt.toISOString()},${endsAt.toISOString()})`;

/**
 * Time of people and rooms, kept for consultations: what other features write through, inside their own transaction. The database functions
 * behind it lock in one order for everybody, so that of two who want the same time one is told so and neither waits in a circle.
 * Every method: @throws Refusal access.not_found where the caller's hospital is no party, or a person or room is none of theirs
 */
@Injectable()
export class ReservationLedger {
  /**
   * All of them or none. What the consultation held before is given back, and what it has of the same people and rooms takes the new time.
   * @throws Refusal reservation.taken with `personIds` and `roomIds`
   */
  async take(work: Work, { subjectId, kind, startsAt, endsAt, personIds, roomIds, until }: ReservationAsk): Promise<void> {
    await this.ask(work, subjectId, until ? 'reservation.held' : 'reservation.confirmed', 'take_reservation($1, $2, $3, $4, $5, $6, $7)', [
      kind,
      during(startsAt, endsAt),
      personIds,
      roomIds,
      until,
      work.now,
    ]);
    if (until) work.timer({ kind: reservationHoldEnds, subjectId, dueAt: until });
  }

  /** What is held is fixed; nothing happens where it is fixed already. @throws Refusal reservation.hold_over */
  confirm(work: Work, subjectId: string): Promise<void> {
    return this.ask(work, subjectId, 'reservation.confirmed', 'confirm_reservation($1, $2)', [work.now]);
  }

  /** The same people and rooms at another time, all or none. @throws Refusal reservation.taken, reservation.hold_over where nothing is reserved */
  move(work: Work, { subjectId, startsAt, endsAt }: Pick<ReservationAsk, 'subjectId' | 'startsAt' | 'endsAt'>): Promise<void> {
    return this.ask(work, subjectId, 'reservation.moved', 'move_reservation($1, $2, $3)', [during(startsAt, endsAt), work.now]);
  }

  /** Somebody else at the same time. @throws Refusal reservation.taken, reservation.hold_over where the one who goes has nothing reserved */
  substitute(
    work: Work,
    { subjectId, fromPersonId, toPersonId }: { readonly subjectId: string; readonly fromPersonId: string; readonly toPersonId: string },
  ): Promise<void> {
    const parameters = [fromPersonId, toPersonId, work.now];
    return this.ask(work, subjectId, 'reservation.substituted', 'substitute_reservation($1, $2, $3, $4)', parameters);
  }

  /** Gives back everything, or the time of some people; nothing where nothing is reserved. */
  release(work: Work, subjectId: string, personIds?: readonly string[]): Promise<void> {
    return this.ask(work, subjectId, 'reservation.released', 'release_reservation($1, $2, false, $3)', [personIds ?? null, work.now]);
  }

  /** Gives back what was held until then and not fixed. */
  async lapse(work: Work, subjectId: string, dueAt: Date): Promise<void> {
    const at = new Date(Math.max(work.now.getTime(), dueAt.getTime()));
    const { hospitals = [] } = await this.answer(work, 'release_reservation($1, null, true, $2)', [subjectId, at]);
    this.tell(work, subjectId, 'reservation.lapsed', hospitals);
  }

  private async ask(work: Work, subjectId: string, kind: string, call: string, parameters: readonly unknown[]): Promise<void> {
    const { foreign, over, taken, hospitals = [] } = await this.answer(work, call, [subjectId, ...parameters]);
    if (foreign) throw new Refusal('access.not_found');
    if (over) throw new Refusal('reservation.hold_over');
    if (taken) throw new Refusal('reservation.taken', taken);
    this.tell(work, subjectId, kind, hospitals);
  }

  private async answer(work: Work, call: string, parameters: readonly unknown[]): Promise<Answer> {
    const [row] = await orTaken(work.rows<{ answer: Answer }>(`select ${call} as answer`, parameters));
    return row?.answer ?? {};
  }

  private tell(work: Work, subjectId: string, kind: string, hospitals: readonly string[]): void {
    if (!hospitals.length) return;
    work.audit({ action: kind, objectKind: 'consultation', objectIds: [subjectId] });
    work.event({ kind, topic: 'availability', subjectId, version: 1, recipients: hospitals });
  }
}

async function orTaken<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (lost.has(sqlStateOf(error))) throw new Refusal('reservation.taken', { personIds: [], roomIds: [] });
    throw error;
  }
}

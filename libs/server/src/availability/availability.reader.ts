import { proposalStepMinutes } from '@alliance/domain/availability/availability.codes';
import { commonTimes } from '@alliance/domain/availability/common-times';
import { hasTime } from '@alliance/domain/availability/person-time';
import { inTurn } from '@alliance/domain/availability/rotation';
import { instantOf, spanOf } from '@alliance/domain/availability/span';
import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Transaction } from '../platform/db/database.js';
import { personTimes, timesTaken } from './person-times.js';

interface Period {
  readonly startsAt: Date;
  readonly endsAt: Date;
}
const yearMinutes = 366 * 1440;

/** When people have time. Every question: @throws Refusal access.not_found where one of them is nobody whose time one may know */
@Injectable()
export class AvailabilityReader {
  constructor(private readonly clock: Clock) {}

  /** Sessions that all of them can attend, earliest first and apart from each other; nothing that begins before now. */
  async commonTimes(
    tx: Transaction,
    ask: { personIds: readonly string[]; minutes: number; from: Date; to: Date; kind: ConsultationKind; limit: number },
  ): Promise<Period[]> {
    const { personIds, minutes, kind, limit } = ask;
    const now = this.clock.now();
    const within = spanOf(new Date(Math.max(ask.from.getTime(), now.getTime() + 60_000)), ask.to);
    const people = await personTimes(tx, { personIds, kind, within, now, notice: true });
    const times = commonTimes([...people.values()], { minutes, step: proposalStepMinutes, within, limit });
    return times.map(({ from, to }) => ({ startsAt: instantOf(from), endsAt: instantOf(to) }));
  }

  /** Who of these has time then, the one whose turn it is first; however short the notice, because it is asked when somebody is missing. */
  async free(
    tx: Transaction,
    { personIds, startsAt, endsAt, kind }: Period & { personIds: readonly string[]; kind: ConsultationKind },
  ): Promise<string[]> {
    if (!personIds.length) return [];
    const now = this.clock.now();
    const within = spanOf(startsAt, endsAt);
    const people = await personTimes(tx, { personIds, kind, within, now, notice: false });
    const past = await timesTaken(tx, personIds, { from: within.from - yearMinutes, to: within.from }, now);
    const sessions = Map.groupBy(
      past.filter(({ what }) => what === 'confirmed'),
      (row) => row.person_id,
    );
    const turns = [...people]
      .filter(([, time]) => hasTime(time, within))
      .map(([personId]) => ({
        personId,
        sessions: (sessions.get(personId) ?? []).map((row) => spanOf(new Date(row.starts_at), new Date(row.ends_at))),
      }));
    return inTurn(turns, within.from);
  }
}

import type { waitingConsultations } from '@alliance/contracts/consultation.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { stretches, waitingLine, type FreeTime } from '@alliance/domain/consultation/waiting';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AvailabilityReader } from '../availability/availability.reader.js';
import { ExpertReader } from '../expert/expert.reader.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';

interface Row {
  id: string;
  /** null: of another hospital, it only counts. */
  number: string | null;
  urgency: string;
  invited_at: Date;
  minutes: number;
}
type Query = InputOf<typeof waitingConsultations>['query'];
const day = 86_400_000;
/** So far ahead a turn is foretold. */
const lookAheadDays = 28;
/** A stretch of free time is put together of quarters of an hour. */
const quarter = { minutes: 15, limit: lookAheadDays * 96 } as const;

/** The waiting list of a hospital's experts (F74). */
@Injectable()
export class WaitingQueries {
  constructor(
    private readonly database: Database,
    private readonly experts: ExpertReader,
    private readonly availability: AvailabilityReader,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal access.not_found for a hospital whose experts one cannot ask */
  list(actor: Actor, { institutionId, specialty }: Query): Promise<AnswerOf<typeof waitingConsultations>> {
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<Row>('select * from consultations_waiting($1, $2)', [institutionId, specialty]);
      const own = new Map(rows.flatMap(({ id, number }) => (number === null ? [] : [[id, number]])));
      const ask = { institutionIds: [institutionId] };
      const known = institutionId === actor.institutionId || own.size > 0 || (await this.experts.find(tx, { ...ask, limit: 1 })).length > 0;
      if (!known) throw new Refusal('access.not_found');
      const experts = own.size ? await this.experts.find(tx, { ...ask, specialty }) : [];
      const free: FreeTime[][] = [];
      for (const { personId, eligible } of experts) if (eligible) free.push(await this.freeOf(tx, personId));
      const line = waitingLine(
        rows.map(({ invited_at: invitedAt, ...row }) => ({ ...row, invitedAt })),
        free,
      );
      const items = line.flatMap(({ id, position, expectedAt }) => {
        const number = own.get(id);
        return number === undefined ? [] : [{ id, number, position, expectedAt: expectedAt?.toISOString() ?? null }];
      });
      return { items, waiting: rows.length };
    });
  }

  /** Nothing, where one may not know when somebody has time. */
  private async freeOf(tx: Transaction, personId: string): Promise<FreeTime[]> {
    const from = this.clock.now();
    const ask = { personIds: [personId], from, to: new Date(from.getTime() + lookAheadDays * day), kind: 'scheduled' as const, ...quarter };
    try {
      return stretches(await this.availability.commonTimes(tx, ask));
    } catch (refused) {
      if (refused instanceof Refusal && refused.code === 'access.not_found') return [];
      throw refused;
    }
  }
}

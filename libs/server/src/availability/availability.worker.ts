import { Injectable } from '@nestjs/common';
import { holdLapses } from '../consultation/hold.ledger.js';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { reservationHoldEnds } from './availability.timers.js';
import { ReservationLedger } from './reservation.ledger.js';

/** What a time that was kept means once nobody fixed it: it is everybody's again. */
@Injectable()
export class AvailabilityWorker {
  constructor(private readonly ledger: ReservationLedger) {}

  @HandlesTimer(reservationHoldEnds)
  async holdEnds(work: Work, { subjectId, dueAt }: DueTimer): Promise<void> {
    await this.ledger.lapse(work, subjectId, dueAt);
    await holdLapses(work, subjectId, new Date(Math.max(work.now.getTime(), dueAt.getTime())));
  }
}

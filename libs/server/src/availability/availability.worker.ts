import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { reservationHoldEnds } from './availability.timers.js';
import { ReservationLedger } from './reservation.ledger.js';

/** What a time that was kept means once nobody fixed it: it is everybody's again. */
@Injectable()
export class AvailabilityWorker {
  constructor(private readonly ledger: ReservationLedger) {}

  @HandlesTimer(reservationHoldEnds)
  holdEnds(work: Work, { subjectId, dueAt }: DueTimer): Promise<void> {
    return this.ledger.lapse(work, subjectId, dueAt);
  }
}

import { Module } from '@nestjs/common';
import { AvailabilityReader } from './availability.reader.js';
import { AvailabilityWorker } from './availability.worker.js';
import { ReservationLedger } from './reservation.ledger.js';

@Module({
  providers: [AvailabilityReader, ReservationLedger],
})
export class AvailabilityModule {}

/** In the worker process. */
@Module({ providers: [AvailabilityWorker, ReservationLedger] })
export class AvailabilityWorkerModule {}

import { Module } from '@nestjs/common';
import { AvailabilityController } from './availability.controller.js';
import { AvailabilityQueries } from './availability.queries.js';
import { AvailabilityReader } from './availability.reader.js';
import { AvailabilityService } from './availability.service.js';
import { AvailabilityWorker } from './availability.worker.js';
import { CalendarQueries } from './calendar.queries.js';
import { ReservationLedger } from './reservation.ledger.js';
import { RoomService } from './room.service.js';

@Module({
  controllers: [AvailabilityController],
  providers: [AvailabilityService, AvailabilityQueries, CalendarQueries, RoomService, AvailabilityReader, ReservationLedger],
})
export class AvailabilityModule {}

/** In the worker process. */
@Module({ providers: [AvailabilityWorker, ReservationLedger] })
export class AvailabilityWorkerModule {}

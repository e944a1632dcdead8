import { Module } from '@nestjs/common';
import { OnDutyReader } from '../on-call/on-duty.reader.js';
import { CrewController } from './crew.controller.js';
import { CrewService } from './crew.service.js';
import { TripController } from './trip.controller.js';
import { TripQueries } from './trip.queries.js';
import { TripService } from './trip.service.js';
import { TripWorker } from './trip.worker.js';

@Module({ controllers: [TripController, CrewController], providers: [TripService, TripQueries, CrewService, OnDutyReader] })
export class TripModule {}

/** In the worker process. */
@Module({ providers: [TripWorker] })
export class TripWorkerModule {}

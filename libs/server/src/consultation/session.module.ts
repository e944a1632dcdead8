import { Module } from '@nestjs/common';
import { AvailabilityReader } from '../availability/availability.reader.js';
import { ReservationLedger } from '../availability/reservation.ledger.js';
import { ExpertReader } from '../expert/expert.reader.js';
import { NoShowWorker } from './no-show.worker.js';
import { ReminderWorker } from './reminder.worker.js';

/** In the worker process: what happens before and just after an appointed time. */
@Module({ providers: [ReminderWorker, NoShowWorker, ExpertReader, AvailabilityReader, ReservationLedger] })
export class SessionTimersModule {}

import { Module } from '@nestjs/common';
import { BedService } from './bed.service.js';
import { CapacityController } from './capacity.controller.js';
import { CapacityQueries } from './capacity.queries.js';
import { CapacityReader } from './capacity.reader.js';
import { CapacityWorker } from './capacity.worker.js';
import { HoldLedger } from './hold.ledger.js';
import { HoldService } from './hold.service.js';
import { ShortageController } from './shortage.controller.js';
import { ShortageQueries } from './shortage.queries.js';
import { ShortageService } from './shortage.service.js';
import { SlotService } from './slot.service.js';

@Module({
  controllers: [CapacityController, ShortageController],
  providers: [BedService, SlotService, HoldService, ShortageService, CapacityQueries, ShortageQueries, CapacityReader, HoldLedger],
})
export class CapacityModule {}

/** In the worker process. */
@Module({ providers: [CapacityWorker, HoldLedger] })
export class CapacityWorkerModule {}

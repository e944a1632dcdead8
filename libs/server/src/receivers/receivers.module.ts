import { Module } from '@nestjs/common';
import { CapacityReader } from '../capacity/capacity.reader.js';
import { DuplicateQueries } from './duplicate.queries.js';
import { ReceiversController } from './receivers.controller.js';
import { ReceiversQueries } from './receivers.queries.js';
import { WaitingTimeWorker } from './waiting-time.worker.js';

@Module({ controllers: [ReceiversController], providers: [ReceiversQueries, DuplicateQueries, CapacityReader] })
export class ReceiversModule {}

/** In the worker process. */
@Module({ providers: [WaitingTimeWorker] })
export class ReceiversWorkerModule {}

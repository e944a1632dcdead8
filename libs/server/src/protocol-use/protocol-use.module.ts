import { Module } from '@nestjs/common';
import { ProtocolReader } from '../protocol/protocol.reader.js';
import { AdoptionService } from './adoption.service.js';
import { FeedbackService } from './feedback.service.js';
import { AdoptionController, ProtocolSearchController } from './protocol-use.controller.js';
import { ReadingService } from './reading.service.js';
import { ReadingWorker } from './reading.worker.js';
import { SearchQueries } from './search.queries.js';

@Module({
  controllers: [AdoptionController, ProtocolSearchController],
  providers: [AdoptionService, ReadingService, SearchQueries, FeedbackService, ProtocolReader],
})
export class ProtocolUseModule {}

/** In the worker process. */
@Module({ providers: [ReadingWorker, ProtocolReader] })
export class ProtocolUseWorkerModule {}

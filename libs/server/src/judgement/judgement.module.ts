import { Module } from '@nestjs/common';
import { CdsController } from './cds.controller.js';
import { CdsService } from './cds.service.js';
import { CdsStore } from './cds.store.js';
import { JudgementController } from './judgement.controller.js';
import { JudgementQueries } from './judgement.queries.js';
import { ResponseTimeService } from './response-time.service.js';
import { StandingReader } from './standing.reader.js';

@Module({
  controllers: [JudgementController, CdsController],
  providers: [JudgementQueries, ResponseTimeService, StandingReader, CdsService, CdsStore],
})
export class JudgementModule {}

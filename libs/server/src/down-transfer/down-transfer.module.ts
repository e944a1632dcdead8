import { Module } from '@nestjs/common';
import { CapacityReader } from '../capacity/capacity.reader.js';
import { JudgementReader } from '../judgement/judgement.reader.js';
import { StandingReader } from '../judgement/standing.reader.js';
import { CandidateJudge } from './candidate.judge.js';
import { CandidateQueries } from './candidate.queries.js';
import { CandidateStore } from './candidate.store.js';
import { CareFactsQueries } from './care-facts.queries.js';
import { CareFactsService } from './care-facts.service.js';
import { DownCandidateController } from './down-candidate.controller.js';
import { DownListener } from './down.listener.js';
import { PassStore } from './pass.store.js';
import { PassWorker } from './pass.worker.js';
import { SetAsideService } from './set-aside.service.js';

const judging = [CandidateJudge, CandidateStore, JudgementReader, StandingReader] as const;

@Module({
  controllers: [DownCandidateController],
  providers: [...judging, CareFactsService, CareFactsQueries, CandidateQueries, SetAsideService, CapacityReader],
})
export class DownTransferModule {}

/** In the worker process. */
@Module({ providers: [...judging, PassStore, PassWorker, DownListener] })
export class DownTransferWorkerModule {}

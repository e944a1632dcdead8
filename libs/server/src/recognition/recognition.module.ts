import { Module } from '@nestjs/common';
import { TestCatalogueReader } from '../test-catalogue/test-catalogue.reader.js';
import { ResultReader } from '../test-result/result.reader.js';
import { RecognitionCdsController } from './cds.controller.js';
import { RecognitionCds } from './cds.service.js';
import { CheckQueries } from './check.queries.js';
import { CheckService } from './check.service.js';
import { CheckStore } from './check.store.js';
import { DecisionService } from './decision.service.js';
import { DirectionRules } from './direction-rules.js';
import { Overturned } from './overturned.js';
import { RecognitionController } from './recognition.controller.js';
import { RepeatReasons } from './repeat-reasons.js';

@Module({
  controllers: [RecognitionController, RecognitionCdsController],
  providers: [
    RecognitionCds,
    CheckQueries,
    CheckService,
    CheckStore,
    DecisionService,
    DirectionRules,
    Overturned,
    RepeatReasons,
    ResultReader,
    TestCatalogueReader,
  ],
})
export class RecognitionModule {}

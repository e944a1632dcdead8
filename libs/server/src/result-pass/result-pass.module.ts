import { Module } from '@nestjs/common';
import { patientWriting } from '../patient/patient.ledger.js';
import { ConsentLedger } from '../test-result/consent.ledger.js';
import { OpenedPassService } from './opened-pass.service.js';
import { PassSigner } from './pass-signer.js';
import { PassQueries } from './pass.queries.js';
import { PassService } from './pass.service.js';
import { OpenedPassController, ResultPassController } from './result-pass.controller.js';

/** Results that a patient carries to another hospital. */
@Module({
  controllers: [ResultPassController, OpenedPassController],
  providers: [PassService, OpenedPassService, PassQueries, PassSigner, ConsentLedger, ...patientWriting],
})
export class ResultPassModule {}

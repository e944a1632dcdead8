import { Module } from '@nestjs/common';
import { patientWriting } from '../patient/patient.ledger.js';
import { referralWriting } from '../referral/referral.ledger.js';
import { BatchController } from './batch.controller.js';
import { BatchQueries } from './batch.queries.js';
import { BatchService } from './batch.service.js';
import { BatchStore } from './batch.store.js';

@Module({ controllers: [BatchController], providers: [BatchService, BatchStore, BatchQueries, ...patientWriting, ...referralWriting] })
export class BatchModule {}

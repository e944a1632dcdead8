import { Module } from '@nestjs/common';
import { OnCallController } from './on-call.controller.js';
import { OnCallQueries } from './on-call.queries.js';
import { OnCallService } from './on-call.service.js';
import { OnDutyQueries } from './on-duty.queries.js';
import { OnDutyReader } from './on-duty.reader.js';
import { RotaPolicy } from './rota.policy.js';
import { ShiftStore } from './shift.store.js';

@Module({
  controllers: [OnCallController],
  providers: [OnCallService, OnCallQueries, OnDutyQueries, OnDutyReader, RotaPolicy, ShiftStore],
  exports: [OnDutyReader],
})
export class OnCallModule {}

import { Module } from '@nestjs/common';
import { AllianceController } from './alliance.controller.js';
import { AllianceQueries } from './alliance.queries.js';
import { AllianceService } from './alliance.service.js';
import { MembershipController } from './membership.controller.js';
import { MembershipService } from './membership.service.js';
import { MembershipStore } from './membership.store.js';

@Module({
  controllers: [AllianceController, MembershipController],
  providers: [AllianceQueries, AllianceService, MembershipService, MembershipStore],
})
export class AllianceModule {}

import { Module } from '@nestjs/common';
import { AllianceController } from './alliance.controller.js';
import { AllianceQueries } from './alliance.queries.js';
import { AllianceService } from './alliance.service.js';

@Module({ controllers: [AllianceController], providers: [AllianceQueries, AllianceService] })
export class AllianceModule {}

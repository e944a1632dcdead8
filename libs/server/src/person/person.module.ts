import { Module } from '@nestjs/common';
import { AppointingPolicy } from './appointing.policy.js';
import { DeactivationService } from './deactivation.service.js';
import { OpenWorkStore } from './open-work.store.js';
import { PersonAccountService } from './person-account.service.js';
import { PersonController } from './person.controller.js';
import { PersonQueries } from './person.queries.js';
import { PersonService } from './person.service.js';
import { PersonStore } from './person.store.js';

@Module({
  controllers: [PersonController],
  providers: [PersonQueries, PersonStore, PersonService, PersonAccountService, OpenWorkStore, DeactivationService, AppointingPolicy],
})
export class PersonModule {}

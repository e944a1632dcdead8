import { Module } from '@nestjs/common';
import { ClientAssertion } from './client-assertion.js';
import { MachineController } from './machine.controller.js';
import { MachineQueries } from './machine.queries.js';
import { MachineService } from './machine.service.js';
import { OAuthController } from './oauth.controller.js';
import { TokenService } from './token.service.js';

@Module({
  controllers: [MachineController, OAuthController],
  providers: [MachineQueries, MachineService, ClientAssertion, TokenService],
})
export class MachineModule {}

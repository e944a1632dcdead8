import { Module } from '@nestjs/common';
import { ProviderConnection } from './provider.connection.js';
import { ProviderController } from './provider.controller.js';
import { ProviderQueries } from './provider.queries.js';
import { ProviderService } from './provider.service.js';
import { SignOnController } from './sign-on.controller.js';
import { SignOnService } from './sign-on.service.js';

@Module({
  controllers: [SignOnController, ProviderController],
  providers: [SignOnService, ProviderConnection, ProviderQueries, ProviderService],
})
export class SignOnModule {}

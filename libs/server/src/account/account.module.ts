import { Module } from '@nestjs/common';
import { AccountController } from './account.controller.js';
import { AccountQueries } from './account.queries.js';
import { AuthenticatorService } from './authenticator.service.js';
import { LinkController } from './link.controller.js';
import { LinkService } from './link.service.js';
import { PasswordReset } from './password-reset.service.js';
import { PasswordService } from './password.service.js';

@Module({
  controllers: [AccountController, LinkController],
  providers: [AccountQueries, AuthenticatorService, LinkService, PasswordReset, PasswordService],
})
export class AccountModule {}

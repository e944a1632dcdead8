import { Module } from '@nestjs/common';
import { SignInPolicyController } from './policy.controller.js';
import { SignInPolicyService } from './policy.service.js';

@Module({ controllers: [SignInPolicyController], providers: [SignInPolicyService] })
export class PolicyModule {}

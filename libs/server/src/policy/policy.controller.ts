import { Controller } from '@nestjs/common';
import { getSignInPolicy, setSignInPolicy } from '@alliance/contracts/policy.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me, StepUp } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { SignInPolicyService } from './policy.service.js';

@May('policy.manage')
@Controller()
export class SignInPolicyController {
  constructor(private readonly policy: SignInPolicyService) {}

  @Handle(getSignInPolicy)
  get(@Input() _: InputOf<typeof getSignInPolicy>, @Me() actor: Actor) {
    return this.policy.get(actor);
  }

  @StepUp()
  @Handle(setSignInPolicy)
  set(@Input() { body }: InputOf<typeof setSignInPolicy>, @Me() actor: Actor) {
    return this.policy.set(actor, body);
  }
}

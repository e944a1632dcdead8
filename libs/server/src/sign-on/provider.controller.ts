import { addIdentityProvider, changeIdentityProvider, listIdentityProviders, unlinkPerson } from '@alliance/contracts/sign-on.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me, StepUp } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ProviderQueries } from './provider.queries.js';
import { ProviderService } from './provider.service.js';

@May('policy.manage')
@Controller()
export class ProviderController {
  constructor(
    private readonly providers: ProviderService,
    private readonly queries: ProviderQueries,
  ) {}

  @Handle(listIdentityProviders)
  list(@Input() _: InputOf<typeof listIdentityProviders>, @Me() actor: Actor) {
    return this.queries.list(actor);
  }

  @StepUp()
  @Handle(addIdentityProvider)
  add(@Input() { body }: InputOf<typeof addIdentityProvider>, @Me() actor: Actor) {
    return this.providers.add(actor, body);
  }

  @StepUp()
  @Handle(changeIdentityProvider)
  change(@Input() { params, body }: InputOf<typeof changeIdentityProvider>, @Me() actor: Actor) {
    return this.providers.change(actor, params.id, body);
  }

  @StepUp()
  @Handle(unlinkPerson)
  unlink(@Input() { params, body }: InputOf<typeof unlinkPerson>, @Me() actor: Actor) {
    return this.providers.unlink(actor, params.id, body.personId);
  }
}

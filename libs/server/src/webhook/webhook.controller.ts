import { Controller } from '@nestjs/common';
import { addWebhook, changeWebhook, listWebhooks } from '@alliance/contracts/webhook.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me, StepUp } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { WebhookService } from './webhook.service.js';

@May('policy.manage')
@Controller()
export class WebhookController {
  constructor(private readonly webhooks: WebhookService) {}

  @Handle(listWebhooks)
  list(@Input() _: InputOf<typeof listWebhooks>, @Me() actor: Actor) {
    return this.webhooks.list(actor);
  }

  @StepUp()
  @Handle(addWebhook)
  add(@Input() { body }: InputOf<typeof addWebhook>, @Me() actor: Actor) {
    return this.webhooks.add(actor, body);
  }

  @Handle(changeWebhook)
  change(@Input() { params, body }: InputOf<typeof changeWebhook>, @Me() actor: Actor) {
    return this.webhooks.change(actor, params.id, body);
  }
}

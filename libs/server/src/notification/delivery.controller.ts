import { Controller } from '@nestjs/common';
import {
  getNotificationSettings,
  listDeliveries,
  listOwnDeliveries,
  setNotificationSettings,
  testChannel,
} from '@alliance/contracts/delivery.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me, MySession } from '../platform/auth/auth.guard.js';
import type { Session } from '../platform/auth/session.reader.js';
import { Handle, Input } from '../platform/http/handle.js';
import { DeliveryQueries } from './delivery.queries.js';
import { NotificationSettingsService } from './notification-settings.service.js';

@May('account.own')
@Controller()
export class DeliveryController {
  constructor(
    private readonly settings: NotificationSettingsService,
    private readonly deliveries: DeliveryQueries,
  ) {}

  @Handle(getNotificationSettings)
  get(@Input() _: InputOf<typeof getNotificationSettings>, @Me() actor: Actor) {
    return this.settings.get(actor);
  }

  @Handle(setNotificationSettings)
  set(@Input() { body }: InputOf<typeof setNotificationSettings>, @Me() actor: Actor, @MySession() session: Session) {
    return this.settings.set(actor, session, body);
  }

  @Handle(testChannel)
  test(@Input() { body }: InputOf<typeof testChannel>, @Me() actor: Actor) {
    return this.settings.test(actor, body.channel);
  }

  @Handle(listOwnDeliveries)
  listOwn(@Input() { query }: InputOf<typeof listOwnDeliveries>, @Me() actor: Actor) {
    return this.deliveries.listOwn(actor, query);
  }

  @May('delivery.read')
  @Handle(listDeliveries)
  list(@Input() { query }: InputOf<typeof listDeliveries>, @Me() actor: Actor) {
    return this.deliveries.list(actor, query);
  }
}

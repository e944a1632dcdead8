import { Controller } from '@nestjs/common';
import { getNotification, listNotifications, readNotifications } from '@alliance/contracts/notification.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { NotificationQueries } from './notification.queries.js';

@May('notification.read')
@Controller()
export class NotificationController {
  constructor(private readonly notifications: NotificationQueries) {}

  @Handle(listNotifications)
  list(@Input() { query }: InputOf<typeof listNotifications>, @Me() actor: Actor) {
    return this.notifications.list(actor, query);
  }

  @Handle(getNotification)
  get(@Input() { params }: InputOf<typeof getNotification>, @Me() actor: Actor) {
    return this.notifications.get(actor, params.id);
  }

  @Handle(readNotifications)
  read(@Input() { body }: InputOf<typeof readNotifications>, @Me() actor: Actor) {
    return this.notifications.read(actor, body.ids);
  }
}

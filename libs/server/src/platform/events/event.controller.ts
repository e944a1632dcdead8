import { Controller } from '@nestjs/common';
import { listEvents } from '@alliance/contracts/event.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me, WhileLocked } from '../auth/auth.guard.js';
import { Handle, Input } from '../http/handle.js';
import { InboxQueries } from '../live/inbox.js';

@Controller()
export class EventController {
  constructor(private readonly inbox: InboxQueries) {}

  /** Pointers and alarms only, so a locked desk whose socket is blocked still rings. */
  @WhileLocked()
  @May('event.read')
  @Handle(listEvents)
  async list(@Input() { query }: InputOf<typeof listEvents>, @Me() actor: Actor) {
    const { items, head } = await this.inbox.after(actor, query.after, query.limit);
    return { items, head, nextCursor: items.length === query.limit ? String(items.at(-1)?.seq) : null };
  }
}

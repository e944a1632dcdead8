import { Controller } from '@nestjs/common';
import { getTimeline } from '@alliance/contracts/timeline.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { TimelineQueries } from './timeline.queries.js';

@May('event.read')
@Controller()
export class TimelineController {
  constructor(private readonly timelines: TimelineQueries) {}

  @Handle(getTimeline)
  get(@Input() { params, query }: InputOf<typeof getTimeline>, @Me() actor: Actor) {
    return this.timelines.get(actor, params.id, query);
  }
}

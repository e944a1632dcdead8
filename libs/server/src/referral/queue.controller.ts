import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/referral-queue.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { QueueQueries } from './queue.queries.js';

type In<R extends Route> = InputOf<R>;

@May('referral.read')
@Controller()
export class QueueController {
  constructor(private readonly queue: QueueQueries) {}

  @Handle(contract.listReferrals)
  list(@Input() { query }: In<typeof contract.listReferrals>, @Me() actor: Actor) {
    return this.queue.list(actor, query);
  }

  @Handle(contract.countReferrals)
  counts(@Input() _: In<typeof contract.countReferrals>, @Me() actor: Actor) {
    return this.queue.counts(actor);
  }
}

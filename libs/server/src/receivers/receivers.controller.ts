import { findDuplicates, listReceivers } from '@alliance/contracts/receivers.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { DuplicateQueries } from './duplicate.queries.js';
import { ReceiversQueries } from './receivers.queries.js';

@May('referral.draft')
@Controller()
export class ReceiversController {
  constructor(
    private readonly receivers: ReceiversQueries,
    private readonly duplicates: DuplicateQueries,
  ) {}

  @Handle(listReceivers)
  list(@Input() { query }: InputOf<typeof listReceivers>, @Me() actor: Actor) {
    return this.receivers.list(actor, query);
  }

  @Handle(findDuplicates)
  find(@Input() { query }: InputOf<typeof findDuplicates>, @Me() actor: Actor) {
    return this.duplicates.find(actor, query);
  }
}

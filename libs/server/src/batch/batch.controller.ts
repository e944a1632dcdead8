import * as contract from '@alliance/contracts/batch.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { BatchQueries } from './batch.queries.js';
import { BatchService } from './batch.service.js';

@May('referral.draft')
@Controller()
export class BatchController {
  constructor(
    private readonly batches: BatchService,
    private readonly queries: BatchQueries,
  ) {}

  @Handle(contract.sendBatch)
  send(@Input() { body }: InputOf<typeof contract.sendBatch>, @Me() actor: Actor) {
    return this.batches.send(actor, body);
  }

  @Handle(contract.getBatch)
  get(@Input() { params }: InputOf<typeof contract.getBatch>, @Me() actor: Actor) {
    return this.queries.get(actor, params.batchId);
  }

  @Handle(contract.listBatches)
  list(@Input() { query }: InputOf<typeof contract.listBatches>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }
}

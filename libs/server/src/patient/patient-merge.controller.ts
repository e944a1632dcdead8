import { Controller } from '@nestjs/common';
import { confirmMerge, listMerges, proposeMerge, refuseMerge, undoMerge, withdrawMerge } from '@alliance/contracts/patient-merge.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { PatientMergeService } from './patient-merge.service.js';
import { PatientRecordQueries } from './patient-record.queries.js';

@May('patient.merge')
@Controller()
export class PatientMergeController {
  constructor(
    private readonly merges: PatientMergeService,
    private readonly records: PatientRecordQueries,
  ) {}

  @Handle(listMerges)
  list(@Input() { query }: InputOf<typeof listMerges>, @Me() actor: Actor) {
    return this.records.pending(actor, query);
  }

  @Handle(proposeMerge)
  propose(@Input() { body }: InputOf<typeof proposeMerge>, @Me() actor: Actor) {
    return this.merges.propose(actor, body);
  }

  @Handle(confirmMerge)
  confirm(@Input() { params, body }: InputOf<typeof confirmMerge>, @Me() actor: Actor) {
    return this.merges.decide(actor, params.id, body.version, 'confirm');
  }

  @Handle(refuseMerge)
  refuse(@Input() { params, body }: InputOf<typeof refuseMerge>, @Me() actor: Actor) {
    return this.merges.decide(actor, params.id, body.version, 'refuse');
  }

  @Handle(withdrawMerge)
  withdraw(@Input() { params, body }: InputOf<typeof withdrawMerge>, @Me() actor: Actor) {
    return this.merges.decide(actor, params.id, body.version, 'withdraw');
  }

  @Handle(undoMerge)
  undo(@Input() { params, body }: InputOf<typeof undoMerge>, @Me() actor: Actor) {
    return this.merges.undo(actor, params.id, body.version, body.reason);
  }
}

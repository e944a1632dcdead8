import * as contract from '@alliance/contracts/on-call.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me, MySession } from '../platform/auth/auth.guard.js';
import type { Session } from '../platform/auth/session.reader.js';
import { Handle, Input } from '../platform/http/handle.js';
import { OnCallQueries } from './on-call.queries.js';
import { OnCallService } from './on-call.service.js';
import { OnDutyQueries } from './on-duty.queries.js';

type In<R extends Route> = InputOf<R>;

@May('duty.read')
@Controller()
export class OnCallController {
  constructor(
    private readonly shifts: OnCallService,
    private readonly queries: OnCallQueries,
    private readonly onDuty: OnDutyQueries,
  ) {}

  @Handle(contract.getRota)
  rota(@Input() { query }: In<typeof contract.getRota>, @Me() actor: Actor) {
    return this.queries.rota(actor, query);
  }

  @Handle(contract.getHandOver)
  handOver(@Input() { params }: In<typeof contract.getHandOver>, @Me() actor: Actor) {
    return this.queries.handOver(actor, params.id);
  }

  @Handle(contract.listOnDuty)
  now(@Input() { query }: In<typeof contract.listOnDuty>, @Me() actor: Actor) {
    return this.onDuty.now(actor, query);
  }

  @May('duty.manage')
  @Handle(contract.addShift)
  add(@Input() { body: { id, ...fields } }: In<typeof contract.addShift>, @Me() actor: Actor) {
    return this.shifts.add(actor, id, fields);
  }

  @May('duty.manage')
  @Handle(contract.changeShift)
  change(@Input() { params, body: { version, ...fields } }: In<typeof contract.changeShift>, @Me() actor: Actor) {
    return this.shifts.change(actor, params.id, version, fields);
  }

  @May('duty.manage')
  @Handle(contract.cancelShift)
  cancel(@Input() { params, body }: In<typeof contract.cancelShift>, @Me() actor: Actor) {
    return this.shifts.cancel(actor, params.id, body.version);
  }

  @May('duty.take')
  @Handle(contract.takeOver)
  takeOver(@Input() { params, body }: In<typeof contract.takeOver>, @Me() actor: Actor, @MySession() session: Session) {
    return this.shifts.takeOver(actor, session.sessionId, params.id, body.version);
  }

  @May('duty.take')
  @Handle(contract.leaveNote)
  leaveNote(@Input() { params, body }: In<typeof contract.leaveNote>, @Me() actor: Actor) {
    return this.shifts.leaveNote(actor, params.id, body.version, body.handOverNote);
  }
}

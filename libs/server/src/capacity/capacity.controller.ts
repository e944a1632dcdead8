import * as contract from '@alliance/contracts/capacity.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { BedService } from './bed.service.js';
import { CapacityQueries } from './capacity.queries.js';
import { HoldService } from './hold.service.js';
import { SlotService } from './slot.service.js';

type In<R extends Route> = InputOf<R>;

@May('capacity.read')
@Controller()
export class CapacityController {
  constructor(
    private readonly queries: CapacityQueries,
    private readonly beds: BedService,
    private readonly slots: SlotService,
    private readonly holds: HoldService,
  ) {}

  @Handle(contract.getCapacityBoard)
  board(@Input() { query }: In<typeof contract.getCapacityBoard>, @Me() actor: Actor) {
    return this.queries.board(actor, query);
  }

  @Handle(contract.getCapacityChoices)
  choices(@Input() { query }: In<typeof contract.getCapacityChoices>, @Me() actor: Actor) {
    return this.queries.choices(actor, query.referralId);
  }

  @Handle(contract.getHeldPlace)
  held(@Input() { params }: In<typeof contract.getHeldPlace>, @Me() actor: Actor) {
    return this.queries.held(actor, params.id);
  }

  @Handle(contract.getFreeCapacity)
  free(@Input() { query }: In<typeof contract.getFreeCapacity>, @Me() actor: Actor) {
    return this.queries.free(actor, query.institutionId);
  }

  @May('capacity.manage')
  @Handle(contract.addBeds)
  addBeds(@Input() { body }: In<typeof contract.addBeds>, @Me() actor: Actor) {
    return this.beds.add(actor, body);
  }

  @May('capacity.manage')
  @Handle(contract.changeBed)
  changeBed(@Input() { params, body: { version, ...fields } }: In<typeof contract.changeBed>, @Me() actor: Actor) {
    return this.beds.change(actor, params.id, version, fields);
  }

  @May('capacity.mark')
  @Handle(contract.markBed)
  markBed(@Input() { params, body: { version, ...mark } }: In<typeof contract.markBed>, @Me() actor: Actor) {
    return this.beds.mark(actor, params.id, version, mark);
  }

  @May('capacity.manage')
  @Handle(contract.addSlots)
  addSlots(@Input() { body }: In<typeof contract.addSlots>, @Me() actor: Actor) {
    return this.slots.add(actor, body);
  }

  @May('capacity.mark')
  @Handle(contract.markSlots)
  markSlots(@Input() { body }: In<typeof contract.markSlots>, @Me() actor: Actor) {
    return this.slots.mark(actor, body);
  }

  @May('capacity.mark')
  @Handle(contract.confirmCapacity)
  confirm(@Input() { body }: In<typeof contract.confirmCapacity>, @Me() actor: Actor) {
    return this.slots.confirm(actor, body.departmentId);
  }

  @May('capacity.mark')
  @Handle(contract.holdCapacity)
  hold(@Input() { body }: In<typeof contract.holdCapacity>, @Me() actor: Actor) {
    return this.holds.hold(actor, body);
  }

  @May('capacity.mark')
  @Handle(contract.extendHold)
  extend(@Input() { params, body }: In<typeof contract.extendHold>, @Me() actor: Actor) {
    return this.holds.extend(actor, params.id, body.version, body.until);
  }

  @May('capacity.mark')
  @Handle(contract.releaseHold)
  release(@Input() { params, body }: In<typeof contract.releaseHold>, @Me() actor: Actor) {
    return this.holds.release(actor, params.id, body.version);
  }
}

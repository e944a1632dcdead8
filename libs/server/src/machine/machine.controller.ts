import {
  addMachineClient,
  addMachineKey,
  changeMachineClient,
  disableMachineClient,
  listMachineClients,
  revokeMachineKey,
} from '@alliance/contracts/machine.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me, StepUp } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { MachineQueries } from './machine.queries.js';
import { MachineService } from './machine.service.js';

@May('machine.manage')
@Controller()
export class MachineController {
  constructor(
    private readonly machines: MachineService,
    private readonly queries: MachineQueries,
  ) {}

  @Handle(listMachineClients)
  list(@Input() _: InputOf<typeof listMachineClients>, @Me() actor: Actor) {
    return this.queries.list(actor);
  }

  @StepUp()
  @Handle(addMachineClient)
  add(@Input() { body }: InputOf<typeof addMachineClient>, @Me() actor: Actor) {
    return this.machines.add(actor, body);
  }

  @StepUp()
  @Handle(changeMachineClient)
  change(@Input() { params, body }: InputOf<typeof changeMachineClient>, @Me() actor: Actor) {
    return this.machines.change(actor, params.id, body);
  }

  @StepUp()
  @Handle(addMachineKey)
  addKey(@Input() { params, body }: InputOf<typeof addMachineKey>, @Me() actor: Actor) {
    return this.machines.addKey(actor, params.id, body);
  }

  @StepUp()
  @Handle(revokeMachineKey)
  revokeKey(@Input() { params, body }: InputOf<typeof revokeMachineKey>, @Me() actor: Actor) {
    return this.machines.revokeKey(actor, params.id, body);
  }

  @StepUp()
  @Handle(disableMachineClient)
  disable(@Input() { params, body }: InputOf<typeof disableMachineClient>, @Me() actor: Actor) {
    return this.machines.disable(actor, params.id, body);
  }
}

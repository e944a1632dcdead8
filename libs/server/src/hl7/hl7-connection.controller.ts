import { addHl7Connection, changeHl7Connection, listHl7Connections } from '@alliance/contracts/hl7-connection.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me, StepUp } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { Hl7ConnectionQueries } from './hl7-connection.queries.js';
import { Hl7ConnectionService } from './hl7-connection.service.js';

@May('machine.manage')
@Controller()
export class Hl7ConnectionController {
  constructor(
    private readonly connections: Hl7ConnectionService,
    private readonly queries: Hl7ConnectionQueries,
  ) {}

  @Handle(listHl7Connections)
  list(@Input() _: InputOf<typeof listHl7Connections>, @Me() actor: Actor) {
    return this.queries.list(actor);
  }

  @StepUp()
  @Handle(addHl7Connection)
  add(@Input() { body }: InputOf<typeof addHl7Connection>, @Me() actor: Actor) {
    return this.connections.add(actor, body);
  }

  @StepUp()
  @Handle(changeHl7Connection)
  change(@Input() { params, body }: InputOf<typeof changeHl7Connection>, @Me() actor: Actor) {
    return this.connections.change(actor, params.id, body);
  }
}

import * as contract from '@alliance/contracts/room.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ChatService } from './chat.service.js';
import { EntranceService } from './entrance.service.js';
import { GestureService } from './gesture.service.js';
import { ModerationService } from './moderation.service.js';
import { RoomQueries } from './room.queries.js';

type In<R extends Route> = InputOf<R>;

@May('consultation.attend')
@Controller()
export class RoomController {
  constructor(
    private readonly queries: RoomQueries,
    private readonly entrance: EntranceService,
    private readonly moderation: ModerationService,
    private readonly gestures: GestureService,
    private readonly chat: ChatService,
  ) {}

  @Handle(contract.getRoom)
  get(@Input() { params }: In<typeof contract.getRoom>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @Handle(contract.issueJoinToken)
  issue(@Input() { params }: In<typeof contract.issueJoinToken>, @Me() actor: Actor) {
    return this.entrance.issue(actor, params.id);
  }

  @Handle(contract.connectMedia)
  connect(@Input() { params }: In<typeof contract.connectMedia>, @Me() actor: Actor) {
    return this.entrance.connect(actor, params.id);
  }

  @Handle(contract.leaveRoom)
  leave(@Input() { params }: In<typeof contract.leaveRoom>, @Me() actor: Actor) {
    return this.entrance.leave(actor, params.id);
  }

  @Handle(contract.admitToRoom)
  admit(@Input() { params, body }: In<typeof contract.admitToRoom>, @Me() actor: Actor) {
    return this.moderation.admit(actor, params.id, body.participantId);
  }

  @Handle(contract.muteParticipant)
  mute(@Input() { params, body }: In<typeof contract.muteParticipant>, @Me() actor: Actor) {
    return this.moderation.mute(actor, params.id, body.participantId, body.what);
  }

  @Handle(contract.removeParticipant)
  remove(@Input() { params, body }: In<typeof contract.removeParticipant>, @Me() actor: Actor) {
    return this.moderation.remove(actor, params.id, body.participantId, body.reason);
  }

  @Handle(contract.lockRoom)
  lock(@Input() { params }: In<typeof contract.lockRoom>, @Me() actor: Actor) {
    return this.moderation.lock(actor, params.id, true);
  }

  @Handle(contract.unlockRoom)
  unlock(@Input() { params }: In<typeof contract.unlockRoom>, @Me() actor: Actor) {
    return this.moderation.lock(actor, params.id, false);
  }

  @Handle(contract.raiseHand)
  raise(@Input() { params }: In<typeof contract.raiseHand>, @Me() actor: Actor) {
    return this.gestures.raise(actor, params.id);
  }

  @Handle(contract.lowerHand)
  lower(@Input() { params, body }: In<typeof contract.lowerHand>, @Me() actor: Actor) {
    return this.gestures.lower(actor, params.id, body.participantId);
  }

  @Handle(contract.reportLine)
  report(@Input() { params, body }: In<typeof contract.reportLine>, @Me() actor: Actor) {
    return this.gestures.report(actor, params.id, body);
  }

  @Handle(contract.listRoomMessages)
  messages(@Input() { params, query }: In<typeof contract.listRoomMessages>, @Me() actor: Actor) {
    return this.queries.list(actor, params.id, query);
  }

  @Handle(contract.writeRoomMessage)
  write(@Input() { params, body }: In<typeof contract.writeRoomMessage>, @Me() actor: Actor) {
    return this.chat.write(actor, params.id, body);
  }
}

import { Controller } from '@nestjs/common';
import { endMembership, inviteMember, recordAgreement, resumeMember, suspendMember } from '@alliance/contracts/membership.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { MembershipService } from './membership.service.js';

@May('membership.manage')
@Controller()
export class MembershipController {
  constructor(private readonly members: MembershipService) {}

  @Handle(inviteMember)
  invite(@Input() { params, body }: InputOf<typeof inviteMember>, @Me() actor: Actor) {
    return this.members.invite(actor, params.id, body);
  }

  @Handle(recordAgreement)
  agree(@Input() { params, body: { version, agreement } }: InputOf<typeof recordAgreement>, @Me() actor: Actor) {
    return this.members.act(actor, params, version, { action: 'agree', agreement });
  }

  @Handle(suspendMember)
  suspend(@Input() { params, body: { version, reason } }: InputOf<typeof suspendMember>, @Me() actor: Actor) {
    return this.members.act(actor, params, version, { action: 'suspend' }, reason);
  }

  @Handle(resumeMember)
  resume(@Input() { params, body: { version } }: InputOf<typeof resumeMember>, @Me() actor: Actor) {
    return this.members.act(actor, params, version, { action: 'resume' });
  }

  @Handle(endMembership)
  leave(@Input() { params, body: { version, lastDay, reason } }: InputOf<typeof endMembership>, @Me() actor: Actor) {
    return this.members.act(actor, params, version, { action: 'leave', lastDay }, reason);
  }
}

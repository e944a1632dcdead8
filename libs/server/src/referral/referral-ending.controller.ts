import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/referral-ending.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ReferralService } from './referral.service.js';

type In<R extends Route> = InputOf<R>;

/** How a referral ends, and what is said about it afterwards. */
@May('referral.read')
@Controller()
export class ReferralEndingController {
  constructor(private readonly referrals: ReferralService) {}

  @Handle(contract.treatHere)
  treatHere(@Input() { params, body: { version, ...given } }: In<typeof contract.treatHere>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'treatHere', ...given });
  }

  @Handle(contract.cancelReferral)
  cancel(@Input() { params, body: { version, ...given } }: In<typeof contract.cancelReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'cancel', ...given });
  }

  @Handle(contract.patientDeclines)
  patientDeclines(@Input() { params, body: { version, ...given } }: In<typeof contract.patientDeclines>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'patientDeclines', ...given });
  }

  @Handle(contract.reportOutcome)
  reportOutcome(@Input() { params, body: { version, ...given } }: In<typeof contract.reportOutcome>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'reportOutcome', ...given });
  }

  @Handle(contract.reportDeath)
  reportDeath(@Input() { params, body: { version, diedAt, ...death } }: In<typeof contract.reportDeath>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'reportDeath', diedAt: new Date(diedAt), ...death });
  }

  @Handle(contract.closeReferral)
  close(@Input() { params, body }: In<typeof contract.closeReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'close' });
  }

  @Handle(contract.enterInError)
  enterInError(@Input() { params, body: { version, ...given } }: In<typeof contract.enterInError>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'enterInError', ...given });
  }

  @Handle(contract.correctReferral)
  correct(@Input() { params, body: { version, changes, explanation } }: In<typeof contract.correctReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'correct', explanation }, { changes });
  }

  @Handle(contract.confirmCorrection)
  confirmCorrection(@Input() { params, body }: In<typeof contract.confirmCorrection>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'confirmCorrection' });
  }

  @Handle(contract.refuseCorrection)
  refuseCorrection(@Input() { params, body }: In<typeof contract.refuseCorrection>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'refuseCorrection' });
  }

  @Handle(contract.appealReferral)
  appeal(@Input() { params, body: { version, ...given } }: In<typeof contract.appealReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'appeal', ...given });
  }

  @Handle(contract.upholdReturn)
  uphold(@Input() { params, body: { version, ...given } }: In<typeof contract.upholdReturn>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'uphold', ...given });
  }

  @Handle(contract.overturnReturn)
  overturn(@Input() { params, body: { version, ...given } }: In<typeof contract.overturnReturn>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'overturn', ...given });
  }
}

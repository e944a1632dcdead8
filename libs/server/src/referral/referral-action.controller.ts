import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/referral-action.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ReferralService } from './referral.service.js';

type In<R extends Route> = InputOf<R>;

/** The actions of the machine; who may take which is `referral.policy`. */
@May('referral.read')
@Controller()
export class ReferralActionController {
  constructor(private readonly referrals: ReferralService) {}

  @Handle(contract.submitReferral)
  submit(@Input() { params, body }: In<typeof contract.submitReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'submit' });
  }

  @Handle(contract.resubmitReferral)
  resubmit(@Input() { params, body }: In<typeof contract.resubmitReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'resubmit' });
  }

  @Handle(contract.acceptReferral)
  accept(@Input() { params, body: { version, arriveBy, ...reception } }: In<typeof contract.acceptReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'accept', arriveBy: new Date(arriveBy), ...reception });
  }

  @Handle(contract.askReferral)
  ask(@Input() { params, body: { version, question } }: In<typeof contract.askReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'ask', question });
  }

  @Handle(contract.replyReferral)
  reply(@Input() { params, body: { version, answer } }: In<typeof contract.replyReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'reply', answer });
  }

  @Handle(contract.returnReferral)
  return(@Input() { params, body: { version, reason, advice } }: In<typeof contract.returnReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'return', reason, advice });
  }

  @Handle(contract.treatHere)
  treatHere(@Input() { params, body: { version, plan } }: In<typeof contract.treatHere>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'treatHere', plan });
  }

  @Handle(contract.departReferral)
  depart(@Input() { params, body: { version, estimatedArrivalAt } }: In<typeof contract.departReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'depart', estimatedArrivalAt: new Date(estimatedArrivalAt) });
  }

  @Handle(contract.arriveReferral)
  arrive(@Input() { params, body }: In<typeof contract.arriveReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'arrive' });
  }

  @Handle(contract.admitReferral)
  admit(@Input() { params, body }: In<typeof contract.admitReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'admit' });
  }

  @Handle(contract.reportOutcome)
  reportOutcome(@Input() { params, body: { version, outcome, summary } }: In<typeof contract.reportOutcome>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'reportOutcome', outcome, summary });
  }

  @Handle(contract.closeReferral)
  close(@Input() { params, body }: In<typeof contract.closeReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'close' });
  }

  @Handle(contract.cancelReferral)
  cancel(@Input() { params, body: { version, reason } }: In<typeof contract.cancelReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'cancel', reason });
  }
}

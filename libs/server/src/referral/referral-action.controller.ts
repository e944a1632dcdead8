import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/referral-action.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ReferralService } from './referral.service.js';

type In<R extends Route> = InputOf<R>;

/** What is asked and answered; who may take which action is `referral.policy`. */
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
  accept(
    @Input() { params, body: { version, arriveBy, hold, pair, pairHold, ...reception } }: In<typeof contract.acceptReferral>,
    @Me() actor: Actor,
  ) {
    return this.referrals.act(
      actor,
      params.id,
      version,
      { action: 'accept', arriveBy: new Date(arriveBy), ...reception },
      {
        hold,
        ...(pair && { pair: { decision: pair, hold: pairHold } }),
      },
    );
  }

  @Handle(contract.acknowledgeReferral)
  acknowledge(
    @Input() { params, body: { version, arriveBy, hold, ...reception } }: In<typeof contract.acknowledgeReferral>,
    @Me() actor: Actor,
  ) {
    return this.referrals.act(actor, params.id, version, { action: 'acknowledge', arriveBy: new Date(arriveBy), ...reception }, { hold });
  }

  @Handle(contract.withdrawAcceptance)
  withdrawAcceptance(@Input() { params, body: { version, ...given } }: In<typeof contract.withdrawAcceptance>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'withdrawAcceptance', ...given });
  }

  @Handle(contract.askReferral)
  ask(@Input() { params, body: { version, ...given } }: In<typeof contract.askReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'ask', ...given });
  }

  @Handle(contract.replyReferral)
  reply(@Input() { params, body: { version, ...given } }: In<typeof contract.replyReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'reply', ...given });
  }

  @Handle(contract.returnReferral)
  return(@Input() { params, body: { version, ...given } }: In<typeof contract.returnReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'return', ...given });
  }

  @Handle(contract.redirectReferral)
  redirect(@Input() { params, body: { version, ...given } }: In<typeof contract.redirectReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'redirect', ...given });
  }

  @Handle(contract.convertReferral)
  convert(@Input() { params, body: { version, ...given } }: In<typeof contract.convertReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'convert', ...given });
  }

  @Handle(contract.resumeReferral)
  resume(@Input() { params, body }: In<typeof contract.resumeReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'resume' });
  }

  @Handle(contract.closeWithAdvice)
  closeWithAdvice(@Input() { params, body: { version, ...given } }: In<typeof contract.closeWithAdvice>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'closeWithAdvice', ...given });
  }

  @Handle(contract.undoReferral)
  undo(@Input() { params, body }: In<typeof contract.undoReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'undo' });
  }

  @Handle(contract.doctorAccept)
  doctorAccept(@Input() { params, body }: In<typeof contract.doctorAccept>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'doctorAccept' });
  }

  @Handle(contract.doctorDecline)
  doctorDecline(@Input() { params, body: { version, ...given } }: In<typeof contract.doctorDecline>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'doctorDecline', ...given });
  }
}

import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/referral-journey.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ReferralService } from './referral.service.js';

type In<R extends Route> = InputOf<R>;

/** The patient on the way, arriving, and on the way back. */
@May('referral.read')
@Controller()
export class ReferralJourneyController {
  constructor(private readonly referrals: ReferralService) {}

  @Handle(contract.departReferral)
  depart(@Input() { params, body: { version, estimatedArrivalAt } }: In<typeof contract.departReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'depart', estimatedArrivalAt: new Date(estimatedArrivalAt) });
  }

  @Handle(contract.divertReferral)
  divert(@Input() { params, body: { version, estimatedArrivalAt, ...to } }: In<typeof contract.divertReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, {
      action: 'divert',
      estimatedArrivalAt: new Date(estimatedArrivalAt),
      ...to,
    });
  }

  @Handle(contract.turnBackReferral)
  turnBack(@Input() { params, body: { version, ...given } }: In<typeof contract.turnBackReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'turnBack', ...given });
  }

  @Handle(contract.arriveReferral)
  arrive(@Input() { params, body }: In<typeof contract.arriveReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'arrive' });
  }

  @Handle(contract.signHandOver)
  signHandOver(@Input() { params, body: { version, sheet } }: In<typeof contract.signHandOver>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'signHandOver', sheet: sheet !== null }, { sheet });
  }

  @Handle(contract.reassignReferral)
  reassign(@Input() { params, body: { version, ...given } }: In<typeof contract.reassignReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'reassign', ...given });
  }

  @Handle(contract.admitReferral)
  admit(@Input() { params, body }: In<typeof contract.admitReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'admit' });
  }

  @Handle(contract.markNoShow)
  markNoShow(@Input() { params, body }: In<typeof contract.markNoShow>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, body.version, { action: 'markNoShow' });
  }

  @Handle(contract.rebookReferral)
  rebook(@Input() { params, body: { version, arriveBy, place, hold } }: In<typeof contract.rebookReferral>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'rebook', arriveBy: new Date(arriveBy), place }, { hold });
  }

  @Handle(contract.offerDown)
  offerDown(@Input() { params, body: { version, ...offer } }: In<typeof contract.offerDown>, @Me() actor: Actor) {
    return this.referrals.act(actor, params.id, version, { action: 'offerDown', summary: offer.summary }, { offer });
  }
}

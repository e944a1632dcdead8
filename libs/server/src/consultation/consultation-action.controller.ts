import * as act from '@alliance/contracts/consultation-action.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me, StepUp } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { AdviceService } from './advice.service.js';
import { AnswerService } from './answer.service.js';
import { ClosingService } from './closing.service.js';
import { OnwardService } from './onward.service.js';
import { SessionService } from './session.service.js';

type In<R extends Route> = InputOf<R>;

/** What is done with a consultation; which action is whose, `consultation.policy` says. */
@May('consultation.read')
@Controller()
export class ConsultationActionController {
  constructor(
    private readonly answers: AnswerService,
    private readonly sessions: SessionService,
    private readonly advice: AdviceService,
    private readonly closing: ClosingService,
    private readonly onward: OnwardService,
  ) {}

  @May('consultation.arrange')
  @Handle(act.acceptConsultation)
  accept(@Input() { params, body: { version, ...given } }: In<typeof act.acceptConsultation>, @Me() actor: Actor) {
    return this.answers.accept(actor, params.id, version, given);
  }

  @May('consultation.arrange')
  @Handle(act.declineConsultation)
  decline(@Input() { params, body: { version, ...given } }: In<typeof act.declineConsultation>, @Me() actor: Actor) {
    return this.answers.decline(actor, params.id, version, given);
  }

  @May('consultation.arrange')
  @Handle(act.assignExpert)
  assign(@Input() { params, body: { version, ...given } }: In<typeof act.assignExpert>, @Me() actor: Actor) {
    return this.answers.assign(actor, params.id, version, given);
  }

  @May('consultation.arrange')
  @Handle(act.holdTime)
  hold(@Input() { params, body: { version, ...time } }: In<typeof act.holdTime>, @Me() actor: Actor) {
    return this.sessions.hold(actor, params.id, version, time);
  }

  @May('consultation.arrange')
  @Handle(act.bookConsultation)
  book(@Input() { params, body: { version, ...time } }: In<typeof act.bookConsultation>, @Me() actor: Actor) {
    return this.sessions.book(actor, params.id, version, time);
  }

  @May('consultation.arrange')
  @Handle(act.rescheduleConsultation)
  reschedule(@Input() { params, body: { version, ...time } }: In<typeof act.rescheduleConsultation>, @Me() actor: Actor) {
    return this.sessions.reschedule(actor, params.id, version, time);
  }

  @Handle(act.startConsultation)
  start(@Input() { params, body }: In<typeof act.startConsultation>, @Me() actor: Actor) {
    return this.sessions.start(actor, params.id, body.version);
  }

  @Handle(act.finishConsultation)
  finish(@Input() { params, body }: In<typeof act.finishConsultation>, @Me() actor: Actor) {
    return this.sessions.finish(actor, params.id, body.version);
  }

  @Handle(act.recordCall)
  recordCall(@Input() { params, body: { version, ...call } }: In<typeof act.recordCall>, @Me() actor: Actor) {
    return this.advice.recordCall(actor, params.id, version, call);
  }

  @May('consultation.advise')
  @Handle(act.saveOpinion)
  saveOpinion(@Input() { params, body }: In<typeof act.saveOpinion>, @Me() actor: Actor) {
    return this.advice.saveOpinion(actor, params.id, body);
  }

  /** Who signs proves anew who they are (ER-08). */
  @StepUp()
  @May('consultation.advise')
  @Handle(act.signOpinion)
  sign(@Input() { params, body: { version, ...opinion } }: In<typeof act.signOpinion>, @Me() actor: Actor) {
    return this.advice.sign(actor, params.id, version, opinion);
  }

  @Handle(act.excuseParty)
  excuse(@Input() { params, body: { version, ...given } }: In<typeof act.excuseParty>, @Me() actor: Actor) {
    return this.advice.excuse(actor, params.id, version, given);
  }

  @Handle(act.decideConsultation)
  decide(@Input() { params, body: { version, ...decision } }: In<typeof act.decideConsultation>, @Me() actor: Actor) {
    return this.closing.decide(actor, params.id, version, decision);
  }

  @Handle(act.recordAction)
  recordAction(@Input() { params, body: { version, ...given } }: In<typeof act.recordAction>, @Me() actor: Actor) {
    return this.closing.recordAction(actor, params.id, params.actionId, version, given);
  }

  @Handle(act.giveFeedback)
  giveFeedback(@Input() { params, body: { version, ...feedback } }: In<typeof act.giveFeedback>, @Me() actor: Actor) {
    return this.closing.giveFeedback(actor, params.id, version, feedback);
  }

  @Handle(act.givePapers)
  givePapers(@Input() { params, body: { version, ...papers } }: In<typeof act.givePapers>, @Me() actor: Actor) {
    return this.closing.givePapers(actor, params.id, version, papers);
  }

  @Handle(act.escalateConsultation)
  escalate(@Input() { params, body: { version, ...given } }: In<typeof act.escalateConsultation>, @Me() actor: Actor) {
    return this.onward.escalate(actor, params.id, version, given);
  }

  @Handle(act.referFromConsultation)
  refer(@Input() { params, body: { version, ...given } }: In<typeof act.referFromConsultation>, @Me() actor: Actor) {
    return this.onward.refer(actor, params.id, version, given);
  }
}

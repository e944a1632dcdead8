import type * as act from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { ReferralLedger } from '../referral/referral.ledger.js';
import { ConsultationCommand } from './consultation.command.js';
import { refuseWithoutPaper } from './consent-paper.js';
import { tell } from './consultation.record.js';
import type { ConsultationRow } from './consultation.row.js';

type Body<R extends Route & { body: unknown }> = InputOf<R> extends { body: infer B } ? Omit<B, 'version'> : never;
/** Kept as long as the inpatient record that it belongs to (TM-13, ER-02), in years. */
const retainYears = 30;

/** What the inviting side decides, and what became of it (TM-10, F72). */
@Injectable()
export class ClosingService {
  constructor(
    private readonly command: ConsultationCommand,
    private readonly referrals: ReferralLedger,
  ) {}

  /**
   * The decision is the inviting side's own, beside the opinions. A referral that waited for it goes on, or ends with the advice.
   * @throws Refusal request.invalid for an action of no opinion here, referral.wrong_state
   */
  decide(actor: Actor, id: string, version: number, body: Body<typeof act.decideConsultation>): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'decide', async (work, row, state) => {
      await this.recommend(work, row, body.actions);
      if (row.referral && body.referral) await this.settleReferral(work, actor, row, row.referral.id, body);
      tell(work, row, 'consultation.decided', { decision: body.decision, actions: body.actions.length }, { version: row.version + 1 });
      const retainUntil = `${Number(today(work.now).slice(0, 4)) + retainYears}${today(work.now).slice(4)}`.replace(/-02-29$/, '-02-28');
      return {
        ...{ state, decision: body.decision, decision_text: body.text, decided_by: actor.personId, decided_at: work.now },
        ...{ finished_at: row.finished_at ?? work.now, retain_until: retainUntil },
      };
    });
  }

  /** @throws Refusal request.invalid for a reason that is missing, or that nothing asks for */
  recordAction(
    actor: Actor,
    id: string,
    actionId: string,
    version: number,
    { outcome, reason }: Body<typeof act.recordAction>,
  ): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'recordAction', async (work, row, state) => {
      if ((outcome === 'not_done') !== (reason !== null)) throw new Refusal('request.invalid', { fields: ['reason'] });
      const [recorded] = await work.rows(
        `update consultation_action set outcome = $3, not_done_reason = $4, recorded_by = current_person(), recorded_at = $5
         where id = $1 and consultation_id = $2 and outcome is null returning 1`,
        [actionId, id, outcome, reason, work.now],
      );
      if (!recorded) throw new Refusal('access.not_found', { fields: ['actionId'] });
      tell(work, row, 'consultation.action_recorded', { outcome, ...(reason && { reason }) }, { version: row.version + 1 });
      return { state };
    });
  }

  giveFeedback(
    actor: Actor,
    id: string,
    version: number,
    { course, helpful, text }: Body<typeof act.giveFeedback>,
  ): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'giveFeedback', async (work, row, state) => {
      await work.rows(
        `insert into consultation_feedback (consultation_id, course, helpful, text, institution_id, person_id, at)
         values ($1, $2, $3, $4, current_institution(), current_person(), $5)`,
        [id, course, helpful, text, work.now],
      );
      tell(work, row, 'consultation.feedback_given', { course, helpful }, { version: row.version + 1 });
      return { state, closed_at: work.now };
    });
  }

  /** Consent that followed a rescue; what was sent on that ground stays marked as such in the timeline. */
  givePapers(actor: Actor, id: string, version: number, body: Body<typeof act.givePapers>): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'givePapers', async (work, row, state) => {
      if (body.consentGiver !== 'patient' && !body.consentName) throw new Refusal('request.invalid', { fields: ['consentName'] });
      await refuseWithoutPaper(work, id, body.consentDocumentId);
      if (body.consentOn > today(work.now)) throw new Refusal('request.invalid', { fields: ['consentOn'] });
      tell(work, row, 'consultation.papers_given', { consentGiver: body.consentGiver }, { version: row.version + 1 });
      return {
        ...{ state, consent_giver: body.consentGiver, consent_name: body.consentName, consent_on: body.consentOn },
        ...{ consent_document_id: body.consentDocumentId, cost_told: true },
      };
    });
  }

  private async recommend(work: Work, row: ConsultationRow, actions: Body<typeof act.decideConsultation>['actions']): Promise<void> {
    const signed = new Set(row.beside.opinions.filter(({ signedAt }) => signedAt).map(({ id }) => id));
    for (const [position, { opinionId, text, dueOn }] of actions.entries()) {
      if (opinionId && !signed.has(opinionId)) throw new Refusal('request.invalid', { fields: ['actions'] });
      await work.rows(
        'insert into consultation_action (id, consultation_id, opinion_id, position, text, due_on) values ($1, $2, $3, $4, $5, $6)',
        [...[newId(), row.id, opinionId, position, text, dueOn]],
      );
    }
  }

  private async settleReferral(
    work: Work,
    actor: Actor,
    row: ConsultationRow,
    referralId: string,
    body: Body<typeof act.decideConsultation>,
  ): Promise<void> {
    const advice = row.beside.opinions
      .filter(({ signedAt, supersededAt }) => signedAt && !supersededAt)
      .map(({ by, text }) => `${by}：${text}`);
    const ask =
      body.referral === 'resume'
        ? ({ action: 'resume' } as const)
        : ({ action: 'closeWithAdvice', advice: [...advice, body.text].join('\n').slice(0, 4000) } as const);
    await this.referrals.step(work, actor, referralId, ask);
  }
}

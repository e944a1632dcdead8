import type { Actor } from '@alliance/domain/access/actor';
import type { ReferralAsk } from '@alliance/domain/referral/referral.ask';
import { referralNumber } from '@alliance/domain/referral/referral-number';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { ReservationLedger } from '../availability/reservation.ledger.js';
import { HoldLedger } from '../capacity/hold.ledger.js';
import { DeadlineReader } from '../escalation/deadlines.reader.js';
import { FollowUpLedger } from '../follow-up/follow-up.ledger.js';
import { CareFactsReader } from '../down-transfer/care-facts.reader.js';
import { FormularyReader } from '../formulary/formulary.reader.js';
import { JudgementReader } from '../judgement/judgement.reader.js';
import { StandingReader } from '../judgement/standing.reader.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { ConsultationLedger } from '../consultation/consultation.ledger.js';
import { ServiceAgreementReader } from '../service-agreement/service-agreement.reader.js';
import { ReceiversReader } from '../receivers/receivers.reader.js';
import { ReturnLedger } from '../return-review/return.ledger.js';
import { QuestionLedger } from '../conversation/question.ledger.js';
import { AfterwardsStore } from './afterwards.store.js';
import { AnswersStore } from './answers.store.js';
import { CriteriaPolicy } from './criteria.policy.js';
import { DraftStore, type DraftFields } from './draft.store.js';
import { OfferStore } from './offer.store.js';
import { PairPolicy } from './pair.policy.js';
import { PartiesPolicy } from './parties.policy.js';
import { Places } from './places.js';
import { ReferralQueries } from './referral.queries.js';
import { record } from './referral.record.js';
import type { ReferralRow } from './referral.row.js';
import { ReferralService } from './referral.service.js';
import { ReferralStore } from './referral.store.js';
import { Reservations } from './reservations.js';

/** Referrals that are written and sent inside the command of whoever sends many. */
@Injectable()
export class ReferralLedger {
  constructor(
    private readonly drafts: DraftStore,
    private readonly queries: ReferralQueries,
    private readonly referrals: ReferralService,
  ) {}

  /**
   * Drafts and submits in one go, by the same rules as one by one.
   * @param batchId the group that the patient belongs to
   * @throws Refusal whatever drafting and submitting refuse
   */
  async send(work: Work, actor: Actor, id: string, fields: DraftFields, batchId: string): Promise<ReferralRow> {
    await this.drafts.create(work, actor, id, referralNumber(randomBytes(8)), batchId);
    await this.drafts.save(work, actor, id, 1, fields);
    return this.referrals.step(work, actor, await this.queries.row(work, id), { action: 'submit' });
  }

  /** Writes what is known; its doctor reads it and sends it. @returns the id of the draft */
  async draft(work: Work, actor: Actor, fields: DraftFields): Promise<string> {
    const id = newId();
    await this.drafts.create(work, actor, id, referralNumber(randomBytes(8)));
    await this.drafts.save(work, actor, id, 1, fields);
    const row = await this.queries.row(work, id);
    record(work, row, row.version, 'referral.drafted', {}, [row.sender_id]);
    return id;
  }

  /** One action inside the command of another feature, by the same rules. @throws Refusal referral.* */
  async step(work: Work, actor: Actor, id: string, ask: ReferralAsk): Promise<void> {
    await this.referrals.step(work, actor, await this.queries.row(work, id), ask);
  }
}

/** What a feature that writes referrals provides. */
export const referralWriting = [
  ReferralLedger,
  ReferralService,
  ReferralQueries,
  ReferralStore,
  DraftStore,
  AfterwardsStore,
  AnswersStore,
  QuestionLedger,
  OfferStore,
  PairPolicy,
  PartiesPolicy,
  CriteriaPolicy,
  Places,
  Reservations,
  HoldLedger,
  DeadlineReader,
  FollowUpLedger,
  ReturnLedger,
  ReceiversReader,
  JudgementReader,
  StandingReader,
  FormularyReader,
  CareFactsReader,
  ConsultationLedger,
  ServiceAgreementReader,
  ReservationLedger,
] as const;

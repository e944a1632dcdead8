import type * as act from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { AnswerOf, InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { consultationAfter } from '@alliance/domain/consultation/consultation';
import { Refusal } from '@alliance/domain/refusal';
import { referralNumber } from '@alliance/domain/referral/referral-number';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { ReferralLedger } from '../referral/referral.ledger.js';
import { CarriedOver } from './carried-over.js';
import { armUnanswered } from './unanswered.timers.js';
import { ConsultationCommand } from './consultation.command.js';
import { ConsultationDraft } from './consultation.draft.js';
import { ConsultationQueries } from './consultation.queries.js';
import { note, tell } from './consultation.record.js';
import { factsOf, type ConsultationRow } from './consultation.row.js';
import { TermsOfAgreement } from './consultation.terms.js';
import { consultationView } from './consultation.view.js';

type Body<R extends Route & { body: unknown }> = InputOf<R> extends { body: infer B } ? Omit<B, 'version'> : never;
type Referred = AnswerOf<typeof act.referFromConsultation>;

/** The same files lie with the request above; whoever passes them on answers for it. */
const passOn = `
  insert into consultation_document (id, consultation_id, institution_id, person_id, kind, title, name, media_type, bytes, sha256, storage_key, deidentified, source_id, at)
  select uuidv7(), $1, current_institution(), current_person(), kind, title, name, media_type, bytes, sha256, storage_key, deidentified, id, $3
  from consultation_document where consultation_id = $2 and removed_at is null and quarantine is null`;

/** Where a case goes from here: to the hub above, or to another hospital as a referral. Everything is carried over. */
@Injectable()
export class OnwardService {
  constructor(
    private readonly command: ConsultationCommand,
    private readonly queries: ConsultationQueries,
    private readonly drafts: ConsultationDraft,
    private readonly terms: TermsOfAgreement,
    private readonly carried: CarriedOver,
    private readonly referrals: ReferralLedger,
  ) {}

  /** County → city → province → nation. The new request is written and sent in one go; this one stays as it is. @throws Refusal consultation.no_hub, consultation.no_agreement */
  escalate(actor: Actor, id: string, version: number, { hubId, reason }: Body<typeof act.escalateConsultation>): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'escalate', async (work, row, state) => {
      const hub = (await this.queries.hubsOf(work, row)).find((found) => found.id === hubId);
      if (!hub) throw new Refusal('consultation.no_hub', { fields: ['hubId'] });
      const agreementId = await this.terms.covering(work, row, hubId);
      const childId = await this.copy(work, actor, row, hubId, hub.allianceId);
      const eventId = tell(work, row, 'consultation.escalated', { tier: hub.tier }, { version: row.version + 1 });
      await note(work, row, 'escalation', reason, eventId);
      const child = await this.queries.row(work, childId);
      await this.command.settle(work, child, { state: 'invited', invited_at: work.now, agreement_id: agreementId });
      const sent = await this.queries.row(work, childId);
      tell(work, sent, 'consultation.invited', { kind: sent.kind, urgency: sent.urgency });
      if (sent.kind === 'immediate') armUnanswered(work, childId);
      work.subjectId = id;
      return { state };
    });
  }

  private async copy(work: Work, actor: Actor, row: ConsultationRow, hubId: string, allianceId: string): Promise<string> {
    const id = newId();
    await this.drafts.create(work, actor, { id, number: referralNumber(randomBytes(8)), parentId: row.id });
    await work.rows(
      `update consultation set (kind, mode, urgency, alliance_id, reason, aim, summary, specialty, title, planned_at, minutes, diagnosis_text, diagnosis_code, diagnosis_edition,
         facts, consent_giver, consent_name, consent_on, consent_document_id, cost_told, teaching_agreed, authorised_by) =
       (select kind, mode, urgency, $3::uuid, reason, aim, coalesce($4, summary), specialty, title, planned_at, minutes, diagnosis_text, diagnosis_code, diagnosis_edition,
         facts, consent_giver, consent_name, consent_on, consent_document_id, cost_told, teaching_agreed, authorised_by from consultation where id = $2) where id = $1`,
      [id, row.id, allianceId, this.carried.withOpinions(row)],
    );
    await work.rows(passOn, [id, row.id, work.now]);
    await work.rows(
      'update consultation set consent_document_id = (select id from consultation_document where consultation_id = $1 and source_id = $2) where id = $1',
      [...[id, row.consent_document_id]],
    );
    await work.rows(
      `insert into consultation_patient (consultation_id, patient_id, name, initials, sex, birth_date, identifier_masked)
       select $1, patient_id, name, initials, sex, birth_date, identifier_masked from consultation_patient where consultation_id = $2`,
      [id, row.id],
    );
    const place = { departmentId: null, personId: null, specialty: row.specialty, title: row.title };
    await this.drafts.invite(work, actor, id, { ...place, institutionId: hubId, required: true });
    // who advised so far stays at the table
    for (const { institution, person } of row.beside.parties.filter(({ side, state }) => side === 'invited' && state === 'accepted'))
      if (person)
        await this.drafts.invite(work, actor, id, { ...place, institutionId: institution.id, personId: person.id, required: false });
    return id;
  }

  /** A referral with everything that is known, opinions and decision in its summary; it is a draft until its doctor sends it. */
  refer(actor: Actor, id: string, version: number, { receiverId }: Body<typeof act.referFromConsultation>): Promise<Referred> {
    return this.command.run(
      actor,
      async (work) => {
        await work.rows('select 1 from consultation where id = $1 for update', [id]);
        const row = await this.queries.row(work, id);
        if (row.version !== version) throw new Refusal('record.stale', { version: row.version });
        const state = consultationAfter(factsOf(row), 'refer', actor, work.now);
        const referralId = await this.referrals.draft(work, actor, this.carried.toReferral(row, receiverId));
        tell(work, row, 'consultation.referred', {}, { version: row.version + 1 });
        const changed = await this.command.settle(work, row, { state, became_referral_id: referralId });
        return { referralId, consultation: consultationView(changed, actor, work.now) };
      },
      async (subject) => {
        const consultation = await this.queries.get(actor, subject);
        return { referralId: consultation.becameReferral?.id ?? '', consultation };
      },
    );
  }
}

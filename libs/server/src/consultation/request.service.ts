import type { addParty, voidConsultation, cancelConsultation } from '@alliance/contracts/consultation-action.contract';
import type { draftConsultation, saveConsultation } from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { requestLacks } from '@alliance/domain/consultation/request-completeness';
import { Refusal } from '@alliance/domain/refusal';
import { referralNumber } from '@alliance/domain/referral/referral-number';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { CarriedOver } from './carried-over.js';
import { refuseWithoutPaper } from './consent-paper.js';
import { ConsultationCommand } from './consultation.command.js';
import { ConsultationDraft } from './consultation.draft.js';
import { ConsultationQueries } from './consultation.queries.js';
import { note, tell } from './consultation.record.js';
import { requestOf, type ConsultationRow } from './consultation.row.js';
import { TermsOfAgreement } from './consultation.terms.js';
import { consultationView } from './consultation.view.js';
import { ExpertPolicy, wish } from './expert.policy.js';
import { armUnanswered } from './unanswered.timers.js';

type Body<R extends Route & { body: unknown }> = InputOf<R> extends { body: infer B } ? Omit<B, 'version'> : never;

/** What the inviting side does to ask: write, send, invite more, call off. */
@Injectable()
export class RequestService {
  constructor(
    private readonly command: ConsultationCommand,
    private readonly drafts: ConsultationDraft,
    private readonly queries: ConsultationQueries,
    private readonly terms: TermsOfAgreement,
    private readonly experts: ExpertPolicy,
    private readonly carried: CarriedOver,
  ) {}

  /** @throws Refusal access.not_found, referral.not_found, consultation.same_institution, consultation.party_taken */
  draft(actor: Actor, { id = newId(), referralId, ...fields }: Body<typeof draftConsultation>): Promise<ConsultationView> {
    return this.command.run(
      actor,
      async (work) => {
        const from = referralId ? await this.carried.fromReferral(work, actor, referralId) : null;
        await this.drafts.create(work, actor, { id, number: referralNumber(randomBytes(8)), referralId: referralId ?? null });
        await this.drafts.save(work, actor, id, 1, { ...from, ...fields });
        const row = await this.queries.row(work, id);
        tell(work, row, 'consultation.drafted', { kind: row.kind });
        return consultationView(row, actor, work.now);
      },
      (subject) => this.queries.get(actor, subject),
    );
  }

  save(actor: Actor, id: string, { version, ...fields }: InputOf<typeof saveConsultation>['body']): Promise<ConsultationView> {
    return this.command.run(
      actor,
      async (work) => {
        const row = await this.queries.row(work, id);
        if (row.inviting.id !== actor.institutionId) throw new Refusal('consultation.not_your_action', { action: 'save' });
        if (row.state !== 'draft') throw new Refusal('consultation.wrong_state', { state: row.state, action: 'save' });
        await this.drafts.save(work, actor, id, version, fields);
        work.subjectId = id;
        return consultationView(await this.queries.row(work, id), actor, work.now);
      },
      (subject) => this.queries.get(actor, subject),
    );
  }

  /** @throws Refusal consultation.incomplete naming what lacks, consultation.no_agreement, consultation.expert_ineligible, consultation.names_patient */
  invite(actor: Actor, id: string, version: number): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'invite', async (work, row) => {
      const lacks = requestLacks(requestOf(row));
      if (lacks.length) throw new Refusal('consultation.incomplete', { fields: lacks });
      if (row.consent_on && row.consent_on > today(work.now)) throw new Refusal('request.invalid', { fields: ['consentOn'] });
      if (row.consent_document_id) await refuseWithoutPaper(work, id, row.consent_document_id);
      if (row.kind === 'teaching') await this.refuseNamed(work, row);
      const agreementId = await this.checkInvited(work, row);
      tell(work, { ...row, invited_at: work.now, invited_ids: invitedHospitals(row) }, 'consultation.invited', invitedData(row), {
        version: row.version + 1,
      });
      if (row.kind === 'immediate') armUnanswered(work, id);
      return { invited_at: work.now, agreement_id: agreementId };
    });
  }

  addParty(actor: Actor, id: string, version: number, { party }: Body<typeof addParty>): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'addParty', async (work, row, state) => {
      await this.terms.refuseAbroad(work, party.institutionId);
      if (row.kind !== 'immediate') await this.terms.covering(work, row, party.institutionId);
      if (party.personId)
        await this.experts.refuseIneligible(work, party.personId, party.institutionId, wish(party.specialty, party.title));
      await this.drafts.invite(work, { institutionId: row.inviting.id }, id, party);
      tell(
        work,
        row,
        'consultation.party_added',
        { urgency: row.urgency, ...(party.departmentId && { departmentId: party.departmentId }) },
        { version: row.version + 1, told: [party.institutionId] },
      );
      return { state };
    });
  }

  cancel(actor: Actor, id: string, version: number, { reason, explanation }: Body<typeof cancelConsultation>): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'cancel', async (work, row) => {
      const eventId = tell(work, row, 'consultation.cancelled', { reason }, { version: row.version + 1 });
      await note(work, row, 'cancellation', explanation, eventId);
      return { closed_at: work.now };
    });
  }

  /** The trace stays; the invited side sees it no more. */
  enterInError(
    actor: Actor,
    id: string,
    version: number,
    { reason, explanation }: Body<typeof voidConsultation>,
  ): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'enterInError', async (work, row) => {
      const eventId = tell(work, row, 'consultation.entered_in_error', { reason }, { version: row.version + 1 });
      await note(work, row, 'error', explanation, eventId);
      return { closed_at: work.now, open_to_alliance: false };
    });
  }

  /** @returns the agreement of the first invited hospital; null for a rescue that none covers */
  private async checkInvited(work: Work, row: ConsultationRow): Promise<string | null> {
    const ids: (string | null)[] = [];
    for (const { institution, person, specialty, title } of row.beside.parties.filter(({ side }) => side === 'invited')) {
      if (person) await this.experts.refuseIneligible(work, person.id, institution.id, wish(specialty ?? row.specialty, title));
      // paper never blocks rescue: the agreement follows (TM-02)
      const covering = this.terms.covering(work, row, institution.id);
      ids.push(row.kind === 'immediate' ? await covering.catch(noneInRescue) : await covering);
    }
    return ids[0] ?? null;
  }

  /** A lesson shows nobody's patient: its texts name none of those this hospital knows (TM-15). */
  private async refuseNamed(work: Work, { reason, aim, summary }: ConsultationRow): Promise<void> {
    const text = [reason, aim, summary].join(' ');
    if (/\d{17}[\dXx]/.test(text)) throw new Refusal('consultation.names_patient', { fields: ['summary'] });
    const [named] = await work.rows(
      `select 1 from patient_relation r where r.institution_id = current_institution() and length(r.name) > 1 and position(r.name in $1) > 0 limit 1`,
      [text],
    );
    if (named) throw new Refusal('consultation.names_patient', { fields: ['summary'] });
  }
}

const invitedHospitals = (row: ConsultationRow): string[] => [
  ...new Set(row.beside.parties.filter(({ side }) => side === 'invited').map(({ institution }) => institution.id)),
];

/** Whom an immediate one rings: the department where one is named, else the duty office. */
function invitedData(row: ConsultationRow): Record<string, string> {
  const department = row.beside.parties.find(({ side, department: of }) => side === 'invited' && of !== null)?.department;
  return { kind: row.kind, urgency: row.urgency, ...(department && { departmentId: department.id }) };
}

function noneInRescue(refused: unknown): null {
  if (refused instanceof Refusal && refused.code === 'consultation.no_agreement') return null;
  throw refused;
}

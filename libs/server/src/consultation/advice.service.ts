import type * as act from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { callIsLate } from '@alliance/domain/consultation/consultation';
import { consultationMachine } from '@alliance/domain/consultation/consultation.machine';
import { ownSeat } from '@alliance/domain/consultation/consultation.policy';
import { next } from '@alliance/domain/machine';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { ConsultationCommand } from './consultation.command.js';
import { ConsultationDraft } from './consultation.draft.js';
import { ConsultationQueries } from './consultation.queries.js';
import { note, tell } from './consultation.record.js';
import { factsOf, type ConsultationRow, type PartyRow } from './consultation.row.js';
import { TermsOfAgreement } from './consultation.terms.js';
import { consultationView } from './consultation.view.js';
import { ExpertPolicy } from './expert.policy.js';
import { signatureOf } from './signature.js';

type Body<R extends Route & { body: unknown }> = InputOf<R> extends { body: infer B } ? Omit<B, 'version'> : never;
type Opinion = Body<typeof act.signOpinion>;

/** What the invited side advises: in writing, signed; by telephone, entered and signed afterwards (TM-09). */
@Injectable()
export class AdviceService {
  constructor(
    private readonly command: ConsultationCommand,
    private readonly queries: ConsultationQueries,
    private readonly drafts: ConsultationDraft,
    private readonly policy: ExpertPolicy,
    private readonly terms: TermsOfAgreement,
  ) {}

  /**
   * @throws Refusal consultation.not_read_back, consultation.call_time, consultation.no_agreement, consultation.same_institution,
   *   consultation.expert_ineligible, access.not_found
   */
  recordCall(actor: Actor, id: string, version: number, body: Body<typeof act.recordCall>): Promise<ConsultationView> {
    const advisedAt = new Date(body.advisedAt);
    return this.command.act(actor, id, version, 'recordCall', async (work, row, state) => {
      const late = callIsLate({ advisedAt, readBack: body.readBack }, work.now);
      const partyId = await this.adviser(work, row, body);
      await work.rows(
        `insert into consultation_call (id, consultation_id, party_id, phone, advised_at, text, read_back, entered_at, entered_by, institution_id, late)
         values ($1, $2, $3, $4, $5, $6, $7, $8, current_person(), current_institution(), $9)`,
        [newId(), id, partyId, body.phone, advisedAt, body.text, body.readBack, work.now, late],
      );
      tell(work, row, 'consultation.call_recorded', { late, urgency: row.urgency }, { version: row.version + 1 });
      // a call beside a session is no session
      if (state !== 'concluding' || row.started_at) return { state };
      return { state, mode: 'telephone', started_at: advisedAt, finished_at: work.now };
    });
  }

  /** A draft is kept without a version: nobody else writes it, nobody else sees it. */
  saveOpinion(actor: Actor, id: string, body: Opinion): Promise<ConsultationView> {
    return this.command.run(
      actor,
      async (work) => {
        // two windows that save at once, or one that signs meanwhile
        await work.rows('select 1 from consultation where id = $1 for update', [id]);
        const row = await this.queries.row(work, id);
        const seat = ownSeat(factsOf(row), actor);
        if (next(consultationMachine, row.state, 'sign') === undefined)
          throw new Refusal('consultation.wrong_state', { state: row.state, action: 'sign' });
        if (seat?.side !== 'invited' || seat.state !== 'accepted') throw new Refusal('consultation.not_your_action', { action: 'sign' });
        await this.write(work, row, seat.id, body, null);
        work.subjectId = id;
        return consultationView(await this.queries.row(work, id), actor, work.now);
      },
      (subject) => this.queries.get(actor, subject),
    );
  }

  /** From then on it stays as it is. @throws Refusal request.invalid for a dissent that says nothing */
  sign(actor: Actor, id: string, version: number, body: Opinion): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'sign', async (work, row, state) => {
      const seat = ownSeat(factsOf(row), actor);
      if (!seat) throw new Refusal('consultation.not_your_action', { action: 'sign' });
      if (row.kind === 'immediate') await this.policy.refuseUnlicensed(work, actor.personId, actor.institutionId);
      else await this.policy.refuseIneligible(work, actor.personId, actor.institutionId, {});
      const opinionId = await this.write(work, row, seat.id, body, work.now);
      await work.rows('update consultation_call set opinion_id = $2 where party_id = $1 and opinion_id is null', [seat.id, opinionId]);
      tell(work, row, 'consultation.opinion_signed', { stance: body.stance }, { version: row.version + 1 });
      return { state };
    });
  }

  excuse(actor: Actor, id: string, version: number, { partyId, explanation }: Body<typeof act.excuseParty>): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'excuse', async (work, row, state) => {
      const seat = row.beside.parties.find((party) => party.id === partyId && party.side === 'invited' && !party.signed);
      if (!seat) throw new Refusal('access.not_found', { fields: ['partyId'] });
      await work.rows(`update consultation_party set state = 'excused' where id = $1`, [partyId]);
      const eventId = tell(work, row, 'consultation.excused', {}, { version: row.version + 1 });
      await note(work, row, 'excuse', explanation, eventId);
      return { state };
    });
  }

  /** Whoever advised has a seat afterwards, so that they can sign. @returns its id */
  private async adviser(
    work: Work,
    row: ConsultationRow,
    { partyId, personId, institutionId }: Body<typeof act.recordCall>,
  ): Promise<string> {
    const seats = row.beside.parties.filter(({ side, state }) => side === 'invited' && (state === 'invited' || state === 'accepted'));
    const seat = seats.find((party) => (partyId ? party.id === partyId : personId !== null && party.person?.id === personId));
    const who = personId ?? seat?.person?.id;
    if (!who) throw new Refusal('access.not_found', { fields: ['personId'] });
    const at = seat?.institution.id ?? institutionId;
    if (!at) throw new Refusal('access.not_found', { fields: ['institutionId'] });
    if (at === row.inviting.id) throw new Refusal('consultation.same_institution', { fields: ['institutionId'] });
    // who sits here was looked at when they came; in a rescue the own hospital does so when they sign
    await this.terms.refuseAbroad(work, at);
    const looked = seat?.state === 'accepted' || row.kind === 'immediate';
    if (!looked) await this.policy.refuseIneligible(work, who, at, {});
    const open = seat ?? seats.find(({ institution, person }) => institution.id === at && person === null);
    if (!open && row.kind !== 'immediate') await this.terms.covering(work, row, at);
    return this.seatOf(work, row, open, who, at);
  }

  private async seatOf(
    work: Work,
    row: ConsultationRow,
    open: PartyRow | undefined,
    personId: string,
    institutionId: string,
  ): Promise<string> {
    const place = { institutionId, departmentId: null, specialty: row.specialty, title: null, required: true };
    const id = open?.id ?? (await this.drafts.invite(work, { institutionId: row.inviting.id }, row.id, { ...place, personId }));
    const appointmentId = await this.drafts.appointmentOf(work, personId, institutionId);
    await work.rows(
      `update consultation_party set state = 'accepted', person_id = $2, appointment_id = $3, answered_by = coalesce(answered_by, $2), answered_at = coalesce(answered_at, $4) where id = $1`,
      [id, personId, appointmentId, work.now],
    );
    return id;
  }

  private async write(work: Work, row: ConsultationRow, partyId: string, body: Opinion, signedAt: Date | null): Promise<string> {
    const { stance, text, recommendations } = body;
    if (stance === 'dissents' && !body.dissent) throw new Refusal('request.invalid', { fields: ['dissent'] });
    const dissent = stance === 'dissents' ? body.dissent : null;
    const current = row.beside.opinions.find((opinion) => opinion.partyId === partyId && !opinion.supersededAt);
    const draftId = current && !current.signedAt ? current.id : null;
    if (current?.signedAt) {
      // what was signed stands until the new one is signed as well
      if (!signedAt) throw new Refusal('consultation.wrong_state', { state: row.state, action: 'saveOpinion' });
      await work.rows('update consultation_opinion set superseded_at = $2 where id = $1', [current.id, work.now]);
    }
    const id = draftId ?? newId();
    const signed = { consultation: row.number, opinion: id, by: work.actor.personId ?? '', stance, text, dissent, recommendations };
    const sha256 = signedAt && signatureOf(signed, signedAt);
    await work.rows(
      `insert into consultation_opinion (id, consultation_id, party_id, institution_id, person_id, stance, text, dissent, recommendations, written_at, signed_at, sha256)
       values ($1, $2, $3, current_institution(), current_person(), $4, $5, $6, $7, $8, $9, $10)
       on conflict (id) do update set stance = excluded.stance, text = excluded.text, dissent = excluded.dissent, recommendations = excluded.recommendations,
         written_at = excluded.written_at, signed_at = excluded.signed_at, sha256 = excluded.sha256`,
      [id, row.id, partyId, stance, text, dissent, JSON.stringify(recommendations), work.now, signedAt, sha256],
    );
    return id;
  }
}

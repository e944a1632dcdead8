import type * as act from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AvailabilityReader } from '../availability/availability.reader.js';
import { ReservationLedger } from '../availability/reservation.ledger.js';
import { ExpertReader } from '../expert/expert.reader.js';
import type { Work } from '../platform/command/work.js';
import { ConsultationCommand } from './consultation.command.js';
import { ConsultationDraft } from './consultation.draft.js';
import { note, tell } from './consultation.record.js';
import type { ConsultationRow, PartyRow } from './consultation.row.js';
import { ExpertPolicy, wish } from './expert.policy.js';

type Body<R extends Route & { body: unknown }> = InputOf<R> extends { body: infer B } ? Omit<B, 'version'> : never;

/** What the invited side answers: who comes, who does not, who comes instead (TM-07, TM-08). */
@Injectable()
export class AnswerService {
  constructor(
    private readonly command: ConsultationCommand,
    private readonly drafts: ConsultationDraft,
    private readonly policy: ExpertPolicy,
    private readonly experts: ExpertReader,
    private readonly availability: AvailabilityReader,
    private readonly reservations: ReservationLedger,
  ) {}

  /** @throws Refusal consultation.expert_ineligible, consultation.party_taken, reservation.taken, access.not_found */
  accept(actor: Actor, id: string, version: number, { partyId, personId }: Body<typeof act.acceptConsultation>): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'accept', async (work, row, state) => {
      const seat = partyId ? ownParty(row, actor, partyId, ['invited']) : waitingSeat(row, actor, personId ?? actor.personId);
      const who = personId ?? seat.person?.id ?? actor.personId;
      await this.put(work, row, seat, who);
      await this.join(work, row, who);
      tell(work, row, 'consultation.accepted', { urgency: row.urgency }, { version: row.version + 1 });
      // calendars learn of whoever comes to a time that is fixed
      return { state, ...(row.state === 'booked' && { sequence: row.sequence + 1 }) };
    });
  }

  /** Where the time is fixed and the hospital has somebody free of the field, that expert is asked at once. */
  decline(actor: Actor, id: string, version: number, body: Body<typeof act.declineConsultation>): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'decline', async (work, row, state) => {
      const seat = body.partyId
        ? ownParty(row, actor, body.partyId, ['invited', 'accepted'])
        : waitingSeat(row, actor, actor.personId, ['invited', 'accepted']);
      if (seat.signed) throw new Refusal('consultation.not_your_action', { action: 'decline' });
      await work.rows(
        `update consultation_party set state = 'declined', decline_reason = $2, answered_by = current_person(), answered_at = $3 where id = $1`,
        [...[seat.id, body.reason, work.now]],
      );
      const instead = await this.somebodyElse(work, row, seat);
      if (instead && isReserved(row, seat))
        await this.reservations.substitute(work, { subjectId: id, fromPersonId: seat.person.id, toPersonId: instead });
      else if (seat.person) await this.reservations.release(work, id, [seat.person.id]);
      if (instead) await this.replace(work, row, seat, instead);
      const told = { version: row.version + 1, told: [seat.institution.id] };
      const eventId = tell(work, row, 'consultation.declined', { reason: body.reason, substituted: instead !== null }, told);
      await note(work, row, 'decline', body.explanation, eventId);
      return { state, ...(row.state === 'booked' && { sequence: row.sequence + 1 }) };
    });
  }

  assign(actor: Actor, id: string, version: number, { partyId, personId }: Body<typeof act.assignExpert>): Promise<ConsultationView> {
    return this.command.act(actor, id, version, 'assign', async (work, row, state) => {
      const seat = ownParty(row, actor, partyId, ['invited', 'accepted']);
      // who advised stays who advised
      if (seat.signed || seat.callUnsigned) throw new Refusal('consultation.not_your_action', { action: 'assign' });
      const before = seat.person?.id;
      if (before && before !== personId) await this.makeWay(work, row, seat, personId);
      else await this.put(work, row, seat, personId);
      await this.join(work, row, personId);
      tell(work, row, 'consultation.assigned', { urgency: row.urgency }, { version: row.version + 1 });
      return { state, ...(row.state === 'booked' && { sequence: row.sequence + 1 }) };
    });
  }

  /** Whoever comes to a time that is fixed is taken then too. @throws Refusal reservation.taken */
  private async join(work: Work, { id, kind, starts_at, ends_at, held_until, state }: ConsultationRow, personId: string): Promise<void> {
    if (!starts_at || !ends_at || held_until || state !== 'booked') return;
    await this.reservations.take(work, {
      subjectId: id,
      kind,
      startsAt: starts_at,
      endsAt: ends_at,
      personIds: [personId],
      roomIds: [],
      until: null,
    });
  }

  /** Another expert comes: the seat is closed as it was, and another one opened. */
  private async makeWay(work: Work, row: ConsultationRow, seat: PartyRow, personId: string): Promise<void> {
    await work.rows(`update consultation_party set state = 'replaced' where id = $1`, [seat.id]);
    if (seat.person) await this.reservations.release(work, row.id, [seat.person.id]);
    const partyId = await this.replace(work, row, seat, personId);
    await this.put(work, row, { ...seat, id: partyId }, personId);
  }

  private async put(work: Work, row: ConsultationRow, seat: PartyRow, personId: string): Promise<void> {
    if (row.kind === 'immediate') await this.policy.refuseUnlicensed(work, personId, seat.institution.id);
    else await this.policy.refuseIneligible(work, personId, seat.institution.id, wish(seat.specialty ?? row.specialty, seat.title));
    const seated = row.beside.parties.some(
      ({ id, person, state }) => id !== seat.id && person?.id === personId && (state === 'invited' || state === 'accepted'),
    );
    if (seated) throw new Refusal('consultation.party_taken', { fields: ['personId'] });
    const appointmentId = await this.drafts.appointmentOf(work, personId, seat.institution.id);
    await work.rows(
      `update consultation_party set state = 'accepted', person_id = $2, appointment_id = $3, answered_by = current_person(), answered_at = $4 where id = $1`,
      [seat.id, personId, appointmentId, work.now],
    );
  }

  private async somebodyElse(work: Work, row: ConsultationRow, { institution, specialty, title }: PartyRow): Promise<string | null> {
    if (row.state !== 'booked' || !row.starts_at || !row.ends_at) return null;
    const field = specialty ?? row.specialty;
    const found = await this.experts.find(work, {
      institutionIds: [institution.id],
      ...(field && { specialty: field }),
      ...(title && { title }),
      kind: row.kind,
    });
    const there = new Set(row.beside.parties.map(({ person }) => person?.id));
    const personIds = found.filter(({ eligible, personId }) => eligible && !there.has(personId)).map(({ personId }) => personId);
    if (!personIds.length) return null;
    const [first] = await this.availability.free(work, { personIds, startsAt: row.starts_at, endsAt: row.ends_at, kind: row.kind });
    return first ?? null;
  }

  private async replace(work: Work, row: ConsultationRow, seat: PartyRow, personId: string): Promise<string> {
    const { institution, department, specialty, title, required } = seat;
    const place = { institutionId: institution.id, departmentId: department?.id ?? null, specialty, title, required };
    const partyId = await this.drafts.invite(work, { institutionId: row.inviting.id }, row.id, { ...place, personId });
    await work.rows('update consultation_party set replaces_id = $2 where id = $1', [partyId, seat.id]);
    return partyId;
  }
}

/** Whoever accepted a seat of a fixed time has it reserved. */
const isReserved = (row: ConsultationRow, seat: PartyRow): seat is PartyRow & { person: NonNullable<PartyRow['person']> } =>
  row.state === 'booked' && seat.state === 'accepted' && seat.person !== null;

/** @throws Refusal access.not_found for a seat of another hospital, or one that is not open */
function ownParty(row: ConsultationRow, { institutionId }: Actor, partyId: string, states: readonly PartyRow['state'][]): PartyRow {
  const seat = row.beside.parties.find(({ id }) => id === partyId);
  if (!seat || seat.side !== 'invited' || seat.institution.id !== institutionId || !states.includes(seat.state))
    throw new Refusal('access.not_found', { fields: ['partyId'] });
  return seat;
}

/** The seat that waits for this person, else the first of the hospital that names nobody yet. @throws Refusal access.not_found */
function waitingSeat(
  row: ConsultationRow,
  { institutionId }: Actor,
  personId: string,
  states: readonly PartyRow['state'][] = ['invited'],
): PartyRow {
  const ours = row.beside.parties.filter(
    ({ side, institution, state }) => side === 'invited' && institution.id === institutionId && states.includes(state),
  );
  const seat = ours.find(({ person }) => person?.id === personId) ?? ours.find(({ person }) => person === null) ?? ours[0];
  if (!seat) throw new Refusal('access.not_found', { fields: ['partyId'] });
  return seat;
}

import { missedAt } from '@alliance/domain/consultation/no-show';
import { noShowAt } from '@alliance/domain/consultation/session-timers';
import { Injectable } from '@nestjs/common';
import { AvailabilityReader } from '../availability/availability.reader.js';
import { ReservationLedger } from '../availability/reservation.ledger.js';
import { ExpertReader } from '../expert/expert.reader.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { appointedSession, hospitalsOfSession, seatsOfSession, type SeatRow, type SessionRow } from './session.row.js';

const newSeat = `
  insert into consultation_party (id, consultation_id, institution_id, department_id, person_id, appointment_id, side, specialty, title, state, required, replaces_id)
  values ($1, $2, $3, $4, $5, $6, 'invited', $7, $8, 'invited', true, $9)`;

/** Five minutes after the start each hospital looks who of its people did not come (F75). */
@Injectable()
export class NoShowWorker {
  constructor(
    private readonly experts: ExpertReader,
    private readonly availability: AvailabilityReader,
    private readonly reservations: ReservationLedger,
  ) {}

  @HandlesTimer('consultation.no_show')
  async look(work: Work, { subjectId, dueAt }: DueTimer): Promise<void> {
    const session = await appointedSession(work, subjectId);
    if (!session?.starts_at || noShowAt(session.starts_at).getTime() !== dueAt.getTime()) return;
    const { institutionId } = work.actor;
    const seats = await seatsOfSession(work, session.id);
    const missed = missedAt({ ...session, startsAt: session.starts_at }, seats.map(atStart));
    if (missed.invitingSide && session.inviting_id === institutionId) this.tell(work, session, 'consultation.inviting_absent', seats, {});
    const absent = seats.filter((seat) => missed.experts.includes(seat.id) && seat.institution_id === institutionId);
    const taken = new Set(seats.flatMap(({ person_id }) => person_id ?? []));
    for (const seat of absent) await this.replace(work, session, seats, seat, taken);
  }

  /** Calls the next of the same hospital and field, whose turn it is; tells both sides where there is none. */
  private async replace(work: Work, session: SessionRow, seats: readonly SeatRow[], seat: SeatRow, taken: Set<string>): Promise<void> {
    await work.rows(`update consultation_party set state = 'absent' where id = $1`, [seat.id]);
    const instead = await this.nextInTurn(work, session, seat, taken);
    if (!instead) return this.tell(work, await this.changed(work, session, 0), 'consultation.nobody_instead', seats, { partyId: seat.id });
    const partyId = newId();
    taken.add(instead.personId);
    await work.rows(newSeat, [
      ...[partyId, session.id, seat.institution_id, instead.departmentId, instead.personId, instead.appointmentId],
      ...[seat.specialty, seat.title, seat.id],
    ]);
    const fromPersonId = seat.person_id;
    if (fromPersonId) await this.reservations.substitute(work, { subjectId: session.id, fromPersonId, toPersonId: instead.personId });
    const called = { ...seat, id: partyId, person_id: instead.personId };
    this.tell(work, await this.changed(work, session, 1), 'consultation.substitute_called', [called], { partyId, replacesId: seat.id });
  }

  private async nextInTurn(work: Work, session: SessionRow, seat: SeatRow, taken: ReadonlySet<string>) {
    const { starts_at: startsAt, ends_at: endsAt, kind } = session;
    if (!startsAt || !endsAt) return undefined;
    const specialty = seat.specialty ?? session.specialty;
    const ask = { institutionIds: [seat.institution_id], kind, ...(specialty && { specialty }), ...(seat.title && { title: seat.title }) };
    const found = (await this.experts.find(work, ask)).filter(({ eligible, personId }) => eligible && !taken.has(personId));
    const [next] = await this.availability.free(work, { personIds: found.map(({ personId }) => personId), startsAt, endsAt, kind });
    return found.find(({ personId }) => personId === next);
  }

  private async changed(work: Work, session: SessionRow, sequences: 0 | 1): Promise<SessionRow> {
    session.version += 1;
    await work.rows('update consultation set version = version + 1, sequence = sequence + $2, updated_at = $3 where id = $1', [
      ...[session.id, sequences, work.now],
    ]);
    return session;
  }

  private tell(work: Work, session: SessionRow, kind: string, seats: readonly SeatRow[], data: Readonly<Record<string, string>>): void {
    work.audit({ action: kind, objectKind: 'consultation', objectIds: [session.id] });
    work.event({
      ...{ kind, topic: 'consultation' as const, subjectId: session.id, version: session.version },
      data: { ...data, urgency: session.urgency, punctual: true },
      recipients: hospitalsOfSession(session),
      concerns: seats.flatMap(({ person_id, state }) => (person_id && state === 'accepted' ? [person_id] : [])),
    });
  }
}

const atStart = ({ joined_at: joinedAt, ...seat }: SeatRow) => ({ ...seat, joinedAt });

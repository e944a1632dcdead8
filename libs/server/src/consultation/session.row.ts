import type { ConsultationKind, ConsultationMode, PhysicianTitle } from '@alliance/domain/consultation/consultation.codes';
import type { ConsultationState } from '@alliance/domain/consultation/consultation.machine';
import type { PartySide, PartyState } from '@alliance/domain/consultation/consultation.types';
import type { Transaction } from '../platform/db/database.js';

/** An appointed session as its timers see it, locked until they are done. */
export interface SessionRow {
  id: string;
  version: number;
  kind: ConsultationKind;
  mode: ConsultationMode;
  state: ConsultationState;
  urgency: string;
  specialty: string | null;
  inviting_id: string;
  invited_ids: string[];
  observing_ids: string[];
  starts_at: Date | null;
  ends_at: Date | null;
}
export interface SeatRow {
  id: string;
  institution_id: string;
  department_id: string | null;
  person_id: string | null;
  side: PartySide;
  specialty: string | null;
  title: PhysicianTitle | null;
  state: PartyState;
  required: boolean;
  joined_at: Date | null;
  present: boolean;
  signed: boolean;
}
export const hospitalsOfSession = ({ inviting_id, invited_ids, observing_ids }: SessionRow): string[] => [
  ...new Set([inviting_id, ...invited_ids, ...observing_ids]),
];

const session = `
  select id, version, kind, mode, state, urgency, specialty, inviting_id, invited_ids, observing_ids, starts_at, ends_at
  from consultation where id = $1 and starts_at is not null and held_until is null and state in ('booked', 'in_session') for update`;
const seats = `
  select y.id, y.institution_id, y.department_id, y.person_id, y.side, y.specialty, y.title, y.state, y.required, y.joined_at,
    exists (select 1 from room_visit v where v.participant_id = y.id and v.left_at is null) as present,
    exists (select 1 from consultation_opinion o where o.party_id = y.id and o.signed_at is not null and o.superseded_at is null) as signed
  from consultation_party y where y.consultation_id = $1 order by y.id`;

export async function appointedSession(tx: Transaction, id: string): Promise<SessionRow | undefined> {
  const [row] = await tx.rows<SessionRow>(session, [id]);
  return row;
}
export const seatsOfSession = (tx: Transaction, id: string): Promise<SeatRow[]> => tx.rows<SeatRow>(seats, [id]);

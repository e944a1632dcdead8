import type { TripReport, TripView } from '@alliance/contracts/trip.contract';
import type { ReferralState } from '@alliance/domain/referral/referral.machine';
import type { Urgency } from '@alliance/domain/referral/referral.codes';
import type { Journey } from '@alliance/domain/trip/trip-link';

/** A referral as far as its journey goes. */
export interface JourneyRow {
  id: string;
  version: number;
  state: ReferralState;
  urgency: Urgency | null;
  sender_id: string;
  receiver_id: string | null;
  receiver_department_id: string | null;
  departed_at: Date | null;
  next_action_at: Date | null;
}

export const journeyRow = `
  select id, version, state, urgency, sender_id, receiver_id, receiver_department_id, departed_at, next_action_at from referral where id = $1`;

export const journeyOf = (row: JourneyRow): Journey => ({
  state: row.state,
  senderId: row.sender_id,
  receiverId: row.receiver_id,
  urgency: row.urgency,
});

/** Both hospitals of a journey; one where the other is off the platform. */
export const bothSides = ({ sender_id, receiver_id }: Pick<JourneyRow, 'sender_id' | 'receiver_id'>): string[] =>
  receiver_id ? [sender_id, receiver_id] : [sender_id];

export interface LinkRow {
  id: string;
  issued_at: Date;
  issued_by: string;
  expires_at: Date;
}
export interface ReportRow {
  id: string;
  kind: TripReport['kind'];
  measured_at: Date;
  received_at: Date;
  recorded_late: boolean;
  vital_signs: TripReport['vitalSigns'];
  observations: TripReport['observations'];
  news2: number | null;
  deteriorating: boolean;
  estimated_arrival_at: Date | null;
  problem: TripReport['problem'];
}
export interface ActivationRow {
  team: TripView['teams'][number]['team'];
  activated_at: Date;
  by: string;
  told: TripView['teams'][number]['told'];
}
export interface RungRow {
  institution: string;
  person: string;
  department_zh: string | null;
  department_en: string | null;
  on_duty: boolean;
  rung_at: Date;
  seen_at: Date | null;
}

export const reportView = (row: ReportRow): TripReport => ({
  id: row.id,
  kind: row.kind,
  measuredAt: row.measured_at.toISOString(),
  receivedAt: row.received_at.toISOString(),
  recordedLate: row.recorded_late,
  vitalSigns: row.vital_signs,
  observations: row.observations,
  news2: row.news2,
  deteriorating: row.deteriorating,
  estimatedArrivalAt: row.estimated_arrival_at && row.estimated_arrival_at.toISOString(),
  problem: row.problem,
});

export const rungView = (row: RungRow): TripView['rung'][number] => ({
  institution: row.institution,
  person: row.person,
  department: row.department_zh === null ? null : { zh: row.department_zh, ...(row.department_en && { en: row.department_en }) },
  onDuty: row.on_duty,
  at: row.rung_at.toISOString(),
  seenAt: row.seen_at && row.seen_at.toISOString(),
});

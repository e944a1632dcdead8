import type { OnDuty } from '@alliance/contracts/on-call.contract';
import type { CrewView, TripReport } from '@alliance/contracts/trip.contract';
import { emergencyNumber } from '@alliance/domain/on-call/ladder';
import type { ReferralState } from '@alliance/domain/referral/referral.machine';

/** What stands behind a link that works. */
export interface BehindRow {
  trip_id: string;
  referral_id: string;
  sender_id: string;
  sender: string;
  sender_phone: string | null;
  sender_department_id: string | null;
  receiver_id: string | null;
  receiver: string | null;
  receiver_phone: string | null;
  receiver_department_id: string | null;
  department_zh: string | null;
  department_en: string | null;
  place: string | null;
  physician: string | null;
  reception_phone: string | null;
  sex: CrewView['patient']['sex'] | null;
  age: number | null;
  state: ReferralState;
  estimated_arrival_at: Date | null;
  expires_at: Date;
}
type Answer = Pick<OnDuty, 'person' | 'phone' | 'rung'>;

/** Of the house itself: somebody of another one answers for it only where it has no line at all. */
const ofTheHouse: ReadonlySet<OnDuty['rung']> = new Set(['department', 'duty_office', 'round_the_clock_line']);
const reached = (answer: Answer | null, housePhone: string | null) =>
  answer && (ofTheHouse.has(answer.rung) || !housePhone)
    ? { person: answer.person, phone: answer.phone }
    : { person: null, phone: housePhone ?? emergencyNumber };

/** The phone that the receiver gave when it accepted comes before whoever is on duty. */
export function crewView(row: BehindRow, from: Answer, to: Answer | null): CrewView {
  const { department_zh: zh, department_en: en } = row;
  return {
    from: { name: row.sender, ...reached(from, row.sender_phone) },
    to: {
      name: row.receiver ?? '',
      ...(row.reception_phone ? { person: row.physician, phone: row.reception_phone } : reached(to, row.receiver_phone)),
      department: zh === null ? null : { zh, ...(en && { en }) },
      place: row.place,
      physician: row.physician,
    },
    patient: { sex: row.sex ?? 'unknown', age: row.age },
    phase: row.state === 'in_transit' ? 'on_the_way' : row.state === 'submitted' || row.state === 'accepted' ? 'waiting' : 'arrived',
    estimatedArrivalAt: row.estimated_arrival_at && row.estimated_arrival_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}

interface Said {
  readonly news2: number | null;
  readonly deteriorating: boolean;
  readonly rings: boolean;
  readonly late: boolean;
}

/** What a report means to both hospitals. What rings is immediate, whatever the referral was sent as. */
export function happened(
  report: { readonly estimatedArrivalAt?: string | undefined; readonly problem?: TripReport['problem'] | undefined },
  { receiver_department_id: departmentId }: Pick<BehindRow, 'receiver_department_id'>,
  { news2, deteriorating, rings, late }: Said,
): { kind: string; data: Record<string, string | number> } {
  const said = { ...(news2 !== null && { news2 }), ...(late && { recordedLate: 1 }) };
  if (rings) return { kind: 'referral.deteriorating', data: { urgency: 'immediate', ...said, ...(departmentId && { departmentId }) } };
  if (report.estimatedArrivalAt)
    return { kind: 'referral.arrival_estimated', data: { estimatedArrivalAt: report.estimatedArrivalAt, ...said } };
  if (report.problem) return { kind: `referral.${report.problem}`, data: said };
  return { kind: 'referral.vital_signs_reported', data: { ...said, ...(deteriorating && { deteriorating: 1 }) } };
}

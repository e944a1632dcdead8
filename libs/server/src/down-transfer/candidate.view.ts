import type { DownCandidate } from '@alliance/contracts/down-candidate.contract';
import type { Actor } from '@alliance/domain/access/actor';
import type { Verdict } from '@alliance/domain/criteria/rule.types';
import { isSetAside, type SetAsideReason } from '@alliance/domain/down-transfer/set-aside';
import { blankReferral, plainStandpoint } from '@alliance/domain/referral/blank-referral';
import { directionOf, type InstitutionLevel } from '@alliance/domain/referral/direction';
import type { DoctorDeclineReason, OfferReturnReason } from '@alliance/domain/referral/referral.codes';
import { openStates, type ReferralState } from '@alliance/domain/referral/referral.machine';
import { actionsOf } from '@alliance/domain/referral/referral.policy';
import type { FreeCapacity } from '../capacity/capacity.reader.js';
import { today } from '../platform/today.js';
import { downVerdict, instant, type VerdictRow } from './candidate.row.js';

type Patient = NonNullable<DownCandidate['patient']>;

export interface CandidateRow extends VerdictRow {
  readonly id: string;
  readonly number: string;
  readonly state: ReferralState;
  readonly sender_id: string;
  readonly sender_name: string;
  readonly sender_level: InstitutionLevel;
  readonly own_level: InstitutionLevel;
  readonly receiver_id: string;
  readonly diagnosis_text: string | null;
  readonly patient_name: string | null;
  readonly patient_sex: Patient['sex'] | null;
  readonly patient_birth_date: string | null;
  readonly patient_identifier_masked: string | null;
  readonly known_as: Patient | null;
  readonly since: Date;
  readonly department: DownCandidate['department'];
  readonly offer: (Omit<NonNullable<DownCandidate['offer']>, 'declined'> & { readonly declined: Declined | null }) | null;
  readonly version: number;
  readonly verdict: Verdict | null;
  readonly facts_at: Date | null;
  readonly set_aside_reason: SetAsideReason | null;
  readonly set_aside_until: string | null;
  readonly set_aside_note: string | null;
  readonly set_aside_at: Date | null;
  readonly set_aside_by: string | null;
  readonly rank: number;
  /** As text: a JavaScript date would lose the microseconds that the next page starts from. */
  readonly place: string;
}
interface Declined {
  readonly kind: 'referral.doctor_declined' | 'referral.returned';
  readonly reason: string;
}

const dayMs = 86_400_000;

/** @param beds what is free, by department */
export function candidateView(row: CandidateRow, actor: Actor, beds: ReadonlyMap<string, FreeCapacity>, now: Date): DownCandidate {
  const day = today(now);
  const since = new Date(row.since);
  const setAside = setAsideOf(row, day);
  return {
    referralId: row.id,
    number: row.number,
    version: row.version,
    patient: patientOf(row),
    diagnosis: row.diagnosis_text,
    department: row.department,
    since: since.toISOString(),
    daysInCare: Math.round((Date.parse(day) - Date.parse(today(since))) / dayMs),
    factsAt: instant(row.facts_at),
    down: downVerdict(row),
    home: homeOf(row, beds),
    offer: offerOf(row.offer),
    setAside,
    actions: actionsOn(row, actor, setAside !== null, now),
  };
}

function patientOf(row: CandidateRow): Patient | null {
  if (row.known_as) return row.known_as;
  const { patient_name: name, patient_sex: sex } = row;
  return name && sex ? { name, sex, birthDate: row.patient_birth_date, identifierMasked: row.patient_identifier_masked } : null;
}

/** Home is who sent the patient up. */
function homeOf(
  { sender_id: id, sender_name: name, sender_level: level, own_level: own }: CandidateRow,
  beds: ReadonlyMap<string, FreeCapacity>,
): DownCandidate['home'] {
  if (directionOf(own, level) !== 'down') return null;
  const published = [...beds.values()].filter(({ institutionId, bedsByKind }) => institutionId === id && bedsByKind.size > 0);
  const free = published.flatMap(({ bedsByKind }) => [...bedsByKind.values()]).reduce((sum, kind) => sum + kind.free, 0);
  const confirmed = published.flatMap(({ confirmedAt }) => (confirmedAt ? [confirmedAt.getTime()] : []));
  const confirmedAt = confirmed.length ? new Date(Math.min(...confirmed)).toISOString() : null;
  return { institution: { id, name }, level, beds: published.length ? { free, confirmedAt } : null };
}

function offerOf(offer: CandidateRow['offer']): DownCandidate['offer'] {
  if (!offer) return null;
  const { declined, arriveBy } = offer;
  return {
    ...offer,
    arriveBy: arriveBy && new Date(arriveBy).toISOString(),
    declined: offer.state === 'returned' && declined ? declinedBy(declined) : null,
  };
}
const declinedBy = ({ kind, reason }: Declined): NonNullable<DownCandidate['offer']>['declined'] =>
  kind === 'referral.doctor_declined'
    ? { by: 'doctor', reason: reason as DoctorDeclineReason }
    : { by: 'institution', reason: reason as OfferReturnReason };

function setAsideOf(row: CandidateRow, day: string): DownCandidate['setAside'] {
  const { set_aside_reason: reason, set_aside_until: until, set_aside_note: note, set_aside_by: by, set_aside_at: at } = row;
  if (!reason || !until || !isSetAside(until, day)) return null;
  return { reason, until, note, by: by ?? '', at: instant(at) ?? '' };
}

/** Whether a person of the ward may set a patient aside; a program only reports what was measured. */
export const mayDecide = ({ role }: Pick<Actor, 'role'>): boolean => role === 'doctor' || role === 'coordinator';

function actionsOn(row: CandidateRow, actor: Actor, aside: boolean, now: Date): DownCandidate['actions'] {
  const open = row.offer !== null && openStates.includes(row.offer.state) && row.offer.state !== 'returned';
  const referral = { ...blankReferral(row.id, row.sender_id), state: row.state, receiverId: row.receiver_id, offerOpen: open };
  const offers = actionsOf(actor, referral, plainStandpoint(now)).includes('offerDown');
  const decides = mayDecide(actor);
  return [
    ...(decides || actor.role === 'integration_client' ? (['recordFacts'] as const) : []),
    ...(offers ? (['offerDown'] as const) : []),
    ...(decides ? ([aside ? 'resume' : 'setAside'] as const) : []),
  ];
}

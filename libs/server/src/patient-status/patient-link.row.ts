import type { PatientStatus } from '@alliance/contracts/patient-status.contract';
import type { Tellable } from '@alliance/domain/patient-status/patient-message';
import {
  placeForPatient,
  stageForPatient,
  veiledName,
  type PatientStage,
  type ToBring,
} from '@alliance/domain/patient-status/patient-status';
import type { ReferralState } from '@alliance/domain/referral/referral.machine';

/** What stands behind a link that works. */
export interface BehindRow {
  link_id: string;
  institution_id: string;
  referral_id: string;
  number: string;
  initial: string | null;
  state: ReferralState;
  ended_as: string | null;
  transport: PatientStatus['transport'];
  since: Date | null;
  sender: string;
  sender_phone: string | null;
  receiver: string | null;
  receiver_phone: string | null;
  arrive_by: Date | null;
  place: string | null;
  reception_phone: string | null;
  home_state: ReferralState | null;
  home: string | null;
  home_phone: string | null;
  home_arrive_by: Date | null;
  home_place: string | null;
  home_reception_phone: string | null;
  next_visit_on: string | null;
  next_action_at: Date | null;
  died: boolean;
  expires_at: Date;
  phone_masked: string | null;
  messages: PatientStatus['messages'];
}

export const stageOfRow = (row: BehindRow): PatientStage =>
  stageForPatient({ state: row.state, endedAs: row.ended_as, homeState: row.home_state, died: row.died });

export const tellable = (row: BehindRow): Tellable => ({
  stage: stageOfRow(row),
  receiver: row.receiver,
  arriveBy: row.arrive_by,
  place: row.place,
  home: row.home,
  homeArriveBy: row.home_arrive_by,
  homePlace: row.home_place,
  nextVisitOn: row.next_visit_on,
});

/** Stages in which somebody of a hospital has a term for the next step. */
const awaited: ReadonlySet<PatientStage> = new Set(['sent', 'information_needed', 'discussing']);
/** Stages in which the patient still sets out. */
const settingOut: ReadonlySet<PatientStage> = new Set(['accepted', 'on_the_way', 'missed']);
const settingOutHome: ReadonlySet<PatientStage> = new Set(['home_arranged', 'home_on_the_way']);
const luggage: Readonly<Partial<Record<PatientStage, readonly ToBring[]>>> = {
  accepted: ['identity_card', 'insurance_card', 'records', 'medicines', 'companion'],
  home_arranged: ['identity_card', 'insurance_card', 'records', 'medicines'],
};

function receptionOf(row: BehindRow, stage: PatientStage): PatientStatus['reception'] {
  const home = settingOutHome.has(stage) || (stage === 'missed' && row.home_state !== null);
  if (!home && !settingOut.has(stage)) return null;
  const [hospital, at, place, phone] = home
    ? [row.home, row.home_arrive_by, row.home_place, row.home_reception_phone]
    : [row.receiver, row.arrive_by, row.place, row.reception_phone];
  return hospital && at ? { hospital, arriveBy: at.toISOString(), place: placeForPatient(place), phone } : null;
}

/** After a death only whom to call is left. */
export function statusView(row: BehindRow): PatientStatus {
  const stage = stageOfRow(row);
  const from = { name: row.sender, phone: row.sender_phone };
  const to = row.receiver === null ? null : { name: row.receiver, phone: row.receiver_phone };
  const home = row.home === null ? null : { name: row.home, phone: row.home_phone };
  const ends = { expiresAt: row.expires_at.toISOString() };
  if (stage === 'contact_hospital')
    return {
      ...{ stage, from, to, home, name: null, number: null, since: null, reception: null, transport: null, bring: [], nextVisitOn: null },
      ...{ nextBy: null, messages: 'off', phone: null, ...ends },
    };
  return {
    ...{ stage, from, to, home, name: veiledName(row.initial), number: row.number, since: row.since && row.since.toISOString() },
    reception: receptionOf(row, stage),
    transport: row.transport,
    bring: [...(luggage[stage] ?? [])],
    nextVisitOn: stage === 'not_carried_out' ? null : row.next_visit_on,
    nextBy: awaited.has(stage) && row.next_action_at ? row.next_action_at.toISOString() : null,
    ...{ messages: row.messages, phone: row.phone_masked, ...ends },
  };
}

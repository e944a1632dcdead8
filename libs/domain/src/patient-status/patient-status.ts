import type { ReferralState } from '../referral/referral.machine.js';

/** Where a case stands, as its patient is told. */
export const patientStages = [
  'sent',
  'information_needed',
  'discussing',
  'with_your_doctor',
  'accepted',
  'missed',
  'on_the_way',
  'arrived',
  'in_care',
  'home_arranged',
  'home_on_the_way',
  'home_arrived',
  'treatment_over',
  'ended',
  'not_carried_out',
  'contact_hospital',
] as const;
export type PatientStage = (typeof patientStages)[number];

/** What of a case decides what its patient is told. */
export interface CaseForPatient {
  readonly state: ReferralState;
  readonly endedAs: string | null;
  /** The referral that brings the patient home, once that hospital has accepted. */
  readonly homeState: ReferralState | null;
  readonly died: boolean;
}

const stageOf: Readonly<Record<ReferralState, PatientStage>> = {
  draft: 'contact_hospital',
  submitted: 'sent',
  info_requested: 'information_needed',
  consult_first: 'discussing',
  returned: 'with_your_doctor',
  // two hospitals agree first; the patient hears of it when a place is sure
  offered: 'sent',
  doctor_accepted: 'sent',
  accepted: 'accepted',
  no_show: 'missed',
  in_transit: 'on_the_way',
  arrived: 'arrived',
  in_care: 'in_care',
  outcome_sent: 'treatment_over',
  closed: 'ended',
  cancelled: 'not_carried_out',
  voided: 'contact_hospital',
};
const homeStageOf: Readonly<Partial<Record<ReferralState, PatientStage>>> = {
  accepted: 'home_arranged',
  no_show: 'missed',
  in_transit: 'home_on_the_way',
  arrived: 'home_arrived',
  in_care: 'home_arrived',
  outcome_sent: 'treatment_over',
  closed: 'ended',
};
/** Ended without the transfer that was asked for. */
const without: ReadonlySet<string> = new Set(['patient_declined', 'cancelled', 'turned_back', 'treated_here', 'advice']);

/** After a death nothing is told: whoever opens the link is asked to speak with the hospital. */
export function stageForPatient({ state, endedAs, homeState, died }: CaseForPatient): PatientStage {
  if (died) return 'contact_hospital';
  const home = homeState && homeStageOf[homeState];
  if (home) return home;
  if (state === 'closed' && endedAs !== null && without.has(endedAs)) return 'not_carried_out';
  return stageOf[state];
}

/** Names of places that would tell a stranger the illness. */
const telling =
  /肿瘤|癌|放疗|化疗|精神|心理|心身|成瘾|戒毒|传染|感染|肝病|结核|艾滋|性病|皮肤|麻风|肛肠|泌尿|生殖|计划生育|计生|流产|妇|产科|产房|男科|血液|安宁|临终|缓和|遗传|oncolog|cancer|psych|mental|infect|hepat|tubercul|hiv|aids|venere|dermat|urolog|reproduc|obstet|gyn|maternity|palliat|hospice|haemat|hemat|detox|addict/iu;

/** Where to go, unless the name of the place gives the illness away: then the information desk shows the way. */
export const placeForPatient = (place: string | null): string | null => (place && !telling.test(place) ? place : null);

/** Only the first character of a name stands on the page: 张×. */
export const veiledName = (initial: string | null): string => (initial ? `${initial}×` : '×');

/** What to bring to a hospital; the web has the words. */
export const toBring = ['identity_card', 'insurance_card', 'records', 'medicines', 'companion'] as const;
export type ToBring = (typeof toBring)[number];

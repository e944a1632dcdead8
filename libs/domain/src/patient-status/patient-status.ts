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

const count = '[A-Za-z\\d一二三四五六七八九十百]{1,4}';
/** Words of a place that say where to walk and nothing of the illness; whatever else stands in it is left out. */
const wayWords = new RegExp(
  [
    '(?:急诊|门诊|住院|综合|医技|行政)(?:大楼|楼|部|大厅)?',
    `(?:${count}\\s*)(?:号楼|座|栋|幢|层|楼|号诊室|诊室|号窗口|号窗)`,
    '(?:总)?服务台|导诊台|导医台|挂号处|收费处|入院处|转诊办公室|转诊办|大厅',
    '\\b(?:building|block|tower)\\s+[a-z\\d]{1,2}\\b|\\b(?:floor|level|room|desk|window)\\s+\\d{1,4}\\b|\\b\\d{1,2}(?:st|nd|rd|th)\\s+floor\\b',
    '\\b(?:reception|information desk|main entrance|outpatients?|inpatients?|emergency department|referral office)\\b',
  ].join('|'),
  'giu',
);

/**
 * Where to go, in words that give nothing away: clinicians write the ward into the place, and the ward names the illness.
 * @returns null where nothing is left: then the information desk shows the way
 */
export function placeForPatient(place: string | null): string | null {
  const words = (place ?? '').match(wayWords) ?? [];
  return words.length ? words.join(/\p{Script=Han}/u.test(words.join('')) ? '' : ', ') : null;
}

/** Only the first character of a name stands on the page: 张×. */
export const veiledName = (initial: string | null): string => (initial ? `${initial}×` : '×');

/** What to bring to a hospital; the web has the words. */
export const toBring = ['identity_card', 'insurance_card', 'records', 'medicines', 'companion'] as const;
export type ToBring = (typeof toBring)[number];

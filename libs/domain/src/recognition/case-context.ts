import type { RecognitionContext } from './recognition.codes.js';

/** What an order set holds beside the tests (SNOMED CT and local words are mapped to these at the edge). */
export const orderedActs = ['operation', 'transfusion', 'anticoagulant', 'dose_change', 'appraisal', 'antitumour_treatment'] as const;
export type OrderedAct = (typeof orderedActs)[number];
/** HL7 v3 ActCode of the encounter. */
export const encounterClasses = ['AMB', 'EMER', 'IMP'] as const;
export type EncounterClass = (typeof encounterClasses)[number];

/** What is known of the case when tests are ordered. */
export interface OrderedCase {
  readonly acts: readonly OrderedAct[];
  readonly encounter: EncounterClass | null;
  /** The referral it belongs to is an immediate one. */
  readonly immediate: boolean;
  /** ICD-10 of this case. */
  readonly diagnosisCodes: readonly string[];
  readonly pregnant: boolean | null;
  /** Degrees Celsius, the newest of the last 24 hours. */
  readonly temperature: number | null;
  /** The last transfusion, where one is recorded. */
  readonly transfusedAt: Date | null;
  /** The last possible exposure to an infection, where somebody wrote one down. */
  readonly exposedAt: Date | null;
}

const dayMs = 86_400_000;
/** Red cells live about four months: until then HbA1c speaks for the donor too. */
const transfusedDays = 120;
/** The longest serological window in the catalogue (HCV antibodies). */
const windowDays = 90;
const feverFrom = 37.3;

const byAct: Readonly<Record<OrderedAct, RecognitionContext>> = {
  operation: 'before_operation',
  transfusion: 'before_transfusion',
  anticoagulant: 'anticoagulation_adjusting',
  dose_change: 'dose_changed',
  appraisal: 'forensic',
  antitumour_treatment: 'response_assessment',
};
const byDiagnosis: readonly (readonly [RecognitionContext, RegExp])[] = [
  ['pregnancy', /^(Z3[345]|O)/],
  ['haemolytic_anaemia', /^D5[5-9]/],
  // unstable angina, infarction, arrhythmia in attack; acute exacerbations of COPD and asthma
  ['acute_attack', /^(I20\.0|I2[124]|I4[79]|J44\.[01]|J46|J45\.9)/],
];

/** The circumstances that hold for a set of orders: computed, so that nobody has to remember them. */
export function contextsOf(ordered: OrderedCase, now: Date): Set<RecognitionContext> {
  const found = new Set<RecognitionContext>(ordered.acts.map((act) => byAct[act]));
  if (ordered.encounter === 'EMER' || ordered.immediate) found.add('emergency');
  for (const [context, pattern] of byDiagnosis)
    if (ordered.diagnosisCodes.some((code) => pattern.test(code.trim().toUpperCase()))) found.add(context);
  if (ordered.pregnant) found.add('pregnancy');
  if (ordered.temperature !== null && ordered.temperature >= feverFrom) found.add('fever');
  if (within(ordered.transfusedAt, now, transfusedDays)) found.add('transfused_recently');
  if (within(ordered.exposedAt, now, windowDays)) found.add('exposure_window');
  return found;
}

const within = (at: Date | null, now: Date, days: number): boolean => at !== null && now.getTime() - at.getTime() <= days * dayMs;

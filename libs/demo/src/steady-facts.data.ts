import type { FactScalar } from '@alliance/domain/criteria/fact.types';

/** Somebody of whom no cardiovascular or early-warning criterion is met, with all that those ask for. */
export const steadyFacts: Readonly<Record<string, FactScalar>> = {
  ...{ pregnant: false, sbp: 118, dbp: 74, hr: 72, rr: 16, spo2: 98, temp: 36.5, gcs: 15, consciousness_impaired: false },
  ...{ on_oxygen: false, hypercapnic_target: false, lactate: 1, septic_shock: false, anaphylaxis: false, apathy: false },
  ...{ suspected_acs: false, suspected_secondary_htn: false, k: 4.1, uncontrolled_visits: 0, adr_uncontrolled: false },
  ...{ new_complication: false, st_elevation: false, lysis_given: false, malignant_arrhythmia: false, killip: 1 },
  ...{ ischaemia_evidence: false, ischaemic_pain: false, arm_sbp_diff: 5 },
};

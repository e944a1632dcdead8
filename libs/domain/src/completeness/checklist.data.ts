import type { Checklist, ChecklistItem } from './checklist.types.js';

const fact = (key: string, weight: number, ...facts: readonly string[]): ChecklistItem => ({
  key,
  facts: facts.length ? facts : [key],
  weight,
});
const bloodPressure: ChecklistItem = { key: 'blood_pressure', facts: ['sbp', 'dbp', 'map'], weight: 2 };
const kidneys = fact('kidneys', 1, 'egfr', 'scr');
const onset = fact('onset', 2, 'onset_at', 'onset_min', 'hours_since_acute', 'onset_lt_1d');
const consciousness = fact('consciousness', 2, 'gcs', 'consciousness', 'consciousness_impaired');
const documents = (weight: number): ChecklistItem => ({ key: 'documents', fields: ['documents'], weight });

/** Asked for of everybody (RF-07). */
export const commonItems: readonly ChecklistItem[] = [
  { key: 'diagnosisCode', fields: ['diagnosisCode'], weight: 2 },
  { key: 'summary', fields: ['summary'], weight: 4 },
  { key: 'senderDepartmentId', fields: ['senderDepartmentId'], weight: 1 },
  { key: 'transport', fields: ['transport'], weight: 1 },
  { key: 'consentName', fields: ['consentName'], weight: 1 },
];
/** Where no checklist of a disease holds. */
export const otherItems: readonly ChecklistItem[] = [
  { ...bloodPressure, at: ['immediate', 'urgent'] },
  { ...consciousness, at: ['immediate', 'urgent'] },
  documents(1),
];

/** Local defaults, to be signed off by each alliance's core academic team: what the receiving department cannot decide without. */
export const checklists: readonly Checklist[] = [
  {
    code: 'coronary',
    ranges: [['I20', 'I25']],
    items: [
      onset,
      bloodPressure,
      fact('hr', 1),
      fact('ecg', 3, 'st_elevation', 'st_depression_mv', 't_inversion_mv'),
      fact('spo2', 1),
      fact('killip', 1),
      documents(2),
    ],
  },
  {
    code: 'stroke',
    ranges: [
      ['G45', 'G46'],
      ['I60', 'I69'],
    ],
    items: [
      onset,
      consciousness,
      fact('deficit', 2, 'nihss', 'fast_positive', 'mrs', 'barthel'),
      bloodPressure,
      fact('glucose', 1),
      fact('head_ct', 2, 'ich_on_ct', 'lvo_on_imaging'),
      documents(1),
    ],
  },
  {
    code: 'hypertension',
    ranges: [['I10', 'I15']],
    items: [bloodPressure, fact('antihypertensive_count', 2), kidneys, fact('k', 1)],
  },
  {
    code: 'airways',
    ranges: [['J40', 'J47']],
    items: [
      fact('spo2', 2),
      fact('rr', 2),
      fact('exac_12m', 1, 'exac_12m', 'admit_12m'),
      fact('blood_gas', 1, 'paco2', 'pao2', 'ph'),
      fact('fev1fvc', 1),
    ],
  },
  {
    code: 'diabetes',
    ranges: [['E10', 'E14']],
    items: [
      fact('glucose', 2, 'glucose', 'fasting_glucose'),
      fact('hba1c', 2),
      fact('ketone', 1, 'ketone', 'hco3'),
      kidneys,
      fact('hypo_30d', 1),
    ],
  },
  {
    code: 'kidney',
    ranges: [['N17', 'N19']],
    items: [{ ...kidneys, weight: 3 }, fact('k', 2), fact('hb', 1), fact('protein', 1, 'acr', 'pcr', 'protein_24h'), bloodPressure],
  },
  {
    code: 'obstetric',
    ranges: [['O00', 'O99']],
    items: [
      fact('gestation', 3, 'ga_weeks', 'lmp_date', 'edd_date', 'hours_postpartum', 'delivery_at'),
      bloodPressure,
      fact('fetus', 2, 'fm_reduced', 'fhr_abnormal'),
      fact('preg_colour', 1),
      fact('plt', 1),
    ],
  },
  {
    code: 'newborn',
    ranges: [['P00', 'P96']],
    items: [
      fact('gestation', 2, 'cga_weeks', 'ga_weeks'),
      fact('bw', 2),
      fact('apgar5', 1),
      fact('temp', 1),
      fact('spo2', 2),
      fact('glucose', 1),
    ],
  },
  {
    code: 'injury',
    ranges: [['S00', 'T98']],
    items: [consciousness, bloodPressure, fact('hr', 1), fact('spo2', 1), fact('hb', 1), documents(1)],
  },
];

import type { DemoCase, DemoCriteria } from './criterion.types.js';

const older: DemoCase = ['not_applicable', '出生 29 天：不适用', { age_days: 29 }];

export const neoCriteria: DemoCriteria = {
  'NEO-U01': {
    en: 'Gestational age < 32 weeks or birth weight < 1500 g',
    cases: [
      ['met', '胎龄 33 周、出生体重 1499 g：符合', { ga_weeks: 33, bw: 1499 }],
      ['unknown', '胎龄与出生体重不详：待定', { ga_weeks: null }],
      ['not_met', '胎龄 32 周、出生体重 1500 g：不符合', { ga_weeks: 32, bw: 1500 }],
      older,
    ],
  },
  'NEO-U02': {
    en: 'No spontaneous breathing 20–30 minutes after resuscitation, or continued mechanical ventilation needed',
    cases: [
      ['unknown', '复苏后呼吸未记录：待定', { no_spont_resp_20min: null }],
      ['unknown', '日龄不详：待定', { age_days: null }],
      ['not_met', '自主呼吸已建立：不符合', { no_spont_resp_20min: false }],
      older,
    ],
  },
  'NEO-U03': {
    en: 'Respiratory distress: FiO₂ > 0.40 needed to keep SpO₂ ≥ 90 %',
    cases: [['unknown', '吸氧浓度不详：待定', { fio2: null }], ['not_met', '吸氧浓度 0.40：不符合', { fio2: 0.4 }], older],
  },
  'NEO-U04': {
    en: 'Apgar score ≤ 5 at five minutes, or convulsions, or moderate to severe encephalopathy',
    cases: [
      ['met', '惊厥：符合', { apgar5: 8, seizure: true }],
      ['unknown', '缺少 Apgar 评分：待定', { apgar5: null }],
      ['not_met', 'Apgar 6 分、无惊厥：不符合', { apgar5: 6, seizure: false }],
      older,
    ],
  },
  'NEO-U05': {
    en: 'Glucose < 2.2 mmol/L that recurs despite treatment',
    cases: [['unknown', '是否反复不详：待定', { hypo_repeat: null }], ['not_met', '血糖 2.2：不符合', { glucose: 2.2 }], older],
  },
  'NEO-U06': {
    en: 'Jaundice within 24 hours of birth, or total bilirubin ≥ 342 μmol/L',
    cases: [
      ['met', '总胆红素 21 mg/dL：符合', { jaundice_lt_24h: false, tbil: { value: 21, unit: 'mg/dL' } }],
      ['unknown', '黄疸出现时间与胆红素不详：待定', { jaundice_lt_24h: null }],
      ['not_met', '24 小时后出现、总胆红素 341：不符合', { jaundice_lt_24h: false, tbil: 341 }],
      older,
    ],
  },
  'NEO-U07': {
    en: 'Malformation that needs surgery, or suspected critical congenital heart disease',
    cases: [
      ['unknown', '畸形未评估：待定', { surgical_anomaly: null }],
      ['not_met', '无需手术畸形、不疑先心：不符合', { surgical_anomaly: false, critical_chd: false }],
      older,
    ],
  },
  'NEO-U08': {
    en: 'Suspected sepsis: unstable temperature (< 36 or > 38 °C) with poor response',
    cases: [
      ['met', '体温 38.1：符合', { temp: 38.1 }],
      ['unknown', '反应未记录：待定', { poor_response: null }],
      ['not_met', '体温 36.5：不符合', { temp: 36.5 }],
      older,
    ],
  },
  'NEO-D01': {
    en: 'Corrected age ≥ 34 weeks, weight ≥ 2000 g, full oral feeding, no apnoea for ≥ 7 days, temperature stable',
    cases: [
      ['unknown', '未测体重：待定', { weight: null }],
      ['not_met', '体重 1999 g：不符合', { weight: 1999 }],
      ['not_met', '无呼吸暂停 6 天：不符合', { days_no_apnoea: 6 }],
      older,
    ],
  },
};

import type { DemoCase, DemoCriteria } from './criterion.types.js';

const young: DemoCase = ['not_applicable', '15 岁：不适用', { age: 15 }];
const pregnant: DemoCase = ['not_applicable', '孕妇：不适用', { pregnant: true }];

export const genCriteria: DemoCriteria = {
  'GEN-U01': {
    en: 'NEWS2 ≥ 7 (emergency assessment within 30 minutes)',
    cases: [
      ['met', '呼吸 26、心率 131、收缩压 90（已达 9 分，血氧体温未测）：符合', { news2: null, rr: 26, hr: 131, sbp: 90 }],
      ['unknown', '缺少 NEWS2 及各项体征：待定', { news2: null }],
      ['not_met', 'NEWS2 6 分：不符合', { news2: 6 }],
      young,
      pregnant,
    ],
  },
  'GEN-U02': {
    en: 'NEWS2 5–6, or 3 points for any single sign (assessment within 60 minutes)',
    cases: [
      ['met', '仅呼吸 25 次（单项 3 分）：符合', { news2: null, rr: 25 }],
      ['unknown', '缺少 NEWS2 及各项体征：待定', { news2: null }],
      ['not_met', 'NEWS2 4 分、单项最高 2 分：不符合', { news2: 4, news2_single_max: 2 }],
      young,
    ],
  },
  'GEN-U03': {
    en: 'Lactate ≥ 4 mmol/L or suspected septic shock',
    cases: [
      ['met', '乳酸 40 mg/dL：符合', { lactate: { value: 40, unit: 'mg/dL' } }],
      ['unknown', '未测乳酸：待定', { lactate: null }],
      ['not_met', '乳酸 3.9、不疑脓毒性休克：不符合', { lactate: 3.9, septic_shock: false }],
      pregnant,
    ],
  },
};

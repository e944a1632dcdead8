import type { DemoCase, DemoCriteria } from './criterion.types.js';

const unhurt: DemoCase = ['not_applicable', '无外伤：不适用', { injured: false }];

export const traCriteria: DemoCriteria = {
  'TRA-U01': {
    en: 'Systolic < 90 mmHg, respiratory rate < 10 or > 29 per minute, or SpO₂ < 90 %',
    cases: [
      ['met', '呼吸 30 次：符合', { sbp: 120, rr: 30 }],
      ['unknown', '缺少生命体征：待定', { sbp: null }],
      ['unknown', '是否外伤不详：待定', { injured: null }],
      ['not_met', '收缩压 90、呼吸 10 次、血氧 90%：不符合', { sbp: 90, rr: 10, spo2: 90 }],
      unhurt,
    ],
  },
  'TRA-U02': {
    en: 'Glasgow Coma Scale ≤ 13',
    cases: [['unknown', '未评 GCS：待定', { gcs: null }], ['not_met', 'GCS 14 分：不符合', { gcs: 14 }], unhurt],
  },
  'TRA-U03': {
    en: 'Open injury with nerve or vessel damage, combined injuries, unstable pelvis or amputated limb',
    cases: [
      ['unknown', '伤情未评估：待定', { neurovascular_injury: null }],
      [
        'not_met',
        '无神经血管伤、复合伤、骨盆不稳与离断：不符合',
        { neurovascular_injury: false, multi_trauma: false, unstable_pelvis: false, amputation: false },
      ],
      unhurt,
    ],
  },
  'TRA-U04': {
    en: 'Complex fracture on imaging that needs surgery',
    cases: [
      ['unknown', '未做影像：待定', { complex_fracture: null }],
      ['not_met', '非复杂骨折：不符合', { complex_fracture: false }],
      unhurt,
    ],
  },
  'TRA-D01': {
    en: 'Vital signs stable ≥ 72 hours after surgery, no sign of infection, plan for dressings or rehabilitation settled',
    cases: [
      ['unknown', '术后时间不详：待定', { hours_postop: null }],
      ['not_met', '术后 71 小时：不符合', { hours_postop: 71 }],
      ['not_met', '有感染征象：不符合', { no_infection: false }],
      unhurt,
    ],
  },
};

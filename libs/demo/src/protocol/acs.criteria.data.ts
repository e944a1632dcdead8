import type { DemoCase, DemoCriteria } from './criterion.types.js';

const minor: DemoCase = ['not_applicable', '17 岁：不适用', { age: 17 }];

export const acsCriteria: DemoCriteria = {
  'ACS-U01': {
    en: 'Chest pain for more than 15 minutes with ST elevation: hospitals with emergency PCI first',
    cases: [
      ['unknown', '未做心电图：待定', { st_elevation: null }],
      ['unknown', '年龄不详：待定', { age: null }],
      ['not_met', '胸痛 15 分钟：不符合', { chest_pain_min: 15 }],
      minor,
    ],
  },
  'ACS-U02': {
    en: 'More than 120 minutes expected from first medical contact to wire: thrombolysis on the spot, then transfer (drip and ship)',
    cases: [
      ['unknown', '到导丝时间未估计：待定', { est_fmc_to_wire_min: null }],
      ['not_met', '预计 120 分钟：不符合', { est_fmc_to_wire_min: 120 }],
      minor,
    ],
  },
  'ACS-U03': {
    en: 'ST resolution < 50 % 60–90 minutes after thrombolysis (failed lysis): rescue PCI',
    cases: [
      ['unknown', '溶栓后未复查心电图：待定', { st_resolution_pct: null }],
      ['not_met', 'ST 回落 50%：不符合', { st_resolution_pct: 50 }],
      minor,
    ],
  },
  'ACS-U04': {
    en: 'Cardiogenic shock or haemodynamic instability (systolic < 90 mmHg), malignant ventricular arrhythmia, or Killip ≥ 2',
    cases: [
      ['met', 'Killip 2 级：符合', { sbp: 110, killip: 2 }],
      ['unknown', '缺少血压：待定', { sbp: null }],
      ['not_met', '收缩压 90、无恶性心律失常、Killip 1 级：不符合', { sbp: 90, malignant_arrhythmia: false, killip: 1 }],
      minor,
    ],
  },
  'ACS-U05': {
    en: 'Troponin above the 99th percentile with evidence of ischaemia (NSTEMI)',
    cases: [['unknown', '未测肌钙蛋白：待定', { tnt_ratio: null }], ['not_met', '肌钙蛋白等于上限：不符合', { tnt_ratio: 1 }], minor],
  },
  'ACS-U06': {
    en: 'Ischaemic chest pain with new ST depression ≥ 0.1 mV or T-wave inversion ≥ 0.2 mV (unstable angina)',
    cases: [
      ['met', 'T 波倒置 0.2 mV：符合', { st_depression_mv: 0, t_inversion_mv: 0.2 }],
      ['unknown', '未做心电图：待定', { st_depression_mv: null }],
      ['not_met', 'ST 压低 0.09、T 波倒置 0.19 mV：不符合', { st_depression_mv: 0.09, t_inversion_mv: 0.19 }],
      minor,
    ],
  },
  'ACS-U07': {
    en: 'Suspected aortic dissection (systolic difference between arms ≥ 20 mmHg), or high-risk pulmonary embolism (SpO₂ < 90 % with low blood pressure)',
    cases: [
      ['met', '血氧 89%、收缩压 89：符合', { arm_sbp_diff: 5, spo2: 89, sbp: 89 }],
      ['unknown', '双上肢血压未测：待定', { arm_sbp_diff: null }],
      ['not_met', '双上肢差 19、血氧 90%：不符合', { arm_sbp_diff: 19, spo2: 90 }],
      minor,
    ],
  },
  'ACS-D01': {
    en: 'Free of angina ≥ 72 hours after reperfusion, Killip I, LVEF ≥ 40 %, plan for dual antiplatelet therapy settled',
    cases: [
      ['unknown', '未测射血分数：待定', { lvef: null }],
      ['not_met', '射血分数 39%：不符合', { lvef: 39 }],
      ['not_met', '仍有心绞痛：不符合', { angina: true }],
      minor,
    ],
  },
};

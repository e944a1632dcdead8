import type { DemoCase, DemoCriteria } from './criterion.types.js';

const minor: DemoCase = ['not_applicable', '17 岁：不适用', { age: 17 }];
const pregnant: DemoCase = ['not_applicable', '孕妇：不适用', { pregnant: true }];

export const htnCriteria: DemoCriteria = {
  'HTN-U01': {
    en: 'Blood pressure ≥ 180/110 mmHg with severe headache, vomiting, sudden speech disturbance or limb paralysis',
    cases: [
      ['unknown', '缺少血压：待定', { sbp: null }],
      ['unknown', '血压 180，伴随症状未记录：待定', { severe_headache: null }],
      ['not_met', '收缩压 179、舒张压 109：不符合', { sbp: 179, dbp: 109 }],
      minor,
      pregnant,
    ],
  },
  'HTN-U02': {
    en: 'Loss of consciousness or clouded consciousness',
    cases: [
      ['unknown', '意识状况未记录：待定', { gcs: null }],
      ['not_met', 'GCS 15、意识清楚：不符合', { gcs: 15, consciousness_impaired: false }],
      pregnant,
    ],
  },
  'HTN-U03': {
    en: 'Markedly raised blood pressure (local threshold ≥ 160/100 mmHg) with persistent severe chest or back pain',
    cases: [
      ['unknown', '胸背痛未询问：待定', { chest_back_pain: null }],
      ['not_met', '收缩压 159、舒张压 99：不符合', { sbp: 159, dbp: 99 }],
      minor,
    ],
  },
  'HTN-U04': {
    en: 'Raised blood pressure with leg oedema, breathlessness or inability to lie flat',
    cases: [
      ['unknown', '水肿与呼吸情况未记录：待定', { leg_oedema: null }],
      ['not_met', '无水肿、无呼吸困难、能平卧：不符合', { leg_oedema: false, dyspnoea: false, orthopnoea: false }],
      pregnant,
    ],
  },
  'HTN-U05': {
    en: 'Suspected acute coronary syndrome: to the nearest hospital that does emergency PCI',
    cases: [
      ['unknown', '是否可疑急性冠脉综合征未评估：待定', { suspected_acs: null }],
      ['unknown', '是否妊娠不详：待定', { pregnant: null }],
      ['not_met', '不考虑急性冠脉综合征：不符合', { suspected_acs: false }],
      minor,
    ],
  },
  'HTN-U06': {
    en: 'Apathy with low or unmeasurable blood pressure (systolic < 90 mmHg), heart rate < 50 or > 130 per minute, or severe allergic reaction',
    cases: [
      ['met', '心率 131：符合', { apathy: false, hr: 131 }],
      ['unknown', '缺少血压与心率：待定', { sbp: null }],
      ['not_met', '收缩压 90、心率 50、无过敏：不符合', { sbp: 90, hr: 50, anaphylaxis: false }],
      pregnant,
    ],
  },
  'HTN-U07': {
    en: 'Without acute symptoms, systolic ≥ 180 or diastolic ≥ 110 mmHg that stays high after treatment',
    cases: [
      ['met', '舒张压 110、处理后仍高：符合', { sbp: 150, dbp: 110 }],
      ['unknown', '缺少血压：待定', { sbp: null }],
      ['unknown', '处理后未复测：待定', { persist_after_treatment: null }],
      ['not_met', '收缩压 179、舒张压 109：不符合', { sbp: 179, dbp: 109 }],
      ['not_met', '处理后已下降：不符合', { persist_after_treatment: false }],
      pregnant,
    ],
  },
  'HTN-U08': {
    en: 'Still ≥ 140/90 mmHg on full doses of three or more drugs including a diuretic (resistant hypertension)',
    cases: [
      ['unknown', '用药种数不详：待定', { antihypertensive_count: null }],
      ['not_met', '两种降压药：不符合', { antihypertensive_count: 2 }],
      ['not_met', '收缩压 139、舒张压 89：不符合', { sbp: 139, dbp: 89 }],
      minor,
    ],
  },
  'HTN-U09': {
    en: 'Suspected secondary hypertension (for example under 30 with ≥ 160/100 mmHg, or potassium < 3.5 mmol/L without a diuretic)',
    cases: [
      ['met', '29 岁、收缩压 160：符合', { suspected_secondary_htn: false, age: 29, sbp: 160 }],
      ['met', '未用利尿剂、血钾 3.4：符合', { suspected_secondary_htn: false, k: 3.4, no_diuretic: true }],
      ['unknown', '未评估、缺少血钾：待定', { suspected_secondary_htn: null }],
      ['not_met', '52 岁、血钾 3.5、不考虑继发：不符合', { suspected_secondary_htn: false, k: 3.5 }],
      pregnant,
    ],
  },
  'HTN-U10': {
    en: 'Blood pressure not controlled at two visits in a row, or an adverse reaction that cannot be managed, or a new complication',
    cases: [
      ['unknown', '随访记录缺失：待定', { uncontrolled_visits: null }],
      [
        'not_met',
        '仅一次不满意、无不良反应与新并发症：不符合',
        { uncontrolled_visits: 1, adr_uncontrolled: false, new_complication: false },
      ],
      minor,
    ],
  },
  'HTN-D01': {
    en: 'Diagnosis and plan settled, condition stable: two readings in a row < 140/90 mmHg, follow-up in primary care (county to township)',
    cases: [
      ['unknown', '缺少舒张压：待定', { dbp: null }],
      ['not_met', '收缩压 140：不符合', { sbp: 140 }],
      ['not_met', '仅一次达标：不符合', { controlled_visits: 1 }],
      minor,
    ],
  },
  'HTN-D02': {
    en: 'With complications, stable after treatment',
    cases: [['unknown', '是否稳定未评估：待定', { stable: null }], ['not_met', '病情未稳定：不符合', { stable: false }], pregnant],
  },
  'HTN-D03': {
    en: 'Traditional Chinese medicine plan settled and condition stable',
    cases: [
      ['unknown', '中医药方案未记录：待定', { tcm_plan_fixed: null }],
      ['not_met', '方案未确定：不符合', { tcm_plan_fixed: false }],
      minor,
    ],
  },
  'HTN-D04': {
    en: 'Blood pressure normal or at target, long-term plan needs no change for now: follow-up by the village clinic (township to village)',
    cases: [['unknown', '是否需调整方案未评估：待定', { no_change_needed: null }], ['not_met', '舒张压 90：不符合', { dbp: 90 }], pregnant],
  },
};

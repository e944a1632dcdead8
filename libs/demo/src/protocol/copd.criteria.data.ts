import type { DemoCase, DemoCriteria } from './criterion.types.js';

const minor: DemoCase = ['not_applicable', '17 岁：不适用', { age: 17 }];

export const copdCriteria: DemoCriteria = {
  'COPD-U01': {
    en: 'SpO₂ < 90 %',
    cases: [
      ['unknown', '缺少血氧饱和度：待定', { spo2: null }],
      ['unknown', '年龄不详：待定', { age: null }],
      ['not_met', '血氧饱和度 90%：不符合', { spo2: 90 }],
      minor,
    ],
  },
  'COPD-U02': {
    en: 'Arterial pH < 7.35',
    cases: [['unknown', '缺少血气：待定', { ph: null }], ['not_met', 'pH 7.35：不符合', { ph: 7.35 }], minor],
  },
  'COPD-U03': {
    en: 'PaO₂ < 7 kPa (52.5 mmHg)',
    cases: [
      ['met', 'PaO₂ 6.9 kPa：符合', { pao2: { value: 6.9, unit: 'kPa' } }],
      ['unknown', '缺少血气：待定', { pao2: null }],
      ['not_met', 'PaO₂ 52.5 mmHg：不符合', { pao2: 52.5 }],
      minor,
    ],
  },
  'COPD-U04': {
    en: 'Reduced level of consciousness or acute confusion',
    cases: [
      ['unknown', '意识状况未记录：待定', { gcs: null }],
      ['not_met', 'GCS 15、无意识模糊：不符合', { gcs: 15, acute_confusion: false }],
      minor,
    ],
  },
  'COPD-U05': {
    en: 'Cyanosis, or peripheral oedema getting worse',
    cases: [
      ['unknown', '发绀与水肿未检查：待定', { cyanosis: null }],
      ['not_met', '无发绀、水肿未加重：不符合', { cyanosis: false, oedema_worse: false }],
      minor,
    ],
  },
  'COPD-U06': {
    en: 'Rapid onset (within a day), or poor general condition or confined to bed',
    cases: [
      ['unknown', '起病时间与活动情况未询问：待定', { onset_lt_1d: null }],
      ['not_met', '起病超过 1 天、能下床：不符合', { onset_lt_1d: false, bedbound: false }],
      minor,
    ],
  },
  'COPD-U07': {
    en: 'Exacerbation in a patient already on long-term home oxygen',
    cases: [['unknown', '是否家庭氧疗不详：待定', { ltot: null }], ['not_met', '无急性加重：不符合', { exacerbation: false }], minor],
  },
  'COPD-U08': {
    en: 'New acute changes on the chest film',
    cases: [
      ['unknown', '未摄胸片：待定', { new_cxr_change: null }],
      ['not_met', '胸片无新发改变：不符合', { new_cxr_change: false }],
      minor,
    ],
  },
  'COPD-U09': {
    en: 'Respiratory rate ≥ 30 per minute, or no improvement after 48 hours of treatment in primary care',
    cases: [
      ['met', '处理 48 小时无改善：符合', { rr: 24, hours_treated: 48, no_improvement: true }],
      ['unknown', '缺少呼吸频率：待定', { rr: null }],
      ['not_met', '呼吸 29 次、处理 47 小时：不符合', { rr: 29, hours_treated: 47 }],
      minor,
    ],
  },
  'COPD-U10': {
    en: 'Two or more exacerbations, or one or more admissions, in the last 12 months: treatment to be reviewed by a specialist',
    cases: [
      ['unknown', '近 12 个月情况不详：待定', { exac_12m: null }],
      ['not_met', '加重 1 次、未住院：不符合', { exac_12m: 1, admit_12m: 0 }],
      minor,
    ],
  },
  'COPD-U11': {
    en: 'COPD suspected where no spirometry is available: post-bronchodilator FEV₁/FVC needed for the diagnosis',
    cases: [
      ['unknown', '本院肺功能条件未填：待定', { no_spirometry: null }],
      ['not_met', '本院可做肺功能：不符合', { no_spirometry: false }],
      minor,
    ],
  },
  'COPD-D01': {
    en: 'Acute phase over: SpO₂ ≥ 90 % (or baseline) stable for 24 hours, short-acting bronchodilator no more than every 4 hours, plan settled',
    cases: [
      ['unknown', '稳定时间不详：待定', { hours_stable: null }],
      ['not_met', '血氧饱和度 89%：不符合', { spo2: 89 }],
      ['not_met', '稳定 23 小时：不符合', { hours_stable: 23 }],
      minor,
    ],
  },
  'COPD-D02': {
    en: 'Off non-invasive ventilation for ≥ 48 hours with stable blood gases (pH ≥ 7.35)',
    cases: [['unknown', '停用时间不详：待定', { hours_off_niv: null }], ['not_met', '停用 47 小时：不符合', { hours_off_niv: 47 }], minor],
  },
};

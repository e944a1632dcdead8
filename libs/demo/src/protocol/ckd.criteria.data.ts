import type { DemoCase, DemoCriteria } from './criterion.types.js';

const minor: DemoCase = ['not_applicable', '17 岁：不适用', { age: 17 }];

export const ckdCriteria: DemoCriteria = {
  'CKD-U01': {
    en: 'eGFR < 30 mL/min/1.73 m²',
    cases: [
      ['met', '58 岁女性、肌酐 3.0 mg/dL（由肌酐估算）：符合', { egfr: null, sex: 'female', scr: { value: 3, unit: 'mg/dL' } }],
      ['unknown', '缺少 eGFR 与肌酐：待定', { egfr: null }],
      ['not_met', 'eGFR 30：不符合', { egfr: 30 }],
      minor,
    ],
  },
  'CKD-U02': {
    en: 'Sustained fall of eGFR by ≥ 25 % with a change of category, or by ≥ 15 per year, within 12 months',
    cases: [
      ['met', '每年下降 15：符合', { gfr_category_changed: false, egfr_drop_per_year: 15 }],
      ['unknown', '无 12 个月前结果：待定', { egfr_drop_pct_12m: null }],
      ['not_met', '下降 24%、每年 14：不符合', { egfr_drop_pct_12m: 24, egfr_drop_per_year: 14 }],
      minor,
    ],
  },
  'CKD-U03': {
    en: 'ACR > 70 mg/mmol',
    cases: [
      ['met', 'ACR 650 mg/g：符合', { acr: { value: 650, unit: 'mg/g' } }],
      ['unknown', '未测 ACR：待定', { acr: null }],
      ['not_met', 'ACR 70：不符合', { acr: 70 }],
      minor,
    ],
  },
  'CKD-U04': {
    en: 'ACR > 30 mg/mmol with haematuria',
    cases: [['unknown', '未查血尿：待定', { haematuria: null }], ['not_met', 'ACR 30：不符合', { acr: 30 }], minor],
  },
  'CKD-U05': {
    en: 'Potassium ≥ 6.0 mmol/L',
    cases: [['unknown', '缺少血钾：待定', { k: null }], ['not_met', '血钾 5.9：不符合', { k: 5.9 }], minor],
  },
  'CKD-U06': {
    en: 'Acute kidney injury: creatinine up by ≥ 26.5 μmol/L in 48 hours, or to ≥ 1.5 times',
    cases: [
      ['met', '肌酐升至 1.5 倍：符合', { scr_rise_48h: 20, scr_ratio: 1.5 }],
      ['unknown', '无前次肌酐：待定', { scr_rise_48h: null }],
      ['not_met', '48 小时升高 26.4、1.4 倍：不符合', { scr_rise_48h: 26.4, scr_ratio: 1.4 }],
      minor,
    ],
  },
  'CKD-U07': {
    en: 'Blood pressure not controlled on four or more drugs',
    cases: [
      ['unknown', '缺少血压：待定', { sbp: null }],
      ['not_met', '三种降压药：不符合', { antihypertensive_count: 3 }],
      ['not_met', '收缩压 139、舒张压 89：不符合', { sbp: 139, dbp: 89 }],
      minor,
    ],
  },
  'CKD-U08': {
    en: 'Kidney biopsy needed that this hospital cannot do (county to tertiary)',
    cases: [
      ['unknown', '本院穿刺条件未填：待定', { cannot_biopsy: null }],
      ['not_met', '本院可行肾穿刺：不符合', { cannot_biopsy: false }],
      minor,
    ],
  },
  'CKD-U09': {
    en: 'Acute deterioration or critical complication that cannot be stabilised or explained (county to tertiary)',
    cases: [
      ['unknown', '病情变化未评估：待定', { ckd_acute_unstable: null }],
      ['not_met', '可稳定且诊断明确：不符合', { ckd_acute_unstable: false, undiagnosed_complex: false }],
      minor,
    ],
  },
  'CKD-U10': {
    en: 'Suspected rare kidney disease, or difficult dialysis access or unusual complication of dialysis (county to tertiary)',
    cases: [
      ['unknown', '是否罕见病未评估：待定', { suspected_rare: null }],
      ['not_met', '不考虑罕见病、通路良好：不符合', { suspected_rare: false, access_problem: false }],
      minor,
    ],
  },
  'CKD-D01': {
    en: 'Stable after treatment of an acute deterioration, long-term plan adjusted (county to township)',
    cases: [['unknown', '是否稳定未评估：待定', { stable: null }], ['not_met', '长期方案未定：不符合', { plan_fixed: false }], minor],
  },
  'CKD-D02': {
    en: 'Comorbidities diagnosed, effect of treatment assessed, controlled and stable (county to township)',
    cases: [
      ['unknown', '合并症未评估：待定', { complication_assessed: null }],
      ['not_met', '病情未稳定：不符合', { stable: false }],
      minor,
    ],
  },
  'CKD-D03': {
    en: 'Diagnosis clear and controlled, off glucocorticoids and immunosuppressants (township to village)',
    cases: [
      ['unknown', '免疫抑制用药不详：待定', { off_immunosuppression: null }],
      ['not_met', '仍用免疫抑制剂：不符合', { off_immunosuppression: false }],
      minor,
    ],
  },
};

import type { DemoCase, DemoCriteria } from './criterion.types.js';

const man: DemoCase = ['not_applicable', '男性：不适用', { sex: 'male' }];
const over: DemoCase = ['not_applicable', '非孕期、产后 43 天：不适用', { pregnant: false, postpartum_days: 43 }];

export const obCriteria: DemoCriteria = {
  'OB-U01': {
    en: 'Systolic ≥ 160 or diastolic ≥ 110 mmHg (severe)',
    cases: [
      ['unknown', '缺少血压：待定', { sbp: null }],
      ['unknown', '是否妊娠及产后天数不详：待定', { pregnant: null }],
      ['not_met', '收缩压 159、舒张压 109：不符合', { sbp: 159, dbp: 109 }],
      man,
      over,
    ],
  },
  'OB-U02': {
    en: 'From 20 weeks, ≥ 140/90 mmHg with urinary protein ≥ 0.3 g/24 h or protein/creatinine ≥ 0.3 (pre-eclampsia)',
    cases: [
      ['unknown', '未查尿蛋白：待定', { protein_24h: null }],
      ['not_met', '孕 19 周：不符合', { ga_weeks: 19 }],
      ['not_met', '尿蛋白 0.29 g、蛋白/肌酐 0.29：不符合', { protein_24h: 0.29, pcr: 0.29 }],
      over,
    ],
  },
  'OB-U03': {
    en: 'Convulsion or eclampsia, persistent headache with blurred vision, or epigastric pain',
    cases: [
      ['unknown', '症状未询问：待定', { seizure: null }],
      ['not_met', '无抽搐、视物清楚、无上腹痛：不符合', { seizure: false, visual_disturbance: false, epigastric_pain: false }],
      man,
    ],
  },
  'OB-U04': {
    en: 'Platelets < 100 × 10⁹/L, or ALT above twice the upper limit',
    cases: [
      ['met', 'ALT 81：符合', { plt: 150, alt: 81 }],
      ['unknown', '缺少血小板：待定', { plt: null }],
      ['not_met', '血小板 100、ALT 80：不符合', { plt: 100, alt: 80 }],
      over,
    ],
  },
  'OB-U05': {
    en: 'Pregnancy risk red: to a centre for critical maternal care, with case management and reporting',
    cases: [
      ['unknown', '未做妊娠风险评估：待定', { preg_colour: null }],
      ['not_met', '风险评估橙色：不符合', { preg_colour: 'orange' }],
      man,
    ],
  },
  'OB-U06': {
    en: 'Pregnancy risk orange: case management and reporting by an obstetric hospital of county level or above',
    cases: [
      ['unknown', '未做妊娠风险评估：待定', { preg_colour: null }],
      ['not_met', '风险评估黄色：不符合', { preg_colour: 'yellow' }],
      over,
    ],
  },
  'OB-U07': {
    en: 'Pregnancy risk yellow or purple: antenatal care and birth at a hospital of the second level or above (purple: designated for infectious disease)',
    cases: [
      ['met', '风险评估紫色：符合', { preg_colour: 'purple' }],
      ['unknown', '未做妊娠风险评估：待定', { preg_colour: null }],
      ['not_met', '风险评估绿色：不符合', { preg_colour: 'green' }],
      man,
    ],
  },
  'OB-U08': {
    en: 'Postpartum haemorrhage ≥ 1000 mL, or shock index (heart rate / systolic) ≥ 1.0',
    cases: [
      ['met', '心率 120、收缩压 100（休克指数 1.2）：符合', { blood_loss_ml: null, hr: 120, sbp: 100 }],
      ['unknown', '出血量与休克指数不详：待定', { blood_loss_ml: null }],
      ['not_met', '出血 999 mL、心率 90、收缩压 120：不符合', { blood_loss_ml: 999, hr: 90, sbp: 120 }],
      over,
    ],
  },
  'OB-U09': {
    en: 'Threatened preterm labour or ruptured membranes before 34 weeks: transfer before birth to a hospital that can care for the newborn',
    cases: [['unknown', '孕周不详：待定', { ga_weeks: null }], ['not_met', '孕 34 周：不符合', { ga_weeks: 34 }], man],
  },
  'OB-U10': {
    en: 'Haemoglobin < 70 g/L',
    cases: [['unknown', '缺少血红蛋白：待定', { hb: null }], ['not_met', '血红蛋白 70：不符合', { hb: 70 }], over],
  },
  'OB-U11': {
    en: 'Markedly fewer fetal movements, or abnormal fetal heart rate',
    cases: [
      ['unknown', '胎动与胎心未评估：待定', { fm_reduced: null }],
      ['not_met', '胎动、胎心正常：不符合', { fm_reduced: false, fhr_abnormal: false }],
      man,
    ],
  },
  'OB-D01': {
    en: 'Stable ≥ 48 hours after birth, < 150/100 mmHg, haemoglobin ≥ 70 g/L: visits and 42-day check in primary care',
    cases: [
      ['unknown', '缺少血红蛋白：待定', { hb: null }],
      ['not_met', '产后 47 小时：不符合', { hours_postpartum: 47 }],
      ['not_met', '收缩压 150：不符合', { sbp: 150 }],
      man,
    ],
  },
};

import type { DemoCase, DemoCriteria } from './criterion.types.js';

const notDiabetic: DemoCase = ['not_applicable', '非糖尿病且不怀疑：不适用', { diabetes_known: false, diabetes_suspected: false }];
const historyUnknown: DemoCase = ['unknown', '糖尿病病史不详：待定', { diabetes_known: null }];

export const dmCriteria: DemoCriteria = {
  'DM-U01': {
    en: 'Severe hypoglycaemia: glucose < 3.9 mmol/L with impaired consciousness or help from others needed',
    cases: [
      [
        'met',
        '血糖 68 mg/dL、需他人救助：符合',
        { consciousness_impaired: false, needs_assistance: true, glucose: { value: 68, unit: 'mg/dL' } },
      ],
      ['unknown', '意识与救助情况未记录：待定', { consciousness_impaired: null }],
      ['not_met', '血糖 3.9：不符合', { glucose: 3.9 }],
      notDiabetic,
    ],
  },
  'DM-U02': {
    en: 'Suspected diabetic ketoacidosis: glucose > 13.9 mmol/L with ketone ≥ 3.0 mmol/L, pH < 7.30 or bicarbonate < 18 mmol/L',
    cases: [
      ['met', 'pH 7.29：符合', { ketone: null, ph: 7.29 }],
      ['unknown', '缺少血酮与血气：待定', { ketone: null }],
      ['not_met', '血糖 13.9：不符合', { glucose: 13.9 }],
      ['not_met', '血酮 2.9、pH 7.30、碳酸氢根 18：不符合', { ketone: 2.9, ph: 7.3, hco3: 18 }],
      notDiabetic,
    ],
  },
  'DM-U03': {
    en: 'Suspected hyperosmolar hyperglycaemia: glucose ≥ 33.3 mmol/L, or ≥ 16.7 mmol/L with altered consciousness',
    cases: [
      ['met', '血糖 16.7 且意识改变：符合', { glucose: 16.7, consciousness_impaired: true }],
      ['unknown', '缺少血糖：待定', { glucose: null }],
      ['not_met', '血糖 33.2、意识清楚：不符合', { glucose: 33.2, consciousness_impaired: false }],
      notDiabetic,
    ],
  },
  'DM-U04': {
    en: 'Random glucose ≥ 16.7 mmol/L with symptoms, not falling after treatment in primary care',
    cases: [['unknown', '症状未询问：待定', { symptomatic: null }], ['not_met', '血糖 16.6：不符合', { glucose: 16.6 }], notDiabetic],
  },
  'DM-U05': {
    en: 'Abnormal glucose found for the first time, cause or type unclear',
    cases: [
      ['unknown', '分型未评估：待定', { type_unclear: null }],
      historyUnknown,
      ['not_met', '分型明确：不符合', { type_unclear: false }],
      notDiabetic,
    ],
  },
  'DM-U06': {
    en: 'Children and young people (under 25) with diabetes',
    cases: [['unknown', '年龄不详：待定', { age: null }], ['not_met', '25 岁：不符合', { age: 25 }], notDiabetic],
  },
  'DM-U07': {
    en: 'Raised fasting glucose (≥ 5.1 mmol/L) in pregnancy or while breastfeeding',
    cases: [
      ['met', '哺乳期、空腹 5.1：符合', { pregnant: false, lactating: true, fasting_glucose: 5.1 }],
      ['unknown', '缺少空腹血糖：待定', { fasting_glucose: null }],
      ['not_met', '空腹 5.0：不符合', { fasting_glucose: 5 }],
      ['not_applicable', '非孕期、非哺乳期：不适用', { pregnant: false, lactating: false }],
    ],
  },
  'DM-U08': {
    en: 'Glucose, blood pressure or lipids not at target after 3–6 months of standard treatment (HbA1c ≥ 7.0 % and treated for ≥ 90 days)',
    cases: [
      ['met', '糖化血红蛋白 58 mmol/mol：符合', { hba1c: { value: 58, unit: 'mmol/mol' } }],
      ['unknown', '缺少糖化血红蛋白：待定', { hba1c: null }],
      ['not_met', '治疗 89 天：不符合', { treatment_days: 89 }],
      ['not_met', '糖化血红蛋白 6.9%：不符合', { hba1c: 6.9 }],
      notDiabetic,
    ],
  },
  'DM-U09': {
    en: 'Recurrent hypoglycaemia (twice or more in 30 days)',
    cases: [['unknown', '低血糖次数不详：待定', { hypo_30d: null }], ['not_met', '30 天内一次：不符合', { hypo_30d: 1 }], notDiabetic],
  },
  'DM-U10': {
    en: 'Diabetic foot: new ulcer or infection (Wagner ≥ 2)',
    cases: [
      ['met', 'Wagner 2 级：符合', { foot_infection: false, wagner: 2 }],
      ['unknown', '足部未检查：待定', { foot_infection: null }],
      ['not_met', '无感染、Wagner 1 级：不符合', { foot_infection: false, wagner: 1 }],
      notDiabetic,
    ],
  },
  'DM-U11': {
    en: 'Rapid loss of vision from retinopathy',
    cases: [
      ['unknown', '视力变化未询问：待定', { acute_vision_loss: null }],
      ['not_met', '视力无急剧下降：不符合', { acute_vision_loss: false }],
      notDiabetic,
    ],
  },
  'DM-U12': {
    en: 'Diabetic kidney disease with eGFR < 30 mL/min/1.73 m²',
    cases: [
      ['met', '66 岁男性、肌酐 250 μmol/L（由肌酐估算）：符合', { egfr: null, scr: 250, age: 66, sex: 'male' }],
      ['unknown', '缺少 eGFR 与肌酐：待定', { egfr: null }],
      ['not_met', 'eGFR 30：不符合', { egfr: 30 }],
      notDiabetic,
    ],
  },
  'DM-U13': {
    en: 'Wide swings of glucose that primary care cannot manage; an insulin plan is needed',
    cases: [
      ['unknown', '血糖波动未评估：待定', { glucose_variability: null }],
      ['not_met', '血糖平稳：不符合', { glucose_variability: false }],
      notDiabetic,
    ],
  },
  'DM-D01': {
    en: 'Diagnosis and type clear, plan settled, fasting 4.4–7.0 mmol/L and HbA1c < 7.0 % (within the individual target)',
    cases: [
      ['unknown', '缺少糖化血红蛋白：待定', { hba1c: null }],
      ['not_met', '血糖 7.1：不符合', { glucose: 7.1 }],
      ['not_met', '糖化血红蛋白 7.0%：不符合', { hba1c: 7 }],
      notDiabetic,
    ],
  },
  'DM-D02': {
    en: 'Acute complication corrected for ≥ 72 hours and condition stable',
    cases: [
      ['unknown', '纠正时间不详：待定', { hours_since_acute: null }],
      ['not_met', '纠正后 71 小时：不符合', { hours_since_acute: 71 }],
      notDiabetic,
    ],
  },
  'DM-D03': {
    en: 'Chronic complications assessed, long-term plan settled',
    cases: [['unknown', '是否稳定未评估：待定', { stable: null }], ['not_met', '长期方案未定：不符合', { plan_fixed: false }], notDiabetic],
  },
};

import { factsOf, hint } from '../dictionary.build.js';
import { creatinineMolarMass } from '../derived.formulas.js';
import type { FactDefinition } from '../fact.types.js';

const { quantity, statement } = factsOf('laboratory');
const gfr = 'mL/min/{1.73_m2}';
const glucoseMolarMass = 180.156;

export const laboratoryFacts: readonly FactDefinition[] = [
  quantity('glucose', '静脉/指尖血糖', 'Blood glucose (venous or fingerstick)', 'mmol/L', [0, 150], {
    loinc: '14749-6',
    molarMass: glucoseMolarMass,
  }),
  quantity('fasting_glucose', '空腹血糖', 'Fasting blood glucose', 'mmol/L', [0, 150], {
    loinc: '14771-0',
    molarMass: glucoseMolarMass,
    ...hint('空腹至少8小时', 'After at least 8 hours without food'),
  }),
  // NGSP % = 0.09148 × IFCC mmol/mol + 2.152 (Hoelzel W et al. Clin Chem 2004;50:166; NGSP master equation)
  quantity('hba1c', '糖化血红蛋白', 'Haemoglobin A1c', '%', [2, 25], {
    loinc: '4548-4',
    scale: { from: 'mmol/mol', slope: 0.09148, offset: 2.152 },
  }),
  quantity('ketone', '血酮（β-羟丁酸）', 'Blood ketone (β-hydroxybutyrate)', 'mmol/L', [0, 40], { molarMass: 104.1 }),
  quantity('hco3', '碳酸氢根', 'Bicarbonate', 'mmol/L', [1, 80], { loinc: '1963-8' }),
  quantity('ph', '动脉血pH', 'Arterial pH', '[pH]', [6.3, 8], { loinc: '2744-1' }),
  quantity('pao2', '动脉血氧分压', 'Arterial oxygen partial pressure', 'mm[Hg]', [5, 800], { loinc: '2703-7' }),
  quantity('paco2', '动脉血二氧化碳分压', 'Arterial carbon dioxide partial pressure', 'mm[Hg]', [5, 300], { loinc: '2019-8' }),
  quantity('pf_ratio', '氧合指数（PaO₂/FiO₂）', 'PaO₂/FiO₂ ratio', 'mm[Hg]', [5, 1000]),
  quantity('lactate', '乳酸', 'Lactate', 'mmol/L', [0, 50], { loinc: '2524-7', molarMass: 90.08 }),
  quantity('scr', '血肌酐', 'Serum creatinine', 'umol/L', [1, 8000], { loinc: '14682-9', molarMass: creatinineMolarMass }),
  quantity('scr_rise_48h', '48小时内血肌酐升高值', 'Rise of serum creatinine within 48 hours', 'umol/L', [-8000, 8000], {
    molarMass: creatinineMolarMass,
  }),
  quantity('scr_ratio', '血肌酐为基线值的倍数', 'Serum creatinine as a multiple of baseline', '{ratio}', [0, 200]),
  quantity('egfr', '估算肾小球滤过率', 'Estimated glomerular filtration rate', gfr, [0, 300], { loinc: '62238-1' }),
  quantity('egfr_drop_pct_12m', '12个月内eGFR下降幅度', 'Relative fall of eGFR within 12 months', '%', [-1000, 100]),
  quantity('egfr_drop_per_year', 'eGFR年下降值', 'Fall of eGFR per year', `${gfr}/a`, [-300, 300]),
  statement('gfr_category_changed', 'GFR分期改变', 'GFR category changed'),
  // the creatinine below the line is what is converted: mg/g and mg/mmol differ by its molar mass
  quantity('acr', '尿白蛋白/肌酐', 'Urine albumin-to-creatinine ratio', 'mg/mmol', [0, 5000], {
    loinc: '32294-1',
    molarMass: creatinineMolarMass,
  }),
  quantity('pcr', '尿蛋白/肌酐', 'Urine protein-to-creatinine ratio', 'mg/mg', [0, 200], {
    loinc: '2890-2',
    molarMass: creatinineMolarMass,
  }),
  quantity('protein_24h', '24小时尿蛋白', 'Urine protein in 24 hours', 'g/(24.h)', [0, 100], { loinc: '2889-4' }),
  statement('haematuria', '血尿', 'Haematuria'),
  quantity('k', '血钾', 'Serum potassium', 'mmol/L', [0.5, 20], { loinc: '2823-3' }),
  quantity('hb', '血红蛋白', 'Haemoglobin', 'g/L', [5, 300], { loinc: '718-7' }),
  quantity('plt', '血小板', 'Platelet count', '10*9/L', [0, 6000], { loinc: '777-3' }),
  quantity('alt', '丙氨酸氨基转移酶', 'Alanine aminotransferase', 'U/L', [0, 50_000], { loinc: '1742-6' }),
  quantity('tbil', '总胆红素', 'Total bilirubin', 'umol/L', [0, 1500], { loinc: '14631-6', molarMass: 584.66 }),
  quantity('tnt_ratio', '肌钙蛋白（相对99百分位上限的倍数）', 'Troponin as a multiple of the 99th percentile', '{ratio}', [0, 1_000_000]),
  quantity('fev1fvc', 'FEV1/FVC', 'FEV₁/FVC', '%', [5, 100], {
    loinc: '19926-5',
    ...hint('支气管舒张后', 'After a bronchodilator'),
  }),
];

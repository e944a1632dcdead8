import { describe, expect, it } from '@jest/globals';
import { factDictionary } from './dictionary.js';
import type { FactDefinition } from './fact.types.js';
import type { Reason } from './finding.types.js';
import type { Rule } from './rule.types.js';
import { amountWords, unitWords } from './sentence-unit.js';
import { reasonText, ruleSentence, ruleText, type Outline } from './sentence.js';

const fact = (key: string, zh: string, en: string, unit?: string, more: Partial<FactDefinition> = {}): FactDefinition => ({
  ...{ key, name: { zh, en }, kind: unit ? 'quantity' : 'boolean', group: 'symptoms', unit },
  ...more,
});
const facts: FactDefinition[] = [
  fact('sbp', '收缩压', 'Systolic pressure', 'mm[Hg]'),
  fact('dbp', '舒张压', 'Diastolic pressure', 'mm[Hg]'),
  fact('persist', '处理后仍高', 'Still high after treatment'),
  fact('headache', '剧烈头痛', 'Severe headache'),
  fact('vomiting', '呕吐', 'Vomiting'),
  fact('speech', '突发言语障碍', 'Sudden speech disturbance'),
  fact('pregnant', '妊娠', 'Pregnant'),
  fact('age', '年龄', 'Age', 'a', { group: 'person' }),
  fact('age_months', '月龄', 'Age in months', 'mo', { group: 'person' }),
  fact('plt', '血小板', 'Platelets', '10*9/L'),
  fact('temp', '体温', 'Temperature', 'Cel'),
  fact('spo2', 'SpO₂', 'SpO2', '%'),
  fact('rr', '呼吸频率', 'Respiratory rate', '/min'),
  fact('gcs', 'GCS 总分', 'GCS', '{score}'),
  fact('scr', '血肌酐', 'Creatinine', 'umol/L'),
  fact('egfr', '估算肾小球滤过率', 'eGFR', 'mL/min/{1.73_m2}'),
  fact('glucose', '血糖', 'Glucose', 'mmol/L'),
  fact('apgar5', '5分钟Apgar', 'Apgar score at 5 minutes', '{score}'),
  fact('colour', '妊娠风险颜色', 'Colour of pregnancy risk', undefined, {
    kind: 'code',
    codes: [
      { code: 'red', name: { zh: '红色', en: 'Red' } },
      { code: 'orange', name: { zh: '橙色', en: 'orange' } },
      { code: 'purple', name: { zh: '紫色', en: 'purple' } },
    ],
  }),
  fact('killip', 'Killip分级', 'Killip class', '{score}'),
  fact('relapses', '30天内低血糖次数', 'Episodes of hypoglycaemia within 30 days', '{count}'),
  fact('pain_min', '胸痛持续时间', 'Duration of chest pain', 'min'),
  fact('shock_index', '休克指数', 'Shock index', '{ratio}'),
  fact('onset_at', '发病时间', 'Onset', undefined, { kind: 'instant' }),
];
const high: Rule = {
  any: [
    { fact: 'sbp', op: '>=', value: 180 },
    { fact: 'dbp', op: '>=', value: 110 },
  ],
};
const is = (key: string, value = true): Rule => ({ fact: key, op: 'is', value });
const byAge: Rule = {
  fact: 'rr',
  op: '>=',
  value: {
    cases: [
      { when: { fact: 'age_months', op: '<', value: 2 }, value: 60 },
      { when: { all: [{ fact: 'age_months', op: '<=', value: 11 }, is('headache')] }, value: 50 },
    ],
    otherwise: 40,
  },
};

describe('a rule in one line', () => {
  it.each<[Rule, string, string]>([
    [{ fact: 'sbp', op: '>=', value: 180 }, '收缩压 ≥ 180 mmHg', 'Systolic pressure is 180 mmHg or more'],
    [{ fact: 'sbp', op: '<', value: 90 }, '收缩压 < 90 mmHg', 'Systolic pressure is below 90 mmHg'],
    [{ fact: 'glucose', op: '>', value: 250, unit: 'mg/dL' }, '血糖 > 250 mg/dL', 'Glucose is above 250 mg/dL'],
    [{ fact: 'plt', op: '<=', value: 50 }, '血小板 ≤ 50×10⁹/L', 'Platelets: 50×10⁹/L or less'],
    [{ fact: 'temp', op: '>', value: 38.5 }, '体温 > 38.5 ℃', 'Temperature is above 38.5 °C'],
    [{ fact: 'spo2', op: '<', value: 90 }, 'SpO₂ < 90%', 'SpO2 is below 90%'],
    [{ fact: 'rr', op: '>', value: 29 }, '呼吸频率 > 29 次/分', 'Respiratory rate is above 29/min'],
    [{ fact: 'gcs', op: '==', value: 15 }, 'GCS 总分 = 15 分', 'GCS is 15'],
    [{ fact: 'gcs', op: '!=', value: 15 }, 'GCS 总分 ≠ 15 分', 'GCS is not 15'],
    [{ fact: 'age', op: '>=', value: 18 }, '年龄 ≥ 18 岁', 'Age is 18 years or more'],
    [{ fact: 'age', op: '<', value: 1 }, '年龄 < 1 岁', 'Age is below 1 year'],
    [{ fact: 'egfr', op: '<', value: 30 }, '估算肾小球滤过率 < 30 mL/min/1.73 m²', 'eGFR is below 30 mL/min/1.73 m²'],
    [{ fact: 'glucose', op: 'between', value: [5, 6] }, '血糖在 5 至 6 mmol/L 之间（含）', 'Glucose is from 5 to 6 mmol/L'],
    [{ fact: 'killip', op: '>=', value: 2 }, 'Killip分级 ≥ 2 级', 'Killip class is 2 or more'],
    [{ fact: 'relapses', op: '>', value: 2 }, '30天内低血糖次数 > 2', 'Episodes of hypoglycaemia within 30 days: above 2'],
    [{ fact: 'pain_min', op: '>', value: 15 }, '胸痛持续时间 > 15 分钟', 'Duration of chest pain is more than 15 minutes'],
    [{ fact: 'shock_index', op: '>=', value: 1 }, '休克指数 ≥ 1', 'Shock index is 1 or more'],
    [is('persist'), '处理后仍高', 'Still high after treatment'],
    [is('persist', false), '处理后仍高：否', 'Still high after treatment: no'],
    [{ fact: 'persist', op: '!=', value: true }, '处理后仍高：否', 'Still high after treatment: no'],
    [is('pregnant', false), '未妊娠', 'Not pregnant'],
    [{ fact: 'colour', op: '==', value: 'red' }, '妊娠风险颜色为红色', 'Colour of pregnancy risk is red'],
    [{ fact: 'colour', op: '!=', value: 'red' }, '妊娠风险颜色不为红色', 'Colour of pregnancy risk is not red'],
    [
      { fact: 'colour', op: 'in', value: ['red', 'orange', 'purple'] },
      '妊娠风险颜色为红色、橙色或紫色',
      'Colour of pregnancy risk is red, orange or purple',
    ],
    [{ fact: 'gcs', op: 'in', value: [14, 15] }, 'GCS 总分为 14 或 15 分', 'GCS is 14 or 15'],
    [{ since: 'onset_at', op: '<=', value: 12, unit: 'h' }, '发病时间距今 ≤ 12 小时', 'Onset was at most 12 hours ago'],
    [{ since: 'onset_at', op: '>', value: 1, unit: 'd' }, '发病时间距今 > 1 天', 'Onset was more than 1 day ago'],
    [
      { trend: 'scr', measure: 'difference', within: { value: 48, unit: 'h' }, op: '>=', value: 26.5 },
      '48 小时内血肌酐上升 ≥ 26.5 μmol/L',
      'Creatinine rose by 26.5 μmol/L or more within 48 hours',
    ],
    [
      { trend: 'scr', measure: 'ratio', within: { value: 7, unit: 'd' }, op: '>=', value: 1.5 },
      '7 天内血肌酐为原值的 ≥ 1.5 倍',
      'Creatinine is 1.5 times or more its earlier value within 7 days',
    ],
    [
      { trend: 'egfr', measure: 'per_year', within: { value: 1, unit: 'a' }, op: '<', value: -5 },
      '1 年内估算肾小球滤过率每年下降 > 5 mL/min/1.73 m²',
      'eGFR fell by more than 5 mL/min/1.73 m² per year within 1 year',
    ],
    [
      { trend: 'sbp', measure: 'percent', within: { value: 1, unit: 'h' }, op: '<=', value: -25 },
      '1 小时内收缩压下降 ≥ 25%',
      'Systolic pressure fell by 25% or more within 1 hour',
    ],
    [{ all: [] }, '不限', 'No restriction'],
    [{ all: [is('vomiting')] }, '呕吐', 'Vomiting'],
    [
      { all: [high, is('persist')] },
      '（收缩压 ≥ 180 mmHg 或 舒张压 ≥ 110 mmHg）且 处理后仍高',
      '(Systolic pressure is 180 mmHg or more, or diastolic pressure is 110 mmHg or more), and still high after treatment',
    ],
    [
      { any: [is('headache'), is('vomiting'), is('speech')] },
      '剧烈头痛、呕吐 或 突发言语障碍',
      'Severe headache, vomiting, or sudden speech disturbance',
    ],
    [
      { any: [is('headache'), { all: [high, is('vomiting')] }, is('speech')] },
      '剧烈头痛 或（（收缩压 ≥ 180 mmHg 或 舒张压 ≥ 110 mmHg）且 呕吐）或 突发言语障碍',
      'Severe headache, or ((systolic pressure is 180 mmHg or more, or diastolic pressure is 110 mmHg or more), and vomiting), or sudden speech disturbance',
    ],
    [
      { not: high },
      '不满足（收缩压 ≥ 180 mmHg 或 舒张压 ≥ 110 mmHg）',
      'Not (systolic pressure is 180 mmHg or more, or diastolic pressure is 110 mmHg or more)',
    ],
    [
      { atLeast: 2, of: [is('headache'), is('vomiting'), { fact: 'apgar5', op: '<=', value: 5 }] },
      '至少满足 2 项（剧烈头痛；呕吐；5分钟Apgar ≤ 5 分）',
      'At least 2 of (severe headache; vomiting; Apgar score at 5 minutes is 5 or less)',
    ],
    [
      { all: [is('headache'), byAge] },
      '剧烈头痛 且 呼吸频率（月龄 < 2 个月时 ≥ 60 次/分，否则（月龄 ≤ 11 个月 且 剧烈头痛）时 ≥ 50 次/分，否则 ≥ 40 次/分）',
      'Severe headache, and respiratory rate (60/min or more if age in months is below 2 months; else 50/min or more if (age in months is 11 months or less, and severe headache); otherwise 40/min or more)',
    ],
    [is('not_defined'), 'not_defined', 'not_defined'],
  ])('%j', (rule, zh, en) => {
    expect([ruleText(rule, facts, 'zh'), ruleText(rule, facts, 'en')]).toEqual([zh, en]);
  });

  it('says that a threshold leaves somebody out', () => {
    const rule: Rule = { fact: 'rr', op: '>', value: { cases: [{ when: is('vomiting'), value: 30 }] } };
    expect(ruleText(rule, facts, 'zh')).toBe('呼吸频率（呕吐时 > 30 次/分，否则无法判断）');
    expect(ruleText(rule, facts, 'en')).toBe('Respiratory rate (above 30/min if vomiting; otherwise undecided)');
  });
});

const lines = ({ text, path, children }: Outline, depth = 0): string[] => [
  `${'  '.repeat(depth)}${text} ${path}`,
  ...children.flatMap((child) => lines(child, depth + 1)),
];

describe('a rule as an outline', () => {
  const rule: Rule = { all: [high, { atLeast: 2, of: [is('headache'), { not: is('vomiting') }, { any: [is('speech')] }] }, byAge] };

  it('has a heading for each group and a line for each condition, with its place', () => {
    expect(lines(ruleSentence(rule, facts, 'zh'))).toEqual([
      '满足全部： ',
      '  满足任一： /all/0',
      '    收缩压 ≥ 180 mmHg /all/0/any/0',
      '    舒张压 ≥ 110 mmHg /all/0/any/1',
      '  至少满足 2 项： /all/1',
      '    剧烈头痛 /all/1/of/0',
      '    不满足： /all/1/of/1',
      '      呕吐 /all/1/of/1/not',
      '    突发言语障碍 /all/1/of/2/any/0',
      '  呼吸频率，以第一个符合的情况为准： /all/2',
      '    月龄 < 2 个月时：≥ 60 次/分 /all/2/value/cases/0',
      '    月龄 ≤ 11 个月 且 剧烈头痛时：≥ 50 次/分 /all/2/value/cases/1',
      '    其他情况：≥ 40 次/分 /all/2/value/otherwise',
    ]);
  });

  it('says the same in English', () => {
    expect(lines(ruleSentence(rule, facts, 'en')).map((line) => line.replace(/ (\/(all|any)\S*)?$/, ''))).toEqual([
      'All of:',
      '  Any of:',
      '    Systolic pressure is 180 mmHg or more',
      '    Diastolic pressure is 110 mmHg or more',
      '  At least 2 of:',
      '    Severe headache',
      '    Not:',
      '      Vomiting',
      '    Sudden speech disturbance',
      '  Respiratory rate, by the first case that applies:',
      '    If age in months is below 2 months: 60/min or more',
      '    If age in months is 11 months or less, and severe headache: 50/min or more',
      '    Otherwise: 40/min or more',
    ]);
  });
});

describe('why a condition was decided', () => {
  const reason = (more: Partial<Reason>): Reason => ({
    ...{ part: 'rule', path: '', fact: 'sbp', op: '>=', threshold: 180, unit: 'mm[Hg]', value: 186, derived: false, outcome: 'met' },
    ...more,
  });
  it.each<[Partial<Reason>, string, string]>([
    [{}, '收缩压 186 mmHg ≥ 180', 'Systolic pressure 186 mmHg ≥ 180'],
    [{ value: 150, outcome: 'not_met' }, '收缩压 150 mmHg，须 ≥ 180', 'Systolic pressure 150 mmHg, must be ≥ 180'],
    [{ value: 179.999, outcome: 'not_met' }, '收缩压 179.999 mmHg，须 ≥ 180', 'Systolic pressure 179.999 mmHg, must be ≥ 180'],
    [{ value: 186.123456 }, '收缩压 186.12 mmHg ≥ 180', 'Systolic pressure 186.12 mmHg ≥ 180'],
    [{ value: null, outcome: 'unknown' }, '收缩压待定（须 ≥ 180 mmHg）', 'Systolic pressure not known (must be ≥ 180 mmHg)'],
    [{ fact: 'gcs', unit: '{score}', op: '<', threshold: 9, value: null }, 'GCS 总分 < 9 分', 'GCS < 9'],
    [{ fact: 'gcs', unit: '{score}', op: '<', threshold: 9, value: null, outcome: 'not_met' }, 'GCS 总分 不会 < 9 分', 'GCS cannot be < 9'],
    [{ fact: 'persist', op: 'is', threshold: true, unit: null, value: true }, '处理后仍高：是', 'Still high after treatment: yes'],
    [
      { fact: 'persist', op: 'is', threshold: true, unit: null, value: false, outcome: 'not_met' },
      '处理后仍高：否（须为是）',
      'Still high after treatment: no (must be yes)',
    ],
    [
      { fact: 'persist', op: 'is', threshold: true, unit: null, value: null, outcome: 'unknown' },
      '处理后仍高：待定（须为是）',
      'Still high after treatment: not known (must be yes)',
    ],
    [{ fact: 'pregnant', op: 'is', threshold: false, unit: null, value: false }, '妊娠：否', 'Pregnant: no'],
    [
      { fact: 'colour', op: 'in', threshold: ['red', 'purple'], unit: null, value: 'orange', outcome: 'not_met' },
      '妊娠风险颜色：橙色（须为红色或紫色）',
      'Colour of pregnancy risk: orange (must be red or purple)',
    ],
    [
      { fact: 'colour', op: '!=', threshold: 'red', unit: null, value: 'red', outcome: 'not_met' },
      '妊娠风险颜色：红色（须不为红色）',
      'Colour of pregnancy risk: red (must be not red)',
    ],
    [
      { fact: 'glucose', op: 'between', threshold: [5, 6], unit: 'mmol/L', value: 5.5 },
      '血糖 5.5 mmol/L（5–6）',
      'Glucose 5.5 mmol/L (5–6)',
    ],
    [
      { fact: 'glucose', op: 'between', threshold: [5, 6], unit: 'mmol/L', value: 7, outcome: 'not_met' },
      '血糖 7 mmol/L，须 5–6',
      'Glucose 7 mmol/L, must be 5–6',
    ],
    [{ fact: 'age', op: '>=', threshold: 18, unit: 'a', value: 64 }, '年龄 64 岁 ≥ 18', 'Age 64 years ≥ 18'],
    [
      { fact: 'onset_at', op: 'since', threshold: 12, unit: 'h', value: 10.0312 },
      '发病时间距今 10.03 小时（界值 12 小时）',
      'Onset 10.03 hours ago (limit 12 hours)',
    ],
    [
      { fact: 'onset_at', op: 'since', threshold: 12, unit: 'h', value: null, outcome: 'unknown' },
      '发病时间距今 待定（界值 12 小时）',
      'Onset: not known (limit 12 hours)',
    ],
    [
      { fact: 'scr', op: 'trend', threshold: 26.5, unit: 'umol/L', value: 30 },
      '血肌酐变化 30 μmol/L（界值 26.5 μmol/L）',
      'Creatinine changed by 30 μmol/L (limit 26.5 μmol/L)',
    ],
    [
      { fact: 'egfr', op: 'trend', threshold: -5, unit: 'mL/min/{1.73_m2}/a', value: -6 },
      '估算肾小球滤过率变化 -6 mL/min/1.73 m²/年（界值 -5 mL/min/1.73 m²/年）',
      'eGFR changed by -6 mL/min/1.73 m²/year (limit -5 mL/min/1.73 m²/year)',
    ],
  ])('%j', (more, zh, en) => {
    expect([reasonText(reason(more), facts, 'zh'), reasonText(reason(more), facts, 'en')]).toEqual([zh, en]);
  });
});

describe('a unit as people write it', () => {
  it.each([
    ['cm[H2O]', 'cmH2O', '2 cmH2O'],
    ['ug/L', 'μg/L', '2 μg/L'],
    ['kg/m2', 'kg/m²', '2 kg/m²'],
    ['m[IU]/mL', 'mIU/mL', '2 mIU/mL'],
    ['ng/mL{FEU}', 'ng/mL', '2 ng/mL'],
    ['10*-3', '×10⁻³', '2×10⁻³'],
    ['g/(24.h)', 'g/24 h', '2 g/24 h'],
    ['N.m', 'N·m', '2 N·m'],
    ['h', '小时', '2 hours'],
    [undefined, '', '2'],
  ])('%s', (code, zh, en) => {
    expect([unitWords(code, 'zh'), amountWords(2, code, 'en')]).toEqual([zh, en]);
  });

  it('shows no bracket of UCUM for any fact of the dictionary', () => {
    for (const { unit } of factDictionary) expect(unitWords(unit, 'zh') + unitWords(unit, 'en')).not.toMatch(/[[\]{}*^]/);
  });
});

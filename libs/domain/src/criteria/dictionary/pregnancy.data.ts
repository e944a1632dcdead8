import { factsOf, hint } from '../dictionary.build.js';
import type { FactDefinition } from '../fact.types.js';

const { quantity, statement, code, instant } = factsOf('pregnancy');

export const pregnancyFacts: readonly FactDefinition[] = [
  statement('pregnant', '妊娠', 'Pregnant', { loinc: '82810-3' }),
  statement('lactating', '哺乳期', 'Breastfeeding'),
  instant('lmp_date', '末次月经第一天', 'First day of the last menstruation', { loinc: '8665-2' }),
  instant('edd_date', '预产期', 'Estimated due date', {
    loinc: '11778-8',
    ...hint('超声核对过的预产期优先于末次月经', 'A date confirmed by ultrasound counts before the last menstruation'),
  }),
  quantity('ga_weeks', '孕周/出生胎龄', 'Gestational age', 'wk', [0, 45], {
    loinc: '18185-9',
    ...hint('孕妇为目前孕周，新生儿为出生时胎龄', 'Of a pregnant woman today, of a newborn at birth'),
  }),
  instant('delivery_at', '分娩时间', 'Time of delivery'),
  quantity('postpartum_days', '产后天数', 'Days since delivery', 'd', [0, 20_000]),
  quantity('hours_postpartum', '产后时间', 'Time since delivery', 'h', [0, 480_000]),
  code('preg_colour', '妊娠风险评估颜色', 'Colour of the pregnancy risk assessment', {
    green: ['绿色（低风险）', 'Green (low risk)'],
    yellow: ['黄色（一般风险）', 'Yellow (general risk)'],
    orange: ['橙色（较高风险）', 'Orange (raised risk)'],
    red: ['红色（高风险）', 'Red (high risk)'],
    purple: ['紫色（传染病）', 'Purple (infectious disease)'],
  }),
  quantity('blood_loss_ml', '产后出血量', 'Blood loss after delivery', 'mL', [0, 20_000]),
  statement('preterm_labour', '先兆早产', 'Threatened preterm labour'),
  statement('pprom', '胎膜早破', 'Rupture of membranes before labour'),
  statement('fm_reduced', '胎动明显减少', 'Clearly reduced fetal movements'),
  statement('fhr_abnormal', '胎心异常', 'Abnormal fetal heart rate'),
];

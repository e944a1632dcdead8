import { factsOf, hint } from '../dictionary.build.js';
import type { FactDefinition } from '../fact.types.js';

const { quantity, statement, instant } = factsOf('course');
/** A hundred years: nothing lasts longer. */
const hours: readonly [number, number] = [0, 876_600];

export const courseFacts: readonly FactDefinition[] = [
  instant('onset_at', '发病时间', 'Time of onset', hint('不清楚时填最后正常时间', 'If unknown, when the patient was last seen well')),
  quantity('onset_min', '发病至今', 'Time since onset', 'min', [0, 52_596_000]),
  statement('onset_lt_1d', '起病不到1天', 'Onset less than a day ago'),
  quantity('hours_since_acute', '急性并发症纠正后时间', 'Time since the acute complication was corrected', 'h', hours),
  quantity('hours_stable', '病情稳定时间', 'Time in stable condition', 'h', hours),
  quantity('hours_afebrile', '退热时间', 'Time without fever', 'h', hours),
  statement('stable', '病情稳定', 'Stable condition'),
  statement('diagnosis_confirmed', '诊断明确', 'Diagnosis confirmed'),
  statement('type_unclear', '首次发现血糖异常、病因或分型不明', 'Newly found high blood glucose, or cause or type of diabetes unclear'),
  statement('new_complication', '出现新的并发症', 'New complication'),
  statement('complication_treated', '并发症治疗后稳定', 'Complication treated and stable'),
  statement('complication_assessed', '并发症或合并症已评估', 'Complications assessed'),
  quantity('uncontrolled_visits', '连续控制不满意的随访次数', 'Consecutive follow-up visits without control', '{count}', [0, 200]),
  quantity('controlled_visits', '连续达标的随访次数', 'Consecutive follow-up visits with control', '{count}', [0, 200]),
  statement('suspected_acs', '可疑急性冠脉综合征', 'Suspected acute coronary syndrome'),
  statement('suspected_secondary_htn', '疑似继发性高血压', 'Suspected secondary hypertension'),
  statement('suspected_copd', '疑诊慢阻肺', 'Suspected COPD'),
  statement('exacerbation', '急性加重', 'Acute exacerbation'),
  quantity('exac_12m', '近12个月急性加重次数', 'Exacerbations within 12 months', '{count}', [0, 200]),
  quantity('admit_12m', '近12个月因急性加重住院次数', 'Admissions for exacerbations within 12 months', '{count}', [0, 200]),
  statement('tia', '短暂性脑缺血发作', 'Transient ischaemic attack'),
  statement(
    'ckd_acute_unstable',
    '肾病急性加重或危重并发症经治不能稳定',
    'Acute worsening of kidney disease that treatment does not stabilise',
  ),
  statement('undiagnosed_complex', '复杂病情难以明确诊断', 'Complex condition without a diagnosis'),
  statement('suspected_rare', '疑似罕见肾脏病', 'Suspected rare kidney disease'),
];

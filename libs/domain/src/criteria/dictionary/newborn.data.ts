import { factsOf, hint } from '../dictionary.build.js';
import type { FactDefinition } from '../fact.types.js';

const { quantity, statement } = factsOf('newborn');

export const newbornFacts: readonly FactDefinition[] = [
  quantity('bw', '出生体重', 'Birth weight', 'g', [200, 8000], { loinc: '8339-4' }),
  quantity('apgar5', '5分钟Apgar', 'Apgar score at 5 minutes', '{score}', [0, 10], { loinc: '9274-2' }),
  quantity('cga_weeks', '矫正胎龄', 'Corrected gestational (postmenstrual) age', 'wk', [20, 150]),
  statement(
    'no_spont_resp_20min',
    '复苏后20–30分钟自主呼吸不能建立或需持续机械通气',
    'No spontaneous breathing 20–30 minutes after resuscitation, or ventilation needed',
  ),
  statement('resp_distress', '呼吸窘迫', 'Respiratory distress'),
  statement('jaundice_lt_24h', '生后24小时内出现黄疸', 'Jaundice within 24 hours of birth'),
  quantity('hypo_repeat', '经处理后仍出现的低血糖次数', 'Episodes of hypoglycaemia in spite of treatment', '{count}', [0, 200]),
  statement('surgical_anomaly', '需外科处理的先天畸形', 'Congenital anomaly that needs surgery'),
  statement('critical_chd', '疑危重先天性心脏病', 'Suspected critical congenital heart disease'),
  statement('poor_response', '反应差', 'Poor response'),
  statement('temp_stable', '体温稳定', 'Temperature stable'),
  statement('full_oral_feed', '完全经口喂养', 'Full oral feeding'),
  quantity('days_no_apnoea', '无呼吸暂停天数', 'Time without apnoea', 'd', [0, 400], hint('整天', 'Completed days')),
];

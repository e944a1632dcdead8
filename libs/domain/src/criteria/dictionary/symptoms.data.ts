import { factsOf, hint } from '../dictionary.build.js';
import type { FactDefinition } from '../fact.types.js';

const { quantity, statement } = factsOf('symptoms');

export const symptomFacts: readonly FactDefinition[] = [
  statement('severe_headache', '剧烈头痛', 'Severe headache'),
  statement('vomiting', '呕吐', 'Vomiting'),
  statement('speech_disturbance', '言语障碍', 'Speech disturbance'),
  statement('limb_paralysis', '肢体瘫痪', 'Paralysis of a limb'),
  statement('unilateral_weakness', '一侧肢体无力', 'Weakness of one side'),
  statement('acute_vision_loss', '视力急剧下降', 'Acute loss of vision'),
  statement('visual_disturbance', '持续头痛或视物模糊', 'Persistent headache or blurred vision'),
  statement('seizure', '抽搐/惊厥', 'Seizure'),
  statement('acute_confusion', '急性意识模糊', 'Acute confusion'),
  statement('lethargic', '嗜睡或昏迷', 'Lethargic or unconscious'),
  statement('needs_assistance', '低血糖需他人救助', 'Help from others needed for hypoglycaemia'),
  statement('symptomatic', '有高血糖症状', 'Symptoms of hyperglycaemia'),
  statement('chest_back_pain', '持续性胸背部剧烈疼痛', 'Persistent severe chest or back pain'),
  quantity('chest_pain_min', '胸痛持续时间', 'Duration of chest pain', 'min', [0, 100_000]),
  statement('ischaemic_pain', '缺血性胸痛', 'Ischaemic chest pain'),
  statement('angina', '心绞痛', 'Angina'),
  statement('dyspnoea', '呼吸困难', 'Dyspnoea'),
  statement('orthopnoea', '不能平卧', 'Orthopnoea'),
  statement('bedbound', '一般情况差或卧床', 'Poor general condition or confined to bed'),
  statement('epigastric_pain', '上腹痛', 'Epigastric pain'),
  statement('unable_to_drink', '不能饮水', 'Unable to drink'),
  statement('oral_intake', '进食正常', 'Normal eating and drinking'),
  quantity('tia_duration_min', '短暂性脑缺血发作持续时间', 'Duration of the transient ischaemic attack', 'min', [0, 1440]),
  quantity('hypo_30d', '30天内低血糖次数', 'Episodes of hypoglycaemia within 30 days', '{count}', [0, 500]),
  statement('glucose_variability', '血糖波动大', 'Large swings of blood glucose', {
    ...hint('基层处理困难、需制定胰岛素方案', 'Hard to manage in primary care, needs an insulin plan'),
  }),
];

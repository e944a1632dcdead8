import { factsOf, hint } from '../dictionary.build.js';
import type { FactDefinition } from '../fact.types.js';

const { quantity, statement } = factsOf('examination');

export const examinationFacts: readonly FactDefinition[] = [
  statement('consciousness_impaired', '意识障碍', 'Impaired consciousness'),
  statement('apathy', '意识淡漠', 'Apathy'),
  statement('anaphylaxis', '严重过敏', 'Severe allergic reaction'),
  statement('leg_oedema', '下肢水肿', 'Oedema of the legs'),
  statement('oedema_worse', '外周水肿加重', 'Worsening peripheral oedema'),
  statement('cyanosis', '发绀', 'Cyanosis'),
  statement('central_cyanosis', '中心性发绀', 'Central cyanosis'),
  statement('chest_indrawing', '胸壁凹陷', 'Chest indrawing'),
  statement('septic_shock', '疑脓毒性休克', 'Suspected septic shock'),
  statement('fast_positive', 'FAST/BE-FAST阳性', 'FAST or BE-FAST positive'),
  quantity('nihss', 'NIHSS总分', 'NIHSS total', '{score}', [0, 42], { loinc: '70182-1' }),
  quantity('nihss_increase', 'NIHSS较前增加', 'Increase of NIHSS', '{score}', [-42, 42]),
  quantity('abcd2', 'ABCD2评分', 'ABCD2 score', '{score}', [0, 7]),
  quantity('mrs', '改良Rankin评分', 'Modified Rankin Scale', '{score}', [0, 6], { loinc: '75859-9' }),
  statement('swallow_screened', '吞咽功能已评估', 'Swallowing assessed'),
  quantity('water_swallow_test', '洼田饮水试验分级', 'Kubota water swallowing test grade', '{score}', [1, 5]),
  quantity('muscle_strength', '患侧肌力（徒手肌力分级）', 'Muscle strength of the affected side (0–5)', '{score}', [0, 5]),
  quantity('barthel', 'Barthel指数', 'Barthel index', '{score}', [0, 100]),
  quantity('killip', 'Killip分级', 'Killip class', '{score}', [1, 4]),
  quantity('wagner', 'Wagner分级', 'Wagner grade', '{score}', [0, 5]),
  statement('foot_infection', '足部新发溃疡或感染', 'New foot ulcer or infection'),
  statement('neurovascular_injury', '开放伤伴神经血管损伤', 'Open injury with damage to nerves or vessels'),
  statement('multi_trauma', '复合伤', 'Multiple trauma'),
  statement('unstable_pelvis', '骨盆不稳', 'Unstable pelvis'),
  statement('amputation', '肢体离断', 'Amputation'),
  statement('no_infection', '无感染征象', 'No sign of infection', hint('切口、体温、血象', 'Wound, temperature, blood count')),
];

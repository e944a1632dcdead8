import { factsOf, hint } from '../dictionary.build.js';
import type { FactDefinition } from '../fact.types.js';

const { quantity, statement, code } = factsOf('vital_signs');

export const vitalSignFacts: readonly FactDefinition[] = [
  quantity('sbp', '收缩压', 'Systolic blood pressure', 'mm[Hg]', [20, 370], { loinc: '8480-6' }),
  quantity('dbp', '舒张压', 'Diastolic blood pressure', 'mm[Hg]', [10, 360], { loinc: '8462-4' }),
  quantity('map', '平均动脉压', 'Mean arterial pressure', 'mm[Hg]', [10, 365], { loinc: '8478-0' }),
  quantity('arm_sbp_diff', '双上肢收缩压差', 'Systolic pressure difference between the arms', 'mm[Hg]', [0, 250]),
  quantity('hr', '心率', 'Heart rate', '/min', [0, 400], { loinc: '8867-4' }),
  quantity('shock_index', '休克指数（心率/收缩压）', 'Shock index (heart rate / systolic pressure)', '{ratio}', [0, 20]),
  quantity('rr', '呼吸频率', 'Respiratory rate', '/min', [0, 150], { loinc: '9279-1' }),
  quantity('spo2', '脉搏血氧饱和度', 'Oxygen saturation by pulse oximetry', '%', [10, 100], {
    loinc: '59408-5',
    ...hint(
      '判定以吸空气时的数值为准；吸氧时测得的，请同时注明正在吸氧',
      'Criteria mean the value on air; if it was measured on oxygen, say so in “On supplemental oxygen”',
    ),
  }),
  statement('on_oxygen', '正在吸氧', 'On supplemental oxygen'),
  statement(
    'hypercapnic_target',
    '高碳酸血症型呼吸衰竭，血氧目标设为88–92%',
    'Hypercapnic respiratory failure with an SpO₂ target of 88–92%',
  ),
  quantity('fio2', '吸入氧浓度', 'Fraction of inspired oxygen', '{fraction}', [0.15, 1], hint('空气为0.21', 'Air is 0.21')),
  quantity('temp', '体温', 'Body temperature', 'Cel', [10, 46], { loinc: '8310-5' }),
  code(
    'consciousness',
    '意识水平（ACVPU）',
    'Level of consciousness (ACVPU)',
    {
      alert: ['清醒', 'Alert'],
      confusion: ['新发意识模糊', 'New confusion'],
      voice: ['对呼唤有反应', 'Responds to voice'],
      pain: ['对疼痛有反应', 'Responds to pain'],
      unresponsive: ['无反应', 'Unresponsive'],
    },
    hint('慢性认知障碍、无新变化者按清醒', 'Long-standing confusion without change counts as alert'),
  ),
  quantity('gcs', 'GCS总分', 'Glasgow Coma Scale total', '{score}', [3, 15], { loinc: '9269-2' }),
  quantity('news2', 'NEWS2总分', 'NEWS2 total', '{score}', [0, 20]),
  quantity('news2_single_max', 'NEWS2单项最高分', 'Highest NEWS2 score of a single parameter', '{score}', [0, 3]),
];

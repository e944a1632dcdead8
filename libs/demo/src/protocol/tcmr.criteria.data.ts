import type { DemoCase, DemoCriteria } from './criterion.types.js';

const minor: DemoCase = ['not_applicable', '17 岁：不适用', { age: 17 }];

export const tcmrCriteria: DemoCriteria = {
  'TCMR-U01': {
    en: 'During rehabilitation new change of consciousness, speech or limb strength, or lost vitality or collapse of yang qi in the four examinations',
    cases: [
      ['met', '四诊见失神：符合', { gcs: null, tcm_spirit: 'lost' }],
      ['unknown', '意识与四诊未记录：待定', { gcs: null }],
      [
        'not_met',
        'GCS 15、言语肢体如常、得神、非脱证：不符合',
        { gcs: 15, speech_disturbance: false, limb_paralysis: false, tcm_spirit: 'present', tcm_syndrome: 'qi_deficiency_stasis' },
      ],
      minor,
    ],
  },
  'TCMR-U02': {
    en: 'Unstable vital signs during training: resting heart rate > 120 per minute, SpO₂ < 92 % or blood pressure ≥ 180/110 mmHg',
    cases: [
      ['unknown', '训练前体征未测：待定', { hr: null }],
      ['not_met', '心率 120、血氧 92%、血压 179/109：不符合', { hr: 120, spo2: 92, sbp: 179, dbp: 109 }],
      minor,
    ],
  },
  'TCMR-U03': {
    en: 'No functional improvement after 28 days or more of standard TCM rehabilitation: pattern and plan to be assessed again',
    cases: [['unknown', '疗效未评估：待定', { no_improvement: null }], ['not_met', '康复 27 天：不符合', { treatment_days: 27 }], minor],
  },
  'TCMR-U04': {
    en: 'Four examinations point to phlegm-heat with bowel repletion or yin deficiency stirring wind (red tongue, thick, slimy or scanty coating) without a plan in primary care',
    cases: [
      ['met', '阴虚风动、舌绛少苔：符合', { tcm_syndrome: 'yin_deficiency_wind', tcm_tongue_colour: 'crimson', tcm_coating: 'scanty' }],
      ['unknown', '未望舌：待定', { tcm_tongue_colour: null }],
      ['not_met', '气虚血瘀、舌淡：不符合', { tcm_syndrome: 'qi_deficiency_stasis', tcm_tongue_colour: 'pale' }],
      minor,
    ],
  },
  'TCMR-D01': {
    en: 'Neurologically stable for ≥ 72 hours, rehabilitation plan settled, mRS 1–4, vitality present or only reduced',
    cases: [
      ['unknown', '未望神：待定', { tcm_spirit: null }],
      ['not_met', 'mRS 5 分：不符合', { mrs: 5 }],
      ['not_met', '失神：不符合', { tcm_spirit: 'lost' }],
      minor,
    ],
  },
  'TCMR-D02': {
    en: 'mRS 0–2, TCM plan settled, at least three of vitality, appetite, sleep and excretions normal: rehabilitation at home',
    cases: [
      ['unknown', '四项仅两项已问：待定', { tcm_sleep: null }],
      ['not_met', '纳差、不寐：不符合', { tcm_appetite: 'poor', tcm_sleep: 'insomnia' }],
      ['not_met', 'mRS 3 分：不符合', { mrs: 3 }],
      minor,
    ],
  },
};

import type { DemoCase, DemoCriteria } from './criterion.types.js';

const minor: DemoCase = ['not_applicable', '17 岁：不适用', { age: 17 }];

export const stkCriteria: DemoCriteria = {
  'STK-U01': {
    en: 'FAST or BE-FAST positive within 4.5 hours of onset: to the nearest hospital that gives intravenous thrombolysis',
    cases: [
      ['met', '08:00 发病、10:00 评估：符合', { onset_min: null, onset_at: '2026-03-01T08:00:00+08:00' }, '2026-03-01T10:00:00+08:00'],
      ['unknown', '发病时间不详：待定', { onset_min: null }],
      ['not_met', '发病 271 分钟：不符合', { onset_min: 271 }],
      ['not_met', 'FAST 阴性：不符合', { fast_positive: false }],
      minor,
    ],
  },
  'STK-U02': {
    en: 'Suspected large-vessel occlusion (NIHSS ≥ 6) within 6 hours of onset: to a centre for endovascular treatment',
    cases: [['unknown', '未评 NIHSS：待定', { nihss: null }], ['not_met', 'NIHSS 5 分：不符合', { nihss: 5 }], minor],
  },
  'STK-U03': {
    en: 'Anterior large-vessel occlusion 6–24 hours after onset, selected by imaging',
    cases: [
      ['unknown', '未做血管影像：待定', { lvo_on_imaging: null }],
      ['not_met', '发病 360 分钟（属 STK-U02）：不符合', { onset_min: 360 }],
      ['not_met', '发病 1441 分钟：不符合', { onset_min: 1441 }],
      minor,
    ],
  },
  'STK-U04': {
    en: 'Basilar artery occlusion within 24 hours of onset',
    cases: [
      ['unknown', '未做血管影像：待定', { basilar_occlusion: null }],
      ['not_met', '发病 1441 分钟：不符合', { onset_min: 1441 }],
      minor,
    ],
  },
  'STK-U05': {
    en: 'Intracerebral or subarachnoid haemorrhage on CT',
    cases: [['unknown', '未做 CT：待定', { ich_on_ct: null }], ['not_met', 'CT 未见出血：不符合', { ich_on_ct: false }], minor],
  },
  'STK-U06': {
    en: 'Transient ischaemic attack with ABCD2 ≥ 4',
    cases: [['unknown', '未评 ABCD2：待定', { abcd2: null }], ['not_met', 'ABCD2 3 分：不符合', { abcd2: 3 }], minor],
  },
  'STK-U07': {
    en: 'Progressing stroke: NIHSS up by ≥ 4',
    cases: [
      ['unknown', '无前次 NIHSS：待定', { nihss_increase: null }],
      ['not_met', 'NIHSS 增加 3 分：不符合', { nihss_increase: 3 }],
      minor,
    ],
  },
  'STK-D01': {
    en: 'Acute treatment completed, neurologically stable for ≥ 72 hours, swallowing assessed, secondary prevention settled, mRS 1–4',
    cases: [
      ['unknown', '未评 mRS：待定', { mrs: null }],
      ['not_met', '稳定 71 小时：不符合', { hours_stable: 71 }],
      ['not_met', 'mRS 5 分：不符合', { mrs: 5 }],
      minor,
    ],
  },
  'STK-D02': {
    en: 'mRS 0–1, needs follow-up for secondary prevention only',
    cases: [['unknown', '二级预防方案未填：待定', { secondary_prevention_plan: null }], ['not_met', 'mRS 2 分：不符合', { mrs: 2 }], minor],
  },
};

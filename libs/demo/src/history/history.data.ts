import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import type { Service, Urgency } from '@alliance/domain/referral/referral.codes';
import { steadyFacts } from '../steady-facts.data.js';
import { spread } from './spread.js';

/** A kind of patient who was sent again and again; the numbers of each differ. */
export interface HistoricKind {
  readonly alliance: string;
  readonly from: 'lead' | 'county' | 'township';
  readonly to: 'lead' | 'county';
  readonly department: string;
  readonly service: Service;
  readonly urgency: Urgency;
  readonly sex?: Sex;
  readonly ages: readonly [youngest: number, oldest: number];
  readonly diagnosis: readonly [code: string, text: string];
  readonly reason: string;
  readonly facts: (n: number) => GivenFacts;
}

const cardiology = { alliance: 'cardiovascular', department: 'cardiology' } as const;

/** Most of them near a threshold, so that another threshold would have judged some of them differently. */
export const historicKinds: readonly [HistoricKind, ...HistoricKind[]] = [
  {
    ...{ ...cardiology, from: 'county', to: 'lead', service: 'outpatient', urgency: 'urgent', ages: [38, 79] },
    diagnosis: ['I10', '高血压3级'],
    reason: '无急性症状，处理后血压仍高',
    facts: (n) => ({
      ...steadyFacts,
      ...{ sbp: spread(n, 1, 164, 198, 2), dbp: spread(n, 2, 92, 114, 2), persist_after_treatment: spread(n, 3, 0, 4) > 0 },
      ...{ severe_headache: false, vomiting: false, speech_disturbance: false, limb_paralysis: false, chest_back_pain: false },
      ...{ leg_oedema: false, dyspnoea: false, orthopnoea: false, antihypertensive_count: 2 },
    }),
  },
  {
    ...{ ...cardiology, from: 'township', to: 'county', service: 'outpatient', urgency: 'urgent', ages: [45, 84] },
    diagnosis: ['I10', '高血压'],
    reason: '处理后血压仍高，卫生院夜间无医师值班',
    facts: (n) => ({ sbp: spread(n, 4, 158, 190, 2), dbp: spread(n, 5, 88, 112, 2), persist_after_treatment: true, pregnant: false }),
  },
  {
    ...{ ...cardiology, department: 'emergency', from: 'county', to: 'lead', service: 'emergency', urgency: 'immediate', ages: [41, 82] },
    diagnosis: ['I21.9', '急性心肌梗死'],
    reason: '胸痛伴ST段抬高，需急诊再灌注',
    facts: (n) => ({
      chest_pain_min: spread(n, 6, 10, 240, 5),
      st_elevation: true,
      sbp: spread(n, 7, 86, 150, 2),
      hr: spread(n, 8, 56, 118, 2),
    }),
  },
  {
    ...{ ...cardiology, from: 'county', to: 'lead', service: 'inpatient', urgency: 'urgent', ages: [44, 80] },
    diagnosis: ['I20.0', '不稳定型心绞痛'],
    reason: '静息痛反复，需冠脉评估',
    facts: (n) => ({
      ischaemic_pain: true,
      st_depression_mv: spread(n, 9, 0, 3) / 20,
      tnt_ratio: spread(n, 10, 2, 14) / 10,
      ischaemia_evidence: true,
    }),
  },
  {
    ...{ ...cardiology, from: 'county', to: 'lead', service: 'outpatient', urgency: 'routine', ages: [29, 70] },
    diagnosis: ['I10', '难治性高血压待查'],
    reason: '多药联合控制不佳',
    facts: (n) => ({
      ...steadyFacts,
      ...{
        antihypertensive_count: spread(n, 11, 2, 4),
        sbp: spread(n, 12, 134, 168, 2),
        dbp: spread(n, 13, 82, 98, 2),
        k: spread(n, 14, 31, 44) / 10,
      },
      no_diuretic: true,
    }),
  },
  {
    ...{ ...cardiology, from: 'lead', to: 'county', service: 'inpatient', urgency: 'routine', ages: [46, 78] },
    diagnosis: ['I25.2', '陈旧性心肌梗死'],
    reason: '再灌注后病情稳定，回县级康复',
    facts: (n) => ({
      ...steadyFacts,
      ...{ hours_stable: spread(n, 15, 60, 132, 6), lvef: spread(n, 16, 34, 60, 2), dapt_plan: true, angina: false, bedbound: false },
      ...{ leg_oedema: false, dyspnoea: false, orthopnoea: false, chest_back_pain: false },
      ...{ severe_headache: false, vomiting: false, speech_disturbance: false, limb_paralysis: false },
    }),
  },
  {
    ...{
      alliance: 'endocrine',
      department: 'medicine',
      from: 'township',
      to: 'county',
      service: 'outpatient',
      urgency: 'urgent',
      ages: [34, 76],
    },
    diagnosis: ['E11.9', '2型糖尿病血糖控制不佳'],
    reason: '血糖明显升高伴症状，处理后未降',
    facts: (n) => ({ diabetes_known: true, glucose: spread(n, 17, 130, 260) / 10, symptomatic: true, hba1c: spread(n, 18, 65, 110) / 10 }),
  },
  {
    ...{
      alliance: 'stroke',
      department: 'neurology',
      from: 'county',
      to: 'lead',
      service: 'emergency',
      urgency: 'immediate',
      ages: [48, 85],
    },
    diagnosis: ['I63.9', '脑梗死'],
    reason: '急性卒中，评估溶栓与取栓',
    facts: (n) => ({ fast_positive: true, onset_min: spread(n, 19, 40, 480, 10), nihss: spread(n, 20, 2, 20), ich_on_ct: false }),
  },
  {
    ...{
      alliance: 'respiratory',
      department: 'respiratory',
      from: 'county',
      to: 'lead',
      service: 'inpatient',
      urgency: 'urgent',
      ages: [55, 84],
    },
    diagnosis: ['J44.1', '慢性阻塞性肺疾病急性加重'],
    reason: '急性加重，基层处理效果不佳',
    facts: (n) => ({ spo2: spread(n, 21, 84, 95), rr: spread(n, 22, 20, 34), exacerbation: true, ph: spread(n, 23, 730, 742) / 100 }),
  },
  {
    ...{ alliance: 'obstetrics', department: 'obstetrics', from: 'county', to: 'lead', service: 'inpatient', urgency: 'urgent' },
    ...{ sex: 'female', ages: [20, 41] },
    diagnosis: ['O14.1', '子痫前期'],
    reason: '妊娠期血压升高，需上级评估',
    facts: (n) => ({
      pregnant: true,
      ga_weeks: spread(n, 24, 24, 39),
      sbp: spread(n, 25, 136, 174, 2),
      dbp: spread(n, 26, 84, 114, 2),
      protein_24h: 0.4,
    }),
  },
];

/** How many were sent in the last 90 days. */
export const historicCases = 200;

export const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'] as unknown as readonly [string, ...string[]];
export const givenNames = ['德福', '秀兰', '建华', '玉珍', '国强', '桂英', '文斌', '春梅', '志远', '淑芬', '永康', '丽华'] as const;

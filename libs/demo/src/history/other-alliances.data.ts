import type { HistoricKind } from './kind.types.js';
import { spread } from './spread.js';

interface OtherKind extends HistoricKind {
  readonly from: string;
  readonly to: string;
}

/** What the smaller alliances saw; each between the same few hospitals. */
export const otherKinds: readonly [OtherKind, ...OtherKind[]] = [
  {
    ...{ alliance: 'endocrine', department: 'medicine', from: 'township', to: 'county', service: 'outpatient', urgency: 'urgent' },
    ages: [34, 76],
    diagnosis: ['E11.9', '2型糖尿病血糖控制不佳'],
    reason: '血糖明显升高伴症状，处理后未降',
    facts: (n) => ({ diabetes_known: true, glucose: spread(n, 17, 130, 260) / 10, symptomatic: true, hba1c: spread(n, 18, 65, 110) / 10 }),
    told: ['多饮多尿2周，尿酮阴性，口服两药。'],
    found: ['启用基础胰岛素，血糖达标，教会注射后回卫生院。'],
  },
  {
    ...{ alliance: 'stroke', department: 'neurology', from: 'county', to: 'lead', service: 'emergency', urgency: 'immediate' },
    ages: [48, 85],
    diagnosis: ['I63.9', '脑梗死'],
    reason: '急性卒中，评估溶栓与取栓',
    facts: (n) => ({ fast_positive: true, onset_min: spread(n, 19, 40, 480, 10), nihss: spread(n, 20, 2, 20), ich_on_ct: false }),
    told: ['突发一侧肢体无力，CT未见出血，家属知情。'],
    found: ['取栓成功，24小时NIHSS下降8分。', '静脉溶栓后好转，转康复。'],
  },
  {
    ...{ alliance: 'respiratory', department: 'respiratory', from: 'county', to: 'lead', service: 'inpatient', urgency: 'urgent' },
    ages: [55, 84],
    diagnosis: ['J44.1', '慢性阻塞性肺疾病急性加重'],
    reason: '急性加重，基层处理效果不佳',
    facts: (n) => ({ spo2: spread(n, 21, 84, 95), rr: spread(n, 22, 20, 34), exacerbation: true, ph: spread(n, 23, 730, 742) / 100 }),
    told: ['痰黄量多，雾化与静脉激素48小时，二氧化碳潴留。'],
    found: ['无创通气3天后停用，血气稳定出院。'],
  },
  {
    ...{ alliance: 'obstetrics', department: 'obstetrics', from: 'county', to: 'lead', service: 'inpatient', urgency: 'urgent' },
    ...{ sex: 'female', ages: [20, 41] },
    diagnosis: ['O14.1', '子痫前期'],
    reason: '妊娠期血压升高，需上级评估',
    facts: (n) => ({
      ...{ pregnant: true, protein_24h: 0.4, ga_weeks: spread(n, 24, 24, 39) },
      ...{ sbp: spread(n, 25, 136, 174, 2), dbp: spread(n, 26, 84, 114, 2) },
    }),
    told: ['下肢水肿，尿蛋白阳性，胎心好，已用硫酸镁。'],
    found: ['控制血压后择期剖宫产，母婴平安。'],
  },
  {
    ...{ alliance: 'tcm_rehabilitation', department: 'rehabilitation', from: 'lead', to: 'tcm', service: 'inpatient', urgency: 'routine' },
    ages: [52, 82],
    diagnosis: ['I63.9', '脑梗死恢复期'],
    reason: '神经功能稳定，转中医康复',
    facts: (n) => ({
      ...{ hours_stable: spread(n, 27, 60, 160, 4), rehab_plan: true, mrs: spread(n, 28, 1, 5), tcm_spirit: 'reduced' },
      ...{ tcm_syndrome: 'qi_deficiency_stasis', tcm_tongue_colour: 'pale', tcm_coating: 'thin' },
    }),
    told: ['吞咽已评估，针刺与肢体训练方案附后，二级预防已定。'],
    found: ['治疗21天，Barthel指数由45升至70，居家康复。'],
  },
];

/** How many all of them were sent together. */
export const otherCases = 200;

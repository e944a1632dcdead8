import type { CriterionOverride } from '@alliance/domain/protocol/protocol.types';

export interface DemoAdoption {
  readonly hospital: string;
  readonly by: string;
  readonly protocols: readonly string[];
  readonly overrides: readonly (CriterionOverride & { readonly protocol: string })[];
}

/** What members made of the protocols: the county hospital takes them as they are, the township tightens one criterion. */
export const adoptions: readonly DemoAdoption[] = [
  { hospital: 'county', by: 'county.quality', protocols: ['HTN', 'ACS', 'DM', 'COPD', 'STK', 'CKD', 'OB', 'GEN'], overrides: [] },
  { hospital: 'tcm', by: 'tcm.admin', protocols: ['TCMR', 'HTN', 'STK', 'GEN'], overrides: [] },
  ...['wangling', 'shuangxi', 'sanqiao', 'yuntai', 'songping'].map((hospital) => ({
    ...{ hospital, by: `${hospital}.admin`, protocols: hospital === 'songping' ? ['HTN'] : ['HTN', 'ACS'], overrides: [] },
  })),
  {
    hospital: 'township',
    by: 'township.admin',
    protocols: ['HTN', 'DM', 'GEN'],
    overrides: [
      {
        protocol: 'HTN',
        code: 'HTN-U07',
        rule: {
          all: [
            {
              any: [
                { fact: 'sbp', op: '>=', value: 170 },
                { fact: 'dbp', op: '>=', value: 105 },
              ],
            },
            { fact: 'persist_after_treatment', op: 'is', value: true },
          ],
        },
        reason: '卫生院夜间无内科医师值班，处理后仍高者提前一档上转（演示）',
      },
    ],
  },
];

/** Members that leave things lying. */
const late = ['bitan.cardiologist', 'bitan.emergency', 'bitan.desk', 'huangnitang.physician'];

/** Those who have not read a version: of hypertension the new one, which is still due, and of chest pain some who are late. */
export const unread: readonly { readonly protocol: string; readonly number: number; readonly people: readonly string[] }[] = [
  {
    protocol: 'HTN',
    number: 2,
    people: ['county.doctor', 'county.coordinator', 'township.doctor', 'lead.coordinator', 'wangling.physician', 'luming.physician'],
  },
  { protocol: 'ACS', number: 1, people: ['township.doctor', ...late] },
];

/** What was looked for and not found. */
export const misses: readonly { readonly hospital: string; readonly query: string; readonly daysAgo: number }[] = [
  { hospital: 'township', query: '狂犬病暴露', daysAgo: 9 },
  { hospital: 'county', query: '狂犬病暴露', daysAgo: 4 },
  { hospital: 'county', query: '房颤抗凝', daysAgo: 2 },
];

/** What was said to the authors; answered by the expert where there is an answer. */
export const feedback: readonly {
  readonly protocol: string;
  readonly criterion: string;
  readonly by: string;
  readonly hospital: string;
  readonly reason: string;
  readonly text: string;
  readonly daysAgo: number;
  readonly answer?: string;
}[] = [
  {
    protocol: 'HTN',
    criterion: 'HTN-U09',
    by: 'township.doctor',
    hospital: 'township',
    reason: 'fact_not_available',
    text: '卫生院不能当日查血钾，判断常停在“待定”。（演示）',
    daysAgo: 8,
    answer: '待定不妨碍上转；怀疑继发性高血压时请勾选“疑似继发性高血压”，不必等血钾。（演示）',
  },
  {
    protocol: 'ACS',
    criterion: 'ACS-U07',
    by: 'county.doctor',
    hospital: 'county',
    reason: 'threshold_wrong',
    text: '双上肢血压差建议注明测量间隔。（演示）',
    daysAgo: 3,
  },
];

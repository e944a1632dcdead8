import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Rule } from '@alliance/domain/criteria/rule.types';
import type { Fixture, PublishedRule } from './published-rules.js';
import { localDefault } from './target.data.js';

const adult: Rule = { all: [{ fact: 'age', op: '>=', value: 18 }] };
const is = (fact: string): Rule => ({ fact, op: 'is', value: true });
const own = { population: adult, source: localDefault, confidence: 'L' };

/** Rules of our own, in the shape of the published ones: local defaults throughout. */
export const tcmrRules: readonly PublishedRule[] = [
  {
    ...own,
    code: 'TCMR-U01',
    direction: 'up',
    urgency: 'immediate',
    label: '康复期间新发意识改变、言语障碍或肢体瘫痪,或四诊见失神、阳气虚脱',
    expr: {
      any: [
        { fact: 'gcs', op: '<', value: 15 },
        is('speech_disturbance'),
        is('limb_paralysis'),
        { fact: 'tcm_spirit', op: 'in', value: ['lost', 'false', 'disturbed'] },
        { fact: 'tcm_syndrome', op: '==', value: 'collapse' },
      ],
    },
    target: '卒中中心',
  },
  {
    ...own,
    code: 'TCMR-U02',
    direction: 'up',
    urgency: '24h',
    label: '康复训练中生命体征不稳:静息心率>120次/分、SpO2<92%或血压≥180/110',
    expr: {
      any: [
        { fact: 'hr', op: '>', value: 120 },
        { fact: 'spo2', op: '<', value: 92 },
        { fact: 'sbp', op: '>=', value: 180 },
        { fact: 'dbp', op: '>=', value: 110 },
      ],
    },
    target: '上级',
  },
  {
    ...own,
    code: 'TCMR-U03',
    direction: 'up',
    urgency: '7d',
    label: '规范中医康复≥28天功能无改善,需重新辨证评估',
    expr: { all: [{ fact: 'treatment_days', op: '>=', value: 28 }, is('no_improvement')] },
    target: '上级',
  },
  {
    ...own,
    code: 'TCMR-U04',
    direction: 'up',
    urgency: '7d',
    label: '四诊提示痰热腑实或阴虚风动(舌红绛、苔黄厚腻或少苔),基层无相应方案',
    expr: {
      all: [
        { fact: 'tcm_syndrome', op: 'in', value: ['phlegm_heat', 'yin_deficiency_wind'] },
        { fact: 'tcm_tongue_colour', op: 'in', value: ['red', 'crimson'] },
        { fact: 'tcm_coating', op: 'in', value: ['thick', 'slimy', 'scanty'] },
      ],
    },
    target: '上级',
  },
  {
    ...own,
    code: 'TCMR-D01',
    direction: 'down',
    urgency: 'routine',
    label: '神经功能稳定≥72h、康复方案明确、mRS 1–4、得神或少神',
    expr: {
      all: [
        { fact: 'hours_stable', op: '>=', value: 72 },
        is('rehab_plan'),
        { fact: 'mrs', op: 'between', value: [1, 4] },
        { fact: 'tcm_spirit', op: 'in', value: ['present', 'reduced'] },
      ],
    },
    target: '康复/乡镇',
  },
  {
    ...own,
    code: 'TCMR-D02',
    direction: 'down',
    urgency: 'routine',
    label: 'mRS 0–2、中医药方案确定,神、纳、眠、二便四项至少三项正常,居家康复',
    expr: {
      all: [
        { fact: 'mrs', op: '<=', value: 2 },
        is('tcm_plan_fixed'),
        {
          atLeast: 3,
          of: [
            { fact: 'tcm_spirit', op: '==', value: 'present' },
            { fact: 'tcm_appetite', op: '==', value: 'normal' },
            { fact: 'tcm_sleep', op: '==', value: 'normal' },
            {
              all: [
                { fact: 'tcm_stool', op: '==', value: 'normal' },
                { fact: 'tcm_urine', op: 'in', value: ['normal', 'clear'] },
              ],
            },
          ],
        },
      ],
    },
    target: '乡镇/村',
  },
];

const met = (code: string, facts: GivenFacts): Fixture => ({ code, facts: { ...facts, age: 64 }, expect: 'met' });

export const tcmrFixtures: readonly Fixture[] = [
  met('TCMR-U01', { gcs: 14 }),
  met('TCMR-U02', { hr: 121 }),
  met('TCMR-U03', { treatment_days: 28, no_improvement: true }),
  met('TCMR-U04', { tcm_syndrome: 'phlegm_heat', tcm_tongue_colour: 'red', tcm_coating: 'slimy' }),
  met('TCMR-D01', { hours_stable: 72, rehab_plan: true, mrs: 3, tcm_spirit: 'reduced' }),
  met('TCMR-D02', { mrs: 2, tcm_plan_fixed: true, tcm_spirit: 'present', tcm_appetite: 'normal', tcm_sleep: 'normal' }),
];

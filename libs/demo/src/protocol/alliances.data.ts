import { members } from '../members.data.js';
import type { Specialty } from '@alliance/domain/alliance/alliance';

export interface DemoAlliance {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly specialty: Specialty;
  /** Its character in the numbers of its agreements. */
  readonly sign: string;
}

/** All are led by the same hospital. */
export const alliances: readonly DemoAlliance[] = [
  { key: 'cardiovascular', zh: '云岭市心血管专科联盟', en: 'Yunling Cardiovascular Alliance', specialty: 'cardiovascular', sign: '心' },
  { key: 'endocrine', zh: '云岭市内分泌专科联盟', en: 'Yunling Endocrine Alliance', specialty: 'endocrine', sign: '内' },
  { key: 'respiratory', zh: '云岭市呼吸专科联盟', en: 'Yunling Respiratory Alliance', specialty: 'respiratory', sign: '呼' },
  { key: 'stroke', zh: '云岭市卒中专科联盟', en: 'Yunling Stroke Alliance', specialty: 'stroke', sign: '卒' },
  { key: 'nephrology', zh: '云岭市肾脏病专科联盟', en: 'Yunling Nephrology Alliance', specialty: 'nephrology', sign: '肾' },
  { key: 'obstetrics', zh: '云岭市产科专科联盟', en: 'Yunling Obstetric Alliance', specialty: 'obstetrics', sign: '产' },
  { key: 'neonatal', zh: '云岭市新生儿专科联盟', en: 'Yunling Neonatal Alliance', specialty: 'neonatal', sign: '新' },
  { key: 'trauma', zh: '云岭市创伤急救专科联盟', en: 'Yunling Trauma and Emergency Alliance', specialty: 'trauma', sign: '创' },
  { key: 'paediatrics', zh: '云岭市儿科专科联盟', en: 'Yunling Paediatric Alliance', specialty: 'paediatrics', sign: '儿' },
  {
    key: 'tcm_rehabilitation',
    zh: '云岭市中医康复专科联盟',
    en: 'Yunling Alliance for Rehabilitation in Traditional Chinese Medicine',
    specialty: 'tcm_rehabilitation',
    sign: '康',
  },
];

const core = ['lead', 'county', 'tcm', 'township'] as const;
/** The cardiovascular alliance reaches every county: five members of county level and six townships. The others have just begun. */
export const membersOf = (alliance: string): readonly string[] =>
  alliance === 'cardiovascular' ? [...core, ...members.map(({ key }) => key)] : core;

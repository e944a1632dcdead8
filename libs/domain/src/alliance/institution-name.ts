import type { InstitutionType } from './institution.js';

/** First rule that fits the name decides. A numbered people's hospital other than the first is often a special one, so it stays `hospital`. */
const rules: readonly (readonly [RegExp, InstitutionType])[] = [
  [/远程医疗/u, 'telemedicine_centre'],
  [/疾控中心|疾病预防控制中心/u, 'cdc'],
  [/急救中心|紧急救援中心|急救站/u, 'emergency_centre'],
  [/血站|血液中心/u, 'blood_station'],
  [/公共卫生临床中心|公共卫生医疗中心/u, 'public_health_clinical_centre'],
  [/管理办公室|卫生健康委员?会?$/u, 'management_office'],
  [/卫生院|社区卫生服务中心/u, 'township_health_centre'],
  [/中西医结合/u, 'integrated_tcm_western_hospital'],
  [/中医|[蒙藏苗壮彝傣]医医?院/u, 'tcm_hospital'],
  [/妇幼|妇女儿童|妇产|妇儿/u, 'maternal_child_hospital'],
  [/儿童/u, 'children_hospital'],
  [/结核|肺科|胸科/u, 'tuberculosis_hospital'],
  [/传染病/u, 'infectious_disease_hospital'],
  [/骨科/u, 'orthopaedic_hospital'],
  [/精神|精卫|心理/u, 'mental_health_centre'],
  [/大学/u, 'hospital'],
  [/第[二三四五六七八九十]+人民医院|第\d+人民医院/u, 'hospital'],
  [/人民医院|中心医院|市立医院/u, 'general_hospital'],
];

/** Type of an institution from its name only; a claim to verify, never a fact of the register. */
export function institutionTypeOf(name: string): InstitutionType {
  return rules.find(([pattern]) => pattern.test(name))?.[1] ?? 'hospital';
}

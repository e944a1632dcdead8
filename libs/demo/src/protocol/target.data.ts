import type { CareLevel } from '@alliance/domain/criteria/rule.types';

export interface DemoTarget {
  readonly en: string;
  /** Where the patient is when the criterion is asked. */
  readonly levels: readonly CareLevel[];
}
// rules without a level hold below their target: centres and "the level above" for everybody below, "county and above" below the county
const belowTertiary: readonly CareLevel[] = ['village', 'township', 'county'];
const belowCounty: readonly CareLevel[] = ['village', 'township'];
const aboveTownship: readonly CareLevel[] = ['county', 'tertiary'];

/** Where the published rules send a patient to, as they print it. */
export const targets: Readonly<Record<string, DemoTarget>> = {
  上级: { en: 'hospital of the level above', levels: belowTertiary },
  急诊: { en: 'emergency department', levels: belowTertiary },
  '急诊/肾内': { en: 'emergency department or nephrology', levels: belowTertiary },
  肾内: { en: 'nephrology', levels: belowTertiary },
  '呼吸科/急诊': { en: 'respiratory medicine or emergency department', levels: belowTertiary },
  '呼吸科/RICU': { en: 'respiratory medicine or respiratory intensive care', levels: belowTertiary },
  胸痛中心: { en: 'chest pain centre', levels: belowTertiary },
  '胸痛/卒中中心': { en: 'chest pain or stroke centre', levels: belowTertiary },
  PCI机构: { en: 'hospital with emergency PCI', levels: belowTertiary },
  卒中中心: { en: 'stroke centre', levels: belowTertiary },
  综合卒中中心: { en: 'comprehensive stroke centre', levels: belowTertiary },
  危重孕产妇救治中心: { en: 'centre for critical maternal care', levels: belowTertiary },
  '母胎+新生儿中心': { en: 'centre for mother, fetus and newborn', levels: belowTertiary },
  危重新生儿救治中心: { en: 'centre for critically ill newborns', levels: belowTertiary },
  NICU: { en: 'neonatal intensive care', levels: belowTertiary },
  'NICU(亚低温)': { en: 'neonatal intensive care with therapeutic cooling', levels: belowTertiary },
  'NICU+外科': { en: 'neonatal intensive care with surgery', levels: belowTertiary },
  新生儿科: { en: 'neonatology', levels: belowTertiary },
  创伤中心: { en: 'trauma centre', levels: belowTertiary },
  骨科: { en: 'orthopaedics', levels: belowTertiary },
  危重儿童救治中心: { en: 'centre for critically ill children', levels: belowTertiary },
  ICU: { en: 'intensive care', levels: belowTertiary },
  'ICU/急诊': { en: 'intensive care or emergency department', levels: belowTertiary },
  '县级妇幼/综合': { en: 'county maternity or general hospital', levels: belowCounty },
  县级及以上: { en: 'county level or above', levels: belowCounty },
  县级儿科: { en: 'county paediatrics', levels: belowCounty },
  二级以上: { en: 'second level or above', levels: belowCounty },
  三级医院: { en: 'tertiary hospital', levels: ['county'] },

  乡镇卫生院: { en: 'township health centre', levels: aboveTownship },
  '乡镇卫生院/康复': { en: 'township health centre or rehabilitation', levels: aboveTownship },
  '康复/乡镇': { en: 'rehabilitation or township', levels: aboveTownship },
  '县级/乡镇': { en: 'county or township', levels: aboveTownship },
  '乡镇/县级': { en: 'township or county', levels: aboveTownship },
  '县级新生儿科/基层': { en: 'county neonatology or primary care', levels: aboveTownship },
  '乡镇/村': { en: 'township or village', levels: ['township', 'county', 'tertiary'] },
  村卫生室: { en: 'village clinic', levels: ['township'] },
};

/** Labels that say from which level to which; these win over the target. */
export const levelsOfLabel: readonly (readonly [words: string, levels: readonly CareLevel[]])[] = [
  ['县→乡', ['county']],
  ['乡→村', ['township']],
  ['县→上级', ['county']],
];

/** "Local default" is the one source of the rules that is no document. */
export const localDefault = "local default, to be signed off by the alliance's core academic team";

import { institutionTypes, type InstitutionType } from '../alliance/institution.js';
import { leadBases, type LeadBasis } from '../alliance/lead.js';
import { institutionLevels, type InstitutionLevel } from '../referral/direction.js';
import { nameKey } from './text.js';

const yes = ['true', '1', 'yes', 'y', 't', '是', '√', '牵头'];
const no = ['false', '0', 'no', 'n', 'f', '否', '×', '配合'];

/** Yes or no as people write it; undefined where it is neither. */
export function booleanOf(cell: string): boolean | undefined {
  const key = nameKey(cell);
  return yes.includes(key) ? true : no.includes(key) ? false : undefined;
}

/** `2016-12-03`, `2016/12/3`, `2016.12.3`, `2016年12月3日` as `YYYY-MM-DD`; undefined where the day does not exist. */
export function dateOf(cell: string): string | undefined {
  const match = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/u.exec(nameKey(cell));
  const [year, month, day] = (match ?? []).slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined || year < 1900 || year > 2200) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const levelWords: readonly (readonly [RegExp, InstitutionLevel])[] = [
  [/^三级|^三[甲乙丙特]/u, 'tertiary'],
  [/^二级|^二[甲乙丙]/u, 'secondary'],
  [/^一级|^一[甲乙丙]/u, 'primary'],
  [/乡镇|社区/u, 'township'],
  [/村/u, 'village'],
  [/未定|未知|不详/u, 'unknown'],
];

export function levelOf(cell: string): InstitutionLevel | undefined {
  const key = nameKey(cell);
  return institutionLevels.find((level) => level === key) ?? levelWords.find(([word]) => word.test(key))?.[1];
}

const typeWords: Readonly<Record<string, InstitutionType>> = {
  综合医院: 'general_hospital',
  县级人民医院: 'general_hospital',
  人民医院: 'general_hospital',
  医院: 'hospital',
  中医医院: 'tcm_hospital',
  中医院: 'tcm_hospital',
  中西医结合医院: 'integrated_tcm_western_hospital',
  妇幼保健院: 'maternal_child_hospital',
  儿童医院: 'children_hospital',
  传染病医院: 'infectious_disease_hospital',
  骨科医院: 'orthopaedic_hospital',
  精神卫生中心: 'mental_health_centre',
  疾控中心: 'cdc',
  疾病预防控制中心: 'cdc',
  急救中心: 'emergency_centre',
  血站: 'blood_station',
  血液中心: 'blood_station',
  乡镇卫生院: 'township_health_centre',
};

/** A type code, the Jiangsu annexes' `county_…` codes, or the Chinese word. */
export function typeOf(cell: string): InstitutionType | undefined {
  const key = nameKey(cell).replace(/^county_/u, '');
  return institutionTypes.find((type) => type === key) ?? typeWords[key];
}

export function leadBasisOf(cell: string): LeadBasis | undefined {
  const key = nameKey(cell);
  return leadBases.find((basis) => basis === key) ?? (/协议|协商/u.test(key) ? 'agreement' : undefined);
}

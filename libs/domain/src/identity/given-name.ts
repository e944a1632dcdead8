import type { Sex } from './citizen-id.js';

const kinds = /(医共体|医院集团|集团|医疗中心|中心医院|中医医院|妇幼保健院|人民医院|医院|卫生院|卫生服务中心|诊所|急救中心|中心)$/;
const longest = 12;

/** How a hospital is called in a name that it gives: without what stands in brackets, at most twelve characters. `宁南市人民医院（演示）` → `宁南市人民医院`. */
export function shortNameOf(institution: string): string {
  const bare = institution.replace(/[（(【[].*?[）)】\]]/g, '').trim() || institution.trim();
  const characters = Array.from(bare);
  if (characters.length <= longest) return bare;
  // the end says what kind of place it is, the beginning where
  const kind = Array.from(kinds.exec(bare)?.[0] ?? '');
  return [...characters.slice(0, longest - kind.length), ...kind].join('');
}

/**
 * The name of somebody nobody could name: `无名氏-宁南市人民医院-20261122-3`. Unique inside a hospital, and readable on the telephone.
 * @param day `YYYY-MM-DD` where the hospital is
 * @param n how manieth of that hospital's day, from 1
 */
export const unknownPersonName = (institution: string, day: string, n: number): string =>
  `无名氏-${shortNameOf(institution)}-${day.replaceAll('-', '')}-${n}`;

const born: Readonly<Record<Sex, string>> = { male: '之子', female: '之女', other: '之婴', unknown: '之婴' };

/**
 * What a newborn is called until it has a name: `王芳之女`, of twins `王芳之女1` and `王芳之女2`.
 * @param order among those born together, from 1; null for a single child
 */
export const newbornName = (mother: string, sex: Sex, order: number | null): string => `${mother}${born[sex]}${order ?? ''}`;

import { renamedPlaces, shortPlaces, shortTerms } from './place.data.js';
import { nameKey, remembered } from './text.js';

/** City or prefecture without its rank, so that 南京 equals 南京市 and 黔南州 equals 黔南布依族苗族自治州. */
export const cityStem = remembered(stemOf);

function stemOf(city: string): string {
  const key = nameKey(city).replace(/^.{2,6}(?:省|自治区)(?=.)/u, '');
  const short = shortPlaces.find(([, full]) => key === full)?.[0] ?? key;
  // 杭州 and 苏州 end in 州 themselves; the autonomous ones have three characters or more
  return short.replace(/(?:市|地区|盟)$/u, '').replace(/(?<=..)州$/u, '');
}

/** Same city, or one of the two unknown. */
export function sameCity(a: string | null, b: string | null): boolean {
  return a === null || b === null || cityStem(a) === cityStem(b);
}

/** Old and present names of the place that the name begins with, to the end of the chain (临安县 → 临安市 → 临安区). */
export function placeVariants(name: string): string[] {
  const found = new Set([name]);
  for (const variant of found)
    for (const { old, now } of renamedPlaces) {
      for (const [from, to] of [
        [old, now],
        [now, old],
      ] as const) {
        const at = variant.indexOf(from);
        // a place stands at the beginning or behind the city or province that it belongs to
        if (at === 0 || (at > 0 && /[市州省区]/u.test(variant[at - 1] ?? ''))) found.add(variant.replace(from, to));
      }
    }
  found.delete(name);
  return [...found];
}

/** Other ways of writing the same name today: long and short terms, autonomous places. */
export function termVariants(name: string): string[] {
  const found = new Set([name]);
  for (const variant of found)
    for (const [short, full] of [...shortPlaces, ...shortTerms]) {
      if (variant.includes(full)) found.add(variant.replace(full, short));
      else if (variant.includes(short)) found.add(variant.replace(short, full));
    }
  found.delete(name);
  return [...found];
}

/** 宁波市余姚市人民医院 → 余姚市人民医院, 苏州昆山市… → 昆山市…; but 苏州市立医院 stays. Means something only together with the city. */
export function withoutCity(name: string, city: string | null): string | null {
  const stem = city === null ? '' : cityStem(city);
  if (stem === '' || !name.startsWith(stem)) return null;
  const rest = name.slice(stem.length).replace(/^市/u, '');
  return /^[^市县区旗]{2,5}[市县区旗]./u.test(rest) ? rest : null;
}

/** A name that only means something where it is printed: 省人民医院, 市疾控中心. */
export function isRelative(name: string): boolean {
  return /^[省市州县区]/u.test(name);
}

/** 省人民医院 printed in 江苏省 is 江苏省人民医院, 市人民医院 of 中卫市 is 中卫市人民医院; null where the place is not known. */
export function inFull(name: string, province: string | null, city: string | null): string | null {
  const place = /^省/u.test(name) ? province : /^[市州]/u.test(name) ? city : null;
  return place !== null && place.endsWith(name.slice(0, 1)) ? place + name.slice(1) : null;
}

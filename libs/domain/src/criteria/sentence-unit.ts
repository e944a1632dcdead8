import type { Words } from './fact.types.js';

export type Language = 'zh' | 'en';
export const inLanguage = (words: Words, language: Language): string => (language === 'en' ? (words.en ?? words.zh) : words.zh);

/** UCUM codes that people write or say differently; the second English form is the plural. */
const spoken: Readonly<Record<string, { readonly zh: string; readonly en: string; readonly many?: string }>> = {
  s: { zh: '秒', en: 'second', many: 'seconds' },
  min: { zh: '分钟', en: 'minute', many: 'minutes' },
  h: { zh: '小时', en: 'hour', many: 'hours' },
  d: { zh: '天', en: 'day', many: 'days' },
  wk: { zh: '周', en: 'week', many: 'weeks' },
  mo: { zh: '个月', en: 'month', many: 'months' },
  a: { zh: '年', en: 'year', many: 'years' },
  Cel: { zh: '℃', en: '°C' },
  '[degF]': { zh: '℉', en: '°F' },
  '/min': { zh: '次/分', en: '/min' },
  '{score}': { zh: '分', en: '' },
  '[pH]': { zh: '', en: '' },
  '1': { zh: '', en: '' },
};
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (digits: string): string => [...digits].map((digit) => superscripts[Number(digit)] ?? '⁻').join('');

/**
 * A UCUM code as people write it: `mm[Hg]` is mmHg, `10*9/L` ×10⁹/L, `umol/L` μmol/L, `{score}` 分.
 * @param amount what stands before it, for the English plural
 */
export function unitWords(code: string | undefined, language: Language, amount?: number): string {
  if (!code) return '';
  const known = spoken[code];
  if (known) return language === 'en' && amount !== 1 ? (known.many ?? known.en) : known[language];
  return code
    .replace(/\/a$/, language === 'zh' ? '/年' : '/year')
    .replace('/{1.73_m2}', '/1.73 m²')
    .replace('(24.h)', '24 h')
    .replace(/\{[^}]*\}/g, '')
    .replace('[iU]', 'IU')
    .replace(/[[\]]/g, '')
    .replace(/10[*^](-?\d+)/g, (_, power: string) => `×10${raised(power)}`)
    .replace(/(?<=^|[./])u(?=[A-Za-z])/g, 'μ')
    .replace(/(?<=[A-Za-z])(-?\d)(?=$|[./])/g, (_, power: string) => raised(power))
    .replace(/(?<!\d)\.|\.(?!\d)/g, '·');
}

/** A number with its unit: `186 mmHg`, `94%`, `130 次/分` and `130/min`, `50×10⁹/L`. */
export function amountWords(
  amount: number,
  code: string | undefined,
  language: Language,
  unit = unitWords(code, language, amount),
): string {
  return `${amount}${!unit || /^[%×/]/.test(unit) ? '' : ' '}${unit}`;
}

/** Whether a UCUM code is a unit of time. */
export const isTime = (code: string | undefined): boolean => /^(s|min|h|d|wk|mo|a)$/.test(code ?? '');

import { isUnit } from '../../criteria/units.js';

/** What laboratories print and UCUM writes otherwise. */
const words: Readonly<Record<string, string>> = {
  'IU/L': '[IU]/L',
  'IU/mL': '[IU]/mL',
  'mIU/L': 'm[IU]/L',
  'mIU/mL': 'm[IU]/mL',
  'uIU/mL': 'u[IU]/mL',
  mmHg: 'mm[Hg]',
  cmH2O: 'cm[H2O]',
  秒: 's',
  sec: 's',
  '℃': 'Cel',
  '°C': 'Cel',
  'mL/min/1.73m2': 'mL/min/{1.73_m2}',
};

/** `×10^9/L`, `10E9/L` and `10⁹/L` as UCUM `10*9/L`; µ as u; a unit that nobody knows stays as it was issued. */
export function ucumOf(unit: string): string {
  if (isUnit(unit)) return unit;
  const plain = unit
    .replace(/[×xX]\s?(?=10)/u, '')
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[µμ]/g, 'u')
    .replace(/^10(?:\^|E|e|\*\*)?(\d{1,2})(?=\/|$)/u, '10*$1');
  const found = words[unit.trim()] ?? words[plain] ?? plain.replace(/\/l\b/g, '/L');
  return isUnit(found) ? found : unit;
}

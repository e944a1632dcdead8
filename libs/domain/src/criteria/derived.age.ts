import { day, elapsed, hour, minute, wholeMonths } from './derived.time.js';
import { exactly, flag, quantity, type DerivedFact } from './derived.types.js';
import type { FactReadings } from './given.js';

function monthsOfAge(values: FactReadings, at: Date): number | undefined {
  const born = values.get('birth_date')?.value;
  if (typeof born !== 'number' || born > at.getTime()) return undefined;
  return wholeMonths(born, at.getTime());
}

/** Completed years: the age that was given, else from the birth date. */
export function ageInYears(values: FactReadings, at: Date): number | undefined {
  const given = quantity(values, 'age', 'a');
  if (given !== undefined) return given;
  const months = monthsOfAge(values, at);
  return months === undefined ? undefined : Math.floor(months / 12);
}

/** Pregnancy lasts no longer; a later day means that the date is of another one. */
const longestPregnancy = 45;

/** 280 days from the first day of the last menstruation to the due date. */
function gestation(values: FactReadings, at: Date): number | undefined {
  if (flag(values, 'pregnant') !== true) return undefined;
  const due = values.get('edd_date')?.value;
  const last = typeof due === 'number' ? due - 280 * day : values.get('lmp_date')?.value;
  if (typeof last !== 'number') return undefined;
  const weeks = Math.floor((at.getTime() - last) / day) / 7;
  return weeks >= 0 && weeks <= longestPregnancy ? weeks : undefined;
}

const bounds = (value: number | undefined) => (value === undefined ? undefined : exactly(value));

function since(key: string, from: string, unit: string, length: number, what: string, { whole = false } = {}): DerivedFact {
  return {
    ...{ key, unit, inputs: [from], tolerance: 1 },
    source: `${whole ? 'completed ' : ''}${what} from ${from} to the moment of judgement`,
    compute: (values, at) => {
      const time = elapsed(values, from, at);
      if (time === undefined) return undefined;
      return exactly(whole ? Math.floor(time / length) : time / length);
    },
  };
}

export const ages: readonly DerivedFact[] = [
  {
    ...{ key: 'age', unit: 'a', inputs: ['birth_date'], tolerance: 0 },
    source: 'completed years from birth_date to the moment of judgement, by calendar days in China',
    compute: (values, at) => {
      const months = monthsOfAge(values, at);
      return bounds(months === undefined ? undefined : Math.floor(months / 12));
    },
  },
  {
    ...{ key: 'age_months', unit: 'mo', inputs: ['birth_date'], tolerance: 0 },
    source: 'completed calendar months from birth_date to the moment of judgement',
    compute: (values, at) => bounds(monthsOfAge(values, at)),
  },
  since('age_days', 'birth_date', 'd', day, 'days of 24 hours', { whole: true }),
  {
    ...{ key: 'ga_weeks', unit: 'wk', inputs: ['edd_date', 'lmp_date', 'pregnant'], tolerance: 1, askedItself: true },
    either: [['edd_date', 'lmp_date']],
    source:
      'ACOG Committee Opinion 700 (2017), Methods for estimating the due date: 280 days before edd_date, without it from lmp_date; completed days ÷ 7. ' +
      'Only while pregnant is true; of a newborn it is given.',
    compute: (values, at) => bounds(gestation(values, at)),
  },
  {
    ...{ key: 'cga_weeks', unit: 'wk', inputs: ['ga_weeks', 'birth_date'], tolerance: 1, askedItself: true },
    source:
      'AAP. Age terminology during the perinatal period. Pediatrics 2004;114:1362: gestational age at birth + chronological age (postmenstrual age)',
    compute: (values, at) => {
      const atBirth = quantity(values, 'ga_weeks', 'wk');
      const lived = elapsed(values, 'birth_date', at);
      return atBirth === undefined || lived === undefined ? undefined : exactly(atBirth + Math.floor(lived / day) / 7);
    },
  },
  since('onset_min', 'onset_at', 'min', minute, 'minutes'),
  since('hours_postpartum', 'delivery_at', 'h', hour, 'hours'),
  since('postpartum_days', 'delivery_at', 'd', day, 'days of 24 hours', { whole: true }),
];

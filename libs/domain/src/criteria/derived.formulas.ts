import { ageInYears } from './derived.age.js';
import { between, exactly, flag, isExact, quantity, spanning, sum, type Bounds, type DerivedFact, type Item } from './derived.types.js';
import type { FactReadings } from './given.js';

export const creatinineMolarMass = 113.12;

/** CKD-EPI 2021; creatinine in mg/dL, age in years. */
function ckdEpi(creatinine: number, age: number, female: boolean): number {
  const ratio = creatinine / (female ? 0.7 : 0.9);
  const slope = female ? -0.241 : -0.302;
  return 142 * Math.min(ratio, 1) ** slope * Math.max(ratio, 1) ** -1.2 * 0.9938 ** age * (female ? 1.012 : 1);
}

/** One number from two that both have to be known. */
function ofTwo(values: FactReadings, [a, b]: readonly [Wanted, Wanted], formula: (a: number, b: number) => number): Bounds | undefined {
  const first = quantity(values, ...a);
  const second = quantity(values, ...b);
  if (first === undefined || second === undefined) return undefined;
  const result = formula(first, second);
  return Number.isFinite(result) ? exactly(result) : undefined;
}
type Wanted = readonly [key: string, unit: string];
const sbp: Wanted = ['sbp', 'mm[Hg]'];

const yes = (values: FactReadings, key: string, points: number): Bounds => {
  const given = flag(values, key);
  return given === undefined ? between(0, points) : exactly(given ? points : 0);
};

function abcd2(values: FactReadings, at: Date): Item[] {
  const age = ageInYears(values, at);
  const systolic = quantity(values, ...sbp);
  const diastolic = quantity(values, 'dbp', 'mm[Hg]');
  const minutes = quantity(values, 'tia_duration_min', 'min');
  const raised = (systolic ?? 0) >= 140 || (diastolic ?? 0) >= 90;
  const weakness = yes(values, 'unilateral_weakness', 2);
  const speech = yes(values, 'speech_disturbance', 1);
  return [
    { inputs: ['age'], points: age === undefined ? between(0, 1) : exactly(age >= 60 ? 1 : 0) },
    { inputs: ['sbp', 'dbp'], points: raised ? exactly(1) : between(0, systolic === undefined || diastolic === undefined ? 1 : 0) },
    {
      inputs: ['unilateral_weakness', 'speech_disturbance'],
      points: between(Math.max(weakness.low, speech.low), Math.max(weakness.high, speech.high)),
    },
    { inputs: ['tia_duration_min'], points: minutes === undefined ? between(0, 2) : exactly(minutes >= 60 ? 2 : minutes >= 10 ? 1 : 0) },
    { inputs: ['diabetes_known'], points: yes(values, 'diabetes_known', 1) },
  ];
}

export const formulas: readonly DerivedFact[] = [
  {
    ...{ key: 'shock_index', unit: '{ratio}', inputs: ['hr', 'sbp'], tolerance: 0.05 },
    source: 'Allgöwer M, Burri C. Dtsch Med Wochenschr 1967;92:1947: heart rate ÷ systolic pressure',
    compute: (values) => ofTwo(values, [['hr', '/min'], sbp], (hr, pressure) => hr / pressure),
  },
  {
    ...{ key: 'map', unit: 'mm[Hg]', inputs: ['sbp', 'dbp'], tolerance: 2 },
    source: 'mean arterial pressure = (systolic + 2 × diastolic) ÷ 3',
    compute: (values) => ofTwo(values, [sbp, ['dbp', 'mm[Hg]']], (systolic, diastolic) => (systolic + 2 * diastolic) / 3),
  },
  {
    ...{ key: 'bmi', unit: 'kg/m2', inputs: ['weight', 'height'], tolerance: 0.5 },
    source: 'WHO Technical Report Series 894 (2000): weight in kg ÷ (height in m)²',
    compute: (values) => ofTwo(values, [['weight', 'kg'], ['height', 'm']], (weight, height) => weight / height ** 2), // prettier-ignore
  },
  {
    ...{ key: 'pf_ratio', unit: 'mm[Hg]', inputs: ['pao2', 'fio2'], tolerance: 5 },
    source: 'ARDS Definition Task Force. JAMA 2012;307:2526 (Berlin): PaO2 in mmHg ÷ FiO2 as a fraction',
    compute: (values) => ofTwo(values, [['pao2', 'mm[Hg]'], ['fio2', '{fraction}']], (pao2, fio2) => pao2 / fio2), // prettier-ignore
  },
  {
    ...{ key: 'egfr', unit: 'mL/min/{1.73_m2}', inputs: ['scr', 'age', 'sex'], tolerance: 10 },
    source:
      'Inker LA et al. N Engl J Med 2021;385:1737 (CKD-EPI creatinine 2021, without race): 142 × min(Scr/κ, 1)^α × max(Scr/κ, 1)^−1.200 × 0.9938^age × 1.012 if female; ' +
      'Scr in mg/dL, κ 0.7 and α −0.241 female, 0.9 and −0.302 male. Age 18 and over, steady state.',
    compute: (values, at) => {
      const creatinine = quantity(values, 'scr', 'mg/dL', { molarMass: creatinineMolarMass });
      const age = ageInYears(values, at);
      if (creatinine === undefined || creatinine <= 0 || age === undefined || age < 18) return undefined;
      const sex = values.get('sex')?.value;
      const women = sex === 'female' ? [true] : sex === 'male' ? [false] : [true, false];
      return spanning(women.map((female) => exactly(ckdEpi(creatinine, age, female))));
    },
  },
  {
    ...{ key: 'abcd2', unit: '{score}', tolerance: 0 },
    inputs: ['age', 'sbp', 'dbp', 'unilateral_weakness', 'speech_disturbance', 'tia_duration_min', 'diabetes_known'],
    source:
      'Johnston SC et al. Lancet 2007;369:283: age ≥ 60 1; first pressure ≥ 140/90 1; unilateral weakness 2, speech disturbance without it 1; ' +
      'duration ≥ 60 min 2, 10–59 min 1; diabetes 1',
    compute: (values, at) => sum(abcd2(values, at).map((item) => item.points)),
    open: (values, at) => abcd2(values, at).flatMap((item) => (isExact(item.points) ? [] : item.inputs)),
  },
];

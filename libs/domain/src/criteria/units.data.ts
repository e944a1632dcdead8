/** Powers of base units: metre, gram, second, kelvin, mole, coulomb, international unit, pH, equivalent. */
export type Dimension = readonly number[];
export interface Atom {
  readonly factor: number;
  readonly dimension: Dimension;
  /** Takes prefixes. */
  readonly metric: boolean;
  /** Degrees at 0 K: stands alone, value in kelvin = factor × (value + zero). */
  readonly zero?: number;
}

/** Powers in the order of Dimension; what is left out is 0. */
export const dimension = (...powers: number[]): Dimension => Array.from({ length: 9 }, (_, i) => powers[i] ?? 0);
const atom = (factor: number, of: Dimension, metric = false): Atom => ({ factor, dimension: of, metric });

export const none = dimension();
const length = dimension(1);
const volume = dimension(3);
const mass = dimension(0, 1);
const time = dimension(0, 0, 1);
const kelvin = dimension(0, 0, 0, 1);
const amount = dimension(0, 0, 0, 0, 1);
const pressure = dimension(-1, 1, -2);
const energy = dimension(2, 1, -2);
const day = 86_400;

export const prefixes: Readonly<Record<string, number>> = {
  ...{ T: 1e12, G: 1e9, M: 1e6, k: 1e3, h: 100, da: 10 },
  ...{ d: 0.1, c: 0.01, m: 1e-3, u: 1e-6, n: 1e-9, p: 1e-12, f: 1e-15, a: 1e-18 },
};

/**
 * The atoms of UCUM 2.2 that clinical measurements use. Unlike UCUM, for which a mole is a plain number, amount of substance is a
 * dimension of its own: /L is never taken for mol/L. So are equivalents: 1 mmol of calcium is 2 meq, and nothing here knows the charge.
 */
export const atoms: ReadonlyMap<string, Atom> = new Map<string, Atom>([
  ...(['10*', '10^'] as const).map((code): [string, Atom] => [code, atom(10, none)]),
  ['%', atom(0.01, none)],
  ['[pH]', atom(1, dimension(0, 0, 0, 0, 0, 0, 0, 1))],
  ...(['[iU]', '[IU]'] as const).map((code): [string, Atom] => [code, atom(1, dimension(0, 0, 0, 0, 0, 0, 1), true)]),
  ['m', atom(1, length, true)],
  ['[in_i]', atom(0.0254, length)],
  ['[ft_i]', atom(0.3048, length)],
  ...(['l', 'L'] as const).map((code): [string, Atom] => [code, atom(1e-3, volume, true)]),
  ['g', atom(1, mass, true)],
  ['[lb_av]', atom(453.592_37, mass)],
  ['[oz_av]', atom(28.349_523_125, mass)],
  ['g%', atom(1e4, dimension(-3, 1), true)],
  ['s', atom(1, time, true)],
  ['min', atom(60, time)],
  ['h', atom(3600, time)],
  ['d', atom(day, time)],
  ['wk', atom(7 * day, time)],
  ['mo', atom(30.4375 * day, time)],
  ['a', atom(365.25 * day, time)],
  ['Hz', atom(1, dimension(0, 0, -1), true)],
  ['K', atom(1, kelvin, true)],
  ['Cel', { ...atom(1, kelvin), zero: 273.15 }],
  ['[degF]', { ...atom(5 / 9, kelvin), zero: 459.67 }],
  ...(['mol', 'osm'] as const).map((code): [string, Atom] => [code, atom(1, amount, true)]),
  ['eq', atom(1, dimension(0, 0, 0, 0, 0, 0, 0, 0, 1), true)],
  ['kat', atom(1, dimension(0, 0, -1, 0, 1), true)],
  ['U', atom(1e-6 / 60, dimension(0, 0, -1, 0, 1), true)],
  ['N', atom(1e3, dimension(1, 1, -2), true)],
  ['Pa', atom(1e3, pressure, true)],
  ['bar', atom(1e8, pressure, true)],
  ['m[Hg]', atom(133_322_000, pressure, true)],
  ['m[H2O]', atom(9_806_650, pressure, true)],
  ['J', atom(1e3, energy, true)],
  ['cal', atom(4184, energy, true)],
  ['W', atom(1e3, dimension(2, 1, -3), true)],
  ['A', atom(1, dimension(0, 0, -1, 0, 0, 1), true)],
  ['V', atom(1e3, dimension(2, 1, -2, 0, 0, -1), true)],
]);

/** Other units in which a form takes a fact, by its own unit; those that cannot be converted for that fact are left out. */
export const alternatives: Readonly<Record<string, readonly string[]>> = {
  'mmol/L': ['mg/dL'],
  'umol/L': ['mg/dL', 'mmol/L'],
  'g/L': ['g/dL'],
  'mm[Hg]': ['kPa'],
  'mg/mmol': ['mg/g'],
  'mg/mg': ['mg/mmol', 'mg/g'],
  'g/(24.h)': ['mg/(24.h)'],
  Cel: ['[degF]'],
  kg: ['g', '[lb_av]'],
  g: ['kg'],
  cm: ['m', '[in_i]'],
  mL: ['L'],
  min: ['h', 'd'],
  h: ['min', 'd'],
  d: ['h', 'wk', 'mo'],
  wk: ['d'],
  mo: ['a'],
  '{fraction}': ['%'],
};

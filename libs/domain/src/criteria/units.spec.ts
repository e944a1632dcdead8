import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factDictionary } from './dictionary.js';
import type { FactDefinition } from './fact.types.js';
import { alternatives, atoms, prefixes } from './units.data.js';
import { convert, isUnit, unitsOf } from './units.js';

/** The National Library of Medicine's UCUM library, our judge. */
interface Ucum {
  validateUnitString(code: string): { status: 'valid' | 'invalid' | 'error' };
  convertUnitTo(from: string, value: number, to: string, options: { molecularWeight?: number }): { status: string; toVal: number | null };
}
const { UcumLhcUtils } = createRequire(import.meta.url)('@lhncbc/ucum-lhc') as { UcumLhcUtils: { getInstance(): Ucum } };
const ucum = UcumLhcUtils.getInstance();
const judged = (value: number, from: string, to: string, molecularWeight?: number): number | undefined => {
  const { status, toVal } = ucum.convertUnitTo(from, value, to, molecularWeight === undefined ? {} : { molecularWeight });
  return status === 'succeeded' && toVal !== null ? toVal : undefined;
};

const ofDictionary = [...new Set(factDictionary.flatMap(unitsOf))];
const others =
  '1 % ug/L ng/mL pmol/L nmol/L kg mm m2 cm3 s ms a Hz /s /h mL/h L/min K Pa bar mbar cm[H2O] mL/s mL/min U/mL [iU]/L m[iU]/mL nkat/L ' +
  'mosm/kg meq/L eq/L 10*6/uL 10*12/L /uL {cells}/uL V uV mA W N kJ kcal mg/kg/d ug/kg/min mg/(24.h) g% [lb_av] [oz_av] [ft_i] kg/m2';
const units = [...new Set([...ofDictionary, ...others.split(' ')])];
const pairs = units.flatMap((from) => units.map((to) => [from, to] as const));
/** The library takes pH for a logarithm of any number per litre, and refuses international units even to themselves. */
const otherwise = ([from, to]: readonly [string, string]): boolean => `${from} ${to}`.includes('[pH]') || `${from} ${to}`.includes('[iU]');
const compared = pairs.filter((pair) => !otherwise(pair));
const about = (molarMass?: number): Pick<FactDefinition, 'molarMass'> => (molarMass === undefined ? {} : { molarMass });

/** Difference relative to what is expected; 0 where both say that it cannot be converted, infinite where only one does. */
const apart = (mine: number | undefined, theirs: number | undefined): number => {
  if (mine === undefined || theirs === undefined) return mine === theirs ? 0 : Infinity;
  return Math.abs(mine - theirs) / Math.max(Math.abs(theirs), 1e-300);
};

describe('the units', () => {
  it('of the dictionary are UCUM', () => {
    expect(ofDictionary.length).toBeGreaterThan(30);
    expect(ofDictionary.filter((unit) => ucum.validateUnitString(unit).status !== 'valid' || !isUnit(unit))).toEqual([]);
  });
  it.each([undefined, 180.156, 113.12])('convert like the library, all pairs of them, with a molar mass of %s', (molarMass) => {
    const different = compared.filter(
      ([from, to]) => apart(convert(37.5, from, to, about(molarMass)), judged(37.5, from, to, molarMass)) > 1e-9,
    );
    expect(different).toEqual([]);
  });
  it('are single units that the library knows, with every prefix', () => {
    const codes = [...atoms].flatMap(([code, { metric }]) => [
      code,
      ...(metric ? Object.keys(prefixes).map((prefix) => prefix + code) : []),
    ]);
    expect(codes.filter((code) => !isUnit(code) || ucum.validateUnitString(code).status !== 'valid')).toEqual([]);
  });
});

describe('a text that is no unit', () => {
  it.each([
    '',
    ' ',
    'mmHg',
    'MG/DL',
    'mg/dl ',
    'mg//dL',
    'mg/',
    '.mg',
    'kmin',
    'mm[Hg',
    '(mg',
    'mg)',
    '{x',
    '10*9//L',
    '℃',
    '°C',
    'C',
    'mmol/L/',
  ])('%j is refused', (text) => {
    expect(isUnit(text)).toBe(false);
    expect(convert(1, text, text)).toBeUndefined();
  });
  it('never makes reading fail, however it is put together', () => {
    const piece = fc.constantFrom(
      'm',
      'g',
      'L',
      'd',
      '[Hg]',
      '10*',
      '/',
      '.',
      '(',
      ')',
      '{',
      '}',
      '2',
      '-1',
      '9999',
      'mol',
      'Cel',
      'u',
      ' ',
    );
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, text, (from, to) => {
        const value = convert(1, from, to);
        expect(value === undefined || Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
  it('of any length is refused at once', () => expect(isUnit('('.repeat(100_000))).toBe(false));
});

describe('converting', () => {
  const hba1c = { unit: '%', scale: { from: 'mmol/mol', slope: 0.09148, offset: 2.152 } };
  it.each([
    ['glucose by its molar mass', 126, 'mg/dL', 'mmol/L', { molarMass: 180.156 }, 6.993_938_586_56],
    ['creatinine by its molar mass', 1, 'mg/dL', 'umol/L', { molarMass: 113.12 }, 88.401_697_312_6],
    ['bilirubin by its molar mass', 20, 'mg/dL', 'umol/L', { molarMass: 584.66 }, 342.079_157_117],
    ['a ratio to creatinine by the molar mass below the line', 30, 'mg/g', 'mg/mmol', { molarMass: 113.12 }, 3.3936],
    ['body temperature', 98.6, '[degF]', 'Cel', {}, 37],
    ['7 kPa, which the source calls 52.5 mmHg', 7, 'kPa', 'mm[Hg]', {}, 52.504_462_879_3],
    ['milligrams a day without a rest', 300, 'mg/(24.h)', 'g/(24.h)', {}, 0.3],
    ['HbA1c from IFCC, NGSP master equation', 48, 'mmol/mol', '%', hba1c, 6.543_04],
    ['HbA1c to IFCC', 7, '%', 'mmol/mol', hba1c, 52.995_190_205_5],
    ['HbA1c as a fraction', 0.065, '{fraction}', '%', hba1c, 6.5],
    ['HbA1c in another molar ratio', 48_000, 'umol/mol', '%', hba1c, 6.543_04],
    ['nothing', 0, 'mg/dL', 'mmol/L', { molarMass: 180.156 }, 0],
  ])('%s', (_, value, from, to, fact, result) => expect(convert(value, from, to, fact)).toBe(result));

  it.each([
    ['mass to amount of an unknown substance', 'mg/dL', 'mmol/L', {}],
    ['cells to moles', '10*9/L', 'mmol/L', { molarMass: 180.156 }],
    ['equivalents to moles of an unknown charge', 'meq/L', 'mmol/L', {}],
    ['international units to grams', '[iU]/L', 'g/L', { molarMass: 100 }],
    ['pressure to temperature', 'mm[Hg]', 'Cel', {}],
    ['HbA1c to a concentration', 'mmol/L', '%', hba1c],
    ['degrees in a product', 'Cel/h', 'K/h', {}],
    ['pH to a concentration', '[pH]', 'nmol/L', {}],
  ])('refuses %s', (_, from, to, fact) => expect(convert(1, from, to, fact)).toBeUndefined());

  it('there and back gives the same value', () => {
    const fact = { molarMass: 180.156 };
    const possible = fc.constantFrom(...pairs.filter(([from, to]) => convert(1, from, to, fact) !== undefined));
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), possible, (value, [from, to]) => {
        const back = convert(convert(value, from, to, fact) as number, to, from, fact) as number;
        // degrees lose digits next to 273.15
        expect(Math.abs(back - value)).toBeLessThanOrEqual(1e-8 * Math.max(Math.abs(value), 300));
      }),
      { numRuns: 3000 },
    );
  });
  it('keeps the order of values', () => {
    const possible = fc.constantFrom(...pairs.filter(([from, to]) => convert(1, from, to) !== undefined));
    fc.assert(
      fc.property(
        possible,
        fc.double({ min: -1e5, max: 1e5, noNaN: true }),
        fc.double({ min: 0.01, max: 1e5, noNaN: true }),
        ([from, to], low, more) => {
          expect(convert(low + more, from, to) as number).toBeGreaterThan(convert(low, from, to) as number);
        },
      ),
    );
  });
});

describe('units that a form offers', () => {
  const offered = Object.fromEntries(factDictionary.map((fact) => [fact.key, unitsOf(fact)]));
  it.each([
    ['glucose', ['mmol/L', 'mg/dL']],
    ['k', ['mmol/L']],
    ['hba1c', ['%', 'mmol/mol']],
    ['spo2', ['%']],
    ['acr', ['mg/mmol', 'mg/g']],
    ['temp', ['Cel', '[degF]']],
    ['weight', ['g', 'kg']],
    ['sex', []],
  ])('%s', (key, expected) => expect(offered[key]).toEqual(expected));
  it('measure the same thing as the own unit', () => {
    const wrong = Object.entries(alternatives).flatMap(([own, others]) =>
      others.filter((other) => convert(1, other, own, { molarMass: 100 }) === undefined),
    );
    expect(wrong).toEqual([]);
  });
});

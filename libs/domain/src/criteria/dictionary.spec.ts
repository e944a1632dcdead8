import { describe, expect, it } from '@jest/globals';
import { derivedFacts } from './derived.js';
import { factDictionary } from './dictionary.js';
import { factGroups } from './fact.types.js';
import { convert, isUnit, unitsOf } from './units.js';

const keys = factDictionary.map(({ key }) => key);
const known = new Map(factDictionary.map((fact) => [fact.key, fact]));

describe('the dictionary of facts', () => {
  it('names every fact once', () => expect(keys).toEqual([...new Set(keys)]));
  it('uses the form of keys that protocols may use', () => expect(keys.filter((key) => !/^[a-z][a-z0-9_]{0,39}$/.test(key))).toEqual([]));
  it('names everything in both languages, each thing differently', () => {
    for (const language of ['zh', 'en'] as const) {
      const names = factDictionary.map(({ name }) => name[language]?.trim());
      expect(names.filter((name) => !name)).toEqual([]);
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    }
    const codes = factDictionary.flatMap(({ codes }) => codes ?? []);
    expect(codes.filter(({ name }) => !name.zh || !name.en)).toEqual([]);
  });
  it('has facts of every group, and none without', () =>
    expect(new Set(factDictionary.map(({ group }) => group))).toEqual(new Set(factGroups)));

  it.each(factDictionary.map((fact) => [fact.key, fact] as const))('%s says all that its kind needs, and nothing else', (_, fact) => {
    const quantity = fact.kind === 'quantity';
    expect(fact.unit !== undefined && isUnit(fact.unit)).toBe(quantity);
    expect(fact.low !== undefined && fact.high !== undefined && fact.low < fact.high).toBe(quantity);
    expect((fact.codes?.length ?? 0) > 1).toBe(fact.kind === 'code');
    const codes = fact.codes?.map(({ code }) => code) ?? [];
    expect(codes).toEqual([...new Set(codes)]);
    if (fact.loinc) expect(hasCheckDigit(fact.loinc)).toBe(true);
    for (const unit of unitsOf(fact)) expect(convert(1, unit, fact.unit as string, fact)).toBeDefined();
  });

  it('knows every derived fact and all their inputs, in a unit that what is computed converts to', () => {
    for (const { key, unit, inputs } of derivedFacts.values()) {
      expect(inputs.filter((input) => !known.has(input))).toEqual([]);
      expect(convert(1, unit, known.get(key)?.unit ?? '')).toBe(1);
    }
  });
  it('has the 四诊 of traditional Chinese medicine as codes', () => {
    const tcm = factDictionary.filter(({ group }) => group === 'tcm');
    expect(tcm.every(({ kind }) => kind === 'code')).toBe(true);
    expect(tcm.map(({ key }) => key)).toEqual(expect.arrayContaining(['tcm_complexion', 'tcm_voice', 'tcm_sleep', 'tcm_pulse']));
  });
});

/** Mod 10 over the digits before the dash, as in LOINC's users' guide. */
function hasCheckDigit(code: string): boolean {
  const [digits, check] = code.split('-') as [string, string];
  const odd = [...digits].reverse().filter((_, i) => i % 2 === 0).reverse().join(''); // prettier-ignore
  const even = [...digits].reverse().filter((_, i) => i % 2 === 1).reverse().join(''); // prettier-ignore
  const sum = [...`${even}${Number(odd) * 2}`].reduce((total, digit) => total + Number(digit), 0);
  return (10 - (sum % 10)) % 10 === Number(check);
}

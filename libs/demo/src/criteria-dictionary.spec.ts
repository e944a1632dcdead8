import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import { factsOfRule } from '@alliance/domain/criteria/rule-facts';
import type { Rule } from '@alliance/domain/criteria/rule.types';
import { readFacts } from '@alliance/domain/criteria/given';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';

interface Criteria {
  facts: { key: string; ucum: string; loinc: string | null }[];
  rules: { code: string; expr: Rule; population: Rule }[];
}
const read = <T>(file: string): T => JSON.parse(readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8')) as T;
const { facts, rules } = read<Criteria>('transfer_criteria.json');
const fixtures = read<{ code: string; facts: GivenFacts }[]>('criteria_fixtures.json');
const dictionary = new Map(factDictionary.map((fact) => [fact.key, fact]));

describe('the dictionary and the published criteria', () => {
  it('has every fact that a criterion asks for', () => {
    const asked = new Set(rules.flatMap(({ expr, population }) => [...factsOfRule(expr), ...factsOfRule(population)]));
    expect(asked.size).toBe(172);
    expect([...asked].filter((key) => !dictionary.has(key))).toEqual([]);
  });
  it.each(facts.map((fact) => [fact.key, fact] as const))('%s has the LOINC and UCUM codes of the table', (key, { ucum, loinc }) => {
    expect(dictionary.get(key)?.unit).toBe(ucum);
    if (loinc) expect(dictionary.get(key)?.loinc).toBe(loinc);
  });
  it('questions no value of the cases that must be met', () => {
    const doubts = fixtures.flatMap(({ code, facts: given }) => {
      const { doubted } = readFacts(dictionary, given, new Date('2026-11-22T08:00:00+08:00'));
      return doubted.map((doubt) => ({ code, ...doubt }));
    });
    expect(doubts).toEqual([]);
  });
});

import { compileCriteria, type JudgeableCriterion } from '@alliance/domain/criteria/criteria-set';
import { derivedFacts } from '@alliance/domain/criteria/derived';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import type { FactScalar } from '@alliance/domain/criteria/fact.types';
import type { Finding } from '@alliance/domain/criteria/finding.types';
import { judge } from '@alliance/domain/criteria/judge';
import { referenceVerdict } from '@alliance/domain/criteria/testing/reference';
import { randomFacts, randomFrom, valuesToTry } from '@alliance/domain/criteria/testing/random';
import { describe, expect, it } from '@jest/globals';
import { readFixtures, readRules } from './protocol/published-rules.js';

const at = new Date('2026-11-22T02:00:00Z');
const sets = 1_000;
const nothing = { zh: '' };
const criteria = new Map(
  readRules().map(({ code, direction, urgency, expr, population }): [string, JudgeableCriterion] => [
    code,
    { code, direction, urgency, rule: expr, population, label: nothing, target: nothing, source: '', levels: [], grades: ['G'] },
  ]),
);
type Facts = Readonly<Record<string, FactScalar>>;

/** Every fact of a fixture without which its criterion is open. */
const decisive = readFixtures().flatMap(({ code, facts, expect: expected }) => {
  const criterion = criteria.get(code) as JudgeableCriterion;
  const set = compileCriteria(factDictionary, [criterion]);
  const without = Object.keys(facts).map((fact) => {
    const { [fact]: _, ...less } = facts;
    return { code, fact, finding: judge(set, less, { direction: criterion.direction, at }).findings[0] as Finding };
  });
  return expected === 'met' ? without.filter(({ finding }) => finding.verdict === 'unknown') : [];
});

describe('the 106 published criteria', () => {
  it.each(readFixtures().map((fixture) => [fixture.code, fixture] as const))(
    '%s is met by its fixture',
    (code, { facts, expect: expected }) => {
      const criterion = criteria.get(code) as JudgeableCriterion;
      const { findings, doubted } = judge(compileCriteria(factDictionary, [criterion]), facts, { direction: criterion.direction, at });
      expect(findings).toMatchObject([{ code, verdict: expected, missing: [], settling: [] }]);
      expect(doubted).toEqual([]);
    },
  );

  it.each(decisive.map(({ code, fact, finding }) => [code, fact, finding] as const))('%s without %s asks for it', (_, fact, { missing }) =>
    expect(missing).toContain(fact),
  );
  it('are open without a fact often enough, also without a computed one', () => {
    expect(decisive.length).toBeGreaterThan(300);
    expect(decisive.filter(({ fact }) => derivedFacts.has(fact)).length).toBeGreaterThan(80);
  });

  it.each([...criteria])(
    '%s over random facts: agrees with the second implementation, and forgetting a fact decides nothing',
    (code, criterion) => {
      const { direction, rule, population } = criterion;
      const set = compileCriteria(factDictionary, [criterion]);
      const verdictOf = (facts: Facts): Finding => judge(set, facts, { direction, at }).findings[0] as Finding;
      const values = valuesToTry(factDictionary, [rule, population]);
      const random = randomFrom([...code].reduce((sum, character) => sum * 31 + character.charCodeAt(0), 7));
      const wrong: unknown[] = [];
      for (let n = 0; n < sets; n++) {
        const facts = randomFacts(values, random, 0.4 + 0.6 * random());
        const { verdict, settling } = verdictOf(facts);
        const expected = referenceVerdict(criterion, { values: facts, at: at.getTime() });
        if (verdict !== expected) wrong.push({ facts, verdict, expected });
        const keys = Object.keys(facts);
        const forgotten = keys[Math.floor(random() * keys.length)] ?? '';
        const { [forgotten]: _, ...less } = facts;
        const after = verdictOf(less).verdict;
        if (verdict !== 'not_applicable' && after !== 'unknown' && after !== verdict) wrong.push({ facts, forgotten, verdict, after });
        for (const key of settling)
          for (const value of values.get(key) ?? [])
            if (verdictOf({ ...facts, [key]: value }).verdict === 'unknown') wrong.push({ facts, key, value });
      }
      expect(wrong).toEqual([]);
    },
  );
});

import { expect, it } from '@jest/globals';
import { factsOfRule } from './rule-facts.js';
import type { Rule } from './rule.types.js';

const rule: Rule = {
  all: [
    { any: [{ fact: 'sbp', op: '>=', value: 180 }, { not: { fact: 'stable', op: 'is', value: true } }] },
    { atLeast: 1, of: [{ since: 'onset_at', op: '<=', value: 270, unit: 'min' }] },
    { fact: 'rr', op: '>=', value: { cases: [{ when: { fact: 'age_months', op: '<', value: 2 }, value: 60 }], otherwise: 50 } },
    { trend: 'egfr', measure: 'percent', within: { value: 1, unit: 'a' }, op: '<=', value: -25 },
    { fact: 'sbp', op: '<', value: 220 },
  ],
};

it('names every fact a rule asks for once, in reading order, those of dependent thresholds too', () => {
  expect([...factsOfRule(rule)]).toEqual(['sbp', 'stable', 'onset_at', 'rr', 'age_months', 'egfr']);
});

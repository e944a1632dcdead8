import { expect, it } from '@jest/globals';
import { askedFacts } from './asked-facts.js';
import { factDictionary } from './dictionary.js';
import type { Criterion } from './rule.types.js';

const criterion = (code: string, change: Partial<Criterion>): Criterion => ({
  code,
  direction: 'up',
  urgency: '24h',
  label: { zh: code },
  rule: { fact: 'sbp', op: '>=', value: 180 },
  population: { all: [] },
  levels: [],
  target: { zh: '上级' },
  grades: ['V'],
  source: '',
  testCases: [],
  ...change,
});
const criteria = [
  criterion('X-U01', { urgency: 'immediate', rule: { fact: 'vomiting', op: 'is', value: true } }),
  criterion('X-U02', { rule: { fact: 'shock_index', op: '>=', value: 1 } }),
  criterion('X-U03', { levels: ['county'], rule: { fact: 'k', op: '>=', value: 6 } }),
  criterion('X-U04', { urgency: 'immediate', levels: ['township'], rule: { fact: 'gcs', op: '<', value: 9 } }),
  criterion('X-D01', {
    direction: 'down',
    rule: { trend: 'egfr', measure: 'percent', within: { value: 1, unit: 'a' }, op: '<=', value: -25 },
  }),
];
const keysOf = (direction: 'up' | 'down', level: 'township' | 'county' | null) =>
  askedFacts(factDictionary, criteria, { direction, level }).map(({ definition }) => definition.key);

it('asks by group for what the criteria of a direction need, with the inputs of what is computed', () => {
  expect(keysOf('up', null)).toEqual(['sbp', 'hr', 'gcs', 'shock_index', 'k', 'vomiting']);
});
it('asks nothing for criteria of another level', () => {
  expect(keysOf('up', 'township')).not.toContain('k');
  expect(keysOf('up', 'county')).toContain('k');
});
it('before a transfer down also asks for what is immediate, and for no other reason to go up', () => {
  const keys = keysOf('down', null);
  expect(keys).toContain('vomiting');
  expect(keys).not.toContain('shock_index');
  // it forbids going down wherever the patient is
  expect(keysOf('down', 'county')).toContain('gcs');
  expect(keysOf('up', 'county')).not.toContain('gcs');
});
it('says what is computed, who needs it, and where an earlier value is wanted', () => {
  const asked = new Map(askedFacts(factDictionary, criteria, { direction: 'down', level: null }).map((one) => [one.definition.key, one]));
  expect(asked.get('egfr')).toMatchObject({ computed: true, trend: true, criteria: ['X-D01'] });
  expect(asked.get('vomiting')).toMatchObject({ computed: false, trend: false, criteria: ['X-U01'] });
});

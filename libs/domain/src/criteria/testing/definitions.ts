import type { FactDefinition } from '../fact.types.js';
import type { JudgeableCriterion } from '../criteria-set.js';
import type { Rule } from '../rule.types.js';

const name = { zh: '事实' };
const quantities: readonly (readonly [key: string, unit: string])[] = [
  ...([['sbp', 'mm[Hg]'], ['dbp', 'mm[Hg]'], ['hr', '/min'], ['rr', '/min'], ['temp', 'Cel']] as const), // prettier-ignore
  ...([['spo2', '%'], ['gcs', '{score}'], ['age', 'a'], ['k', 'mmol/L'], ['news2', '{score}']] as const), // prettier-ignore
];
const flags = ['headache', 'vomiting', 'pregnant', 'on_oxygen', 'hypercapnic_target', 'stable', 'fever'];

/** Facts for specs of the judge: some quantities, signs, codes and instants of the published rules. */
export const someFacts: readonly FactDefinition[] = [
  ...quantities.map(([key, unit]): FactDefinition => ({ key, name, kind: 'quantity', group: 'vital_signs', unit })),
  ...flags.map((key): FactDefinition => ({ key, name, kind: 'boolean', group: 'symptoms' })),
  { key: 'glucose', name, kind: 'quantity', group: 'laboratory', unit: 'mmol/L', molarMass: 180.156, low: 0, high: 100 },
  { key: 'scr', name, kind: 'quantity', group: 'laboratory', unit: 'umol/L', molarMass: 113.12 },
  { key: 'sex', name, kind: 'code', group: 'person', codes: [{ code: 'female', name }, { code: 'male', name }] }, // prettier-ignore
  { key: 'consciousness', name, kind: 'code', group: 'vital_signs', codes: ['alert', 'confused', 'voice', 'pain', 'unresponsive'].map((code) => ({ code, name })) }, // prettier-ignore
  { key: 'birth_date', name, kind: 'instant', group: 'person' },
  { key: 'onset_at', name, kind: 'instant', group: 'course' },
];

export const criterion = (rule: Rule, more: Partial<JudgeableCriterion> = {}): JudgeableCriterion => ({
  ...{ code: 'X-U01', direction: 'up', urgency: '24h', label: name, target: name, source: '', levels: [], grades: ['G'] },
  ...{ rule, population: { all: [] } },
  ...more,
});

import { describe, expect, it } from '@jest/globals';
import type { FactDefinition } from '../criteria/fact.types.js';
import type { Criterion, Rule } from '../criteria/rule.types.js';
import { contentErrors } from './content.check.js';
import type { Block, ProtocolContent } from './protocol.types.js';

const name = { zh: '名' };
const facts: readonly FactDefinition[] = [
  { key: 'sbp', name, kind: 'quantity', group: 'vital_signs', unit: 'mm[Hg]', low: 20, high: 350 },
  { key: 'glucose', name, kind: 'quantity', group: 'laboratory', unit: 'mmol/L', molarMass: 180.156 },
  { key: 'stable', name, kind: 'boolean', group: 'course' },
  { key: 'sex', name, kind: 'code', group: 'person', codes: [{ code: 'male', name }, { code: 'female', name }] }, // prettier-ignore
  { key: 'onset_at', name, kind: 'instant', group: 'course' },
];
const everybody: Rule = { all: [] };
const criterion = (more: Partial<Criterion> = {}): Criterion => ({
  ...{ code: 'HTN-U01', direction: 'up', urgency: '24h', label: name, rule: { fact: 'stable', op: 'is', value: true } },
  ...{ population: everybody, levels: [], target: name, grades: ['V'], source: '', testCases: [] },
  ...more,
});
const content = (more: Partial<ProtocolContent> = {}): ProtocolContent => ({
  ...{ title: name, changeNote: '', sections: [], facts, criteria: [criterion()], quiz: null, references: [] },
  ...more,
});
const errors = (more: Partial<ProtocolContent>): string[] =>
  contentErrors(content(more)).map(({ path, code }) => `${path.join('.')} ${code}`);
const ruleErrors = (rule: Rule): string[] =>
  errors({ criteria: [criterion({ rule })] }).map((error) => error.replace('criteria.0.rule.', ''));

it('finds nothing where all fits', () => {
  expect(errors({})).toEqual([]);
});

describe('a rule against its facts', () => {
  const within = { value: 1, unit: 'h' };
  it.each<[Rule, string[]]>([
    [{ fact: 'sbp', op: '>=', value: 180 }, []],
    [{ fact: 'sbp', op: '>=', value: 24, unit: 'kPa' }, []],
    [{ fact: 'sbp', op: 'between', value: [90, 140] }, []],
    [{ fact: 'sbp', op: '>=', value: -5 }, ['value value_beyond_limits']],
    [{ fact: 'sbp', op: '>=', value: 180, unit: 'kPa' }, ['value value_beyond_limits']],
    [{ fact: 'sbp', op: 'between', value: [90, 999_999] }, ['value.1 value_beyond_limits']],
    [{ fact: 'sbp', op: 'in', value: [90, 140] }, []],
    [{ fact: 'glucose', op: '>', value: 250, unit: 'mg/dL' }, []],
    [{ fact: 'stable', op: '==', value: false }, []],
    [{ fact: 'sex', op: '!=', value: 'male' }, []],
    [{ fact: 'sex', op: 'in', value: ['male', 'female'] }, []],
    [{ since: 'onset_at', op: '<=', value: 12, unit: 'h' }, []],
    [{ trend: 'sbp', measure: 'difference', within, op: '>=', value: 20 }, []],
    [{ fact: 'dbp', op: '>=', value: 110 }, ['fact fact_undefined']],
    [{ since: 'gone_at', op: '>=', value: 1, unit: 'h' }, ['since fact_undefined']],
    [{ trend: 'dbp', measure: 'percent', within, op: '>=', value: 1 }, ['trend fact_undefined']],
    [{ fact: 'sbp', op: 'is', value: true }, ['op operator_not_for_kind']],
    [{ fact: 'sbp', op: '==', value: 'high' }, ['value value_not_for_kind']],
    [{ fact: 'sbp', op: 'in', value: [90, 'high'] }, ['value.1 value_not_for_kind']],
    [{ fact: 'stable', op: '>=', value: 1 }, ['op operator_not_for_kind']],
    [{ fact: 'stable', op: '==', value: 'yes' }, ['value value_not_for_kind']],
    [{ fact: 'sex', op: '<', value: 1 }, ['op operator_not_for_kind']],
    [{ fact: 'sex', op: '==', value: 'girl' }, ['value value_undefined']],
    [{ fact: 'sex', op: 'in', value: ['male', 'girl'] }, ['value.1 value_undefined']],
    [{ fact: 'onset_at', op: '>=', value: 1 }, ['op operator_not_for_kind']],
    [{ since: 'sbp', op: '>=', value: 1, unit: 'h' }, ['since operator_not_for_kind']],
    [{ trend: 'stable', measure: 'percent', within, op: '>=', value: 1 }, ['trend operator_not_for_kind']],
    [{ fact: 'sbp', op: '>=', value: 1, unit: 'foo' }, ['unit unit_unknown']],
    [{ fact: 'sbp', op: '>=', value: 1, unit: 'mg' }, ['unit unit_unconvertible']],
    [{ since: 'onset_at', op: '>=', value: 1, unit: 'kg' }, ['unit unit_not_of_time']],
    [{ since: 'onset_at', op: '>=', value: 1, unit: 'hours' }, ['unit unit_unknown']],
    [{ trend: 'sbp', measure: 'percent', within: { value: 1, unit: 'g' }, op: '>=', value: 1 }, ['within.unit unit_not_of_time']],
    [{ fact: 'stable', op: '==', value: { cases: [{ when: everybody, value: 1 }] } }, ['value value_not_for_kind']],
    [
      { fact: 'sbp', op: '>=', value: { cases: [{ when: { fact: 'sex', op: '==', value: 'girl' }, value: 120 }] } },
      ['value.cases.0.when.value value_undefined'],
    ],
    [
      {
        all: [
          everybody,
          { any: [{ not: { fact: 'x', op: 'is', value: true } }] },
          { atLeast: 1, of: [{ fact: 'y', op: 'is', value: true }] },
        ],
      },
      ['all.1.any.0.not.fact fact_undefined', 'all.2.of.0.fact fact_undefined'],
    ],
  ])('%j', (rule, expected) => {
    expect(ruleErrors(rule)).toEqual(expected);
  });

  it('looks at the population as well', () => {
    const population: Rule = { fact: 'age', op: '>=', value: 18 };
    expect(errors({ criteria: [criterion({ population })] })).toEqual(['criteria.0.population.fact fact_undefined']);
  });

  it('leaves what is no rule to the check of its shape', () => {
    for (const rule of [null, {}, { all: 'x' }, { any: [] }, { fact: 'sbp' }] as unknown as Rule[]) expect(ruleErrors(rule)).toEqual([]);
  });
});

describe('the parts of a version', () => {
  const runs = (link: string) => [{ text: 'see', link }];
  const refused = 'link_refused';
  const file = 'file:0198c0de-0000-7000-8000-000000000001';
  const question = (more = {}) => ({ id: 'q1', text: '?', options: ['a', 'b'], right: [1], explanation: '', ...more });
  const table: Block = { kind: 'table', header: false, rows: [[runs(file), runs('file:/etc/passwd')]] };
  const list: Block = { kind: 'list', ordered: true, items: [runs('https://nhc.gov.cn/x'), runs('javascript:alert(1)')] };

  it.each<[string, Partial<ProtocolContent>, string[]]>([
    ['one code twice', { criteria: [criterion(), criterion()] }, ['criteria.1.code code_twice']],
    ['a U that goes down', { criteria: [criterion({ direction: 'down' })] }, ['criteria.0.code code_against_direction']],
    ['a D that goes up', { criteria: [criterion({ code: 'HTN-D01' })] }, ['criteria.0.code code_against_direction']],
    ['one fact twice', { facts: [...facts, ...facts.slice(0, 1)] }, ['facts.5.key fact_twice']],
    [
      'a test case about something else',
      { criteria: [criterion({ testCases: [{ name: 'x', facts: { sbp: 1, dbp: 2 }, expect: 'met' }] })] },
      ['criteria.0.testCases.0.facts.dbp fact_undefined'],
    ],
    ['no unit', { facts: [...facts, { key: 'x', name, kind: 'quantity', group: 'course' }] }, ['facts.5.unit unit_missing']],
    [
      'a unit nobody knows',
      { facts: [...facts, { key: 'x', name, kind: 'quantity', group: 'course', unit: 'xx' }] },
      ['facts.5.unit unit_unknown'],
    ],
    [
      'a scale from nowhere',
      { facts: [...facts, { key: 'x', name, kind: 'quantity', group: 'course', unit: '%', scale: { from: 'xx', slope: 1, offset: 0 } }] },
      ['facts.5.scale.from unit_unknown'],
    ],
    [
      'limits the wrong way round',
      { facts: [...facts, { key: 'x', name, kind: 'quantity', group: 'course', unit: '%', low: 5, high: 5 }] },
      ['facts.5.high limits_reversed'],
    ],
    ['a code without values', { facts: [...facts, { key: 'x', name, kind: 'code', group: 'course' }] }, ['facts.5.codes codes_missing']],
    [
      'one value twice',
      {
        facts: [
          ...facts,
          {
            key: 'x',
            name,
            kind: 'code',
            group: 'course',
            codes: [
              { code: 'a', name },
              { code: 'a', name },
            ],
          },
        ],
      },
      ['facts.5.codes.1.code value_twice'],
    ],
    [
      'one section twice',
      {
        sections: [
          { kind: 'assess', blocks: [] },
          { kind: 'assess', blocks: [] },
        ],
      },
      ['sections.1.kind section_twice'],
    ],
    ['links in a table', { sections: [{ kind: 'assess', blocks: [table] }] }, [`sections.0.blocks.0.rows.0.1.0.link ${refused}`]],
    ['links in a list', { sections: [{ kind: 'assess', blocks: [list] }] }, [`sections.0.blocks.0.items.1.0.link ${refused}`]],
    [
      'links in a text',
      { sections: [{ kind: 'assess', blocks: [{ kind: 'note', runs: [{ text: 'a' }, ...runs('http://x.cn')] }] }] },
      [`sections.0.blocks.0.runs.1.link ${refused}`],
    ],
    ['one question twice', { quiz: { passPercent: 80, questions: [question(), question()] } }, ['quiz.questions.1.id question_twice']],
    [
      'an answer that is no option',
      { quiz: { passPercent: 80, questions: [question({ right: [0, 2] })] } },
      ['quiz.questions.0.right.1 option_undefined'],
    ],
    [
      'one answer twice',
      { quiz: { passPercent: 80, questions: [question({ right: [0, 0] })] } },
      ['quiz.questions.0.right.1 option_twice'],
    ],
  ])('%s', (_, more, expected) => {
    expect(errors(more)).toEqual(expected);
  });
});

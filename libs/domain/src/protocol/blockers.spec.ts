import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FactDefinition, GivenFacts } from '../criteria/fact.types.js';
import { criterionDirections, verdicts, type Criterion, type Rule } from '../criteria/rule.types.js';
import { runTestCases } from '../criteria/test-case.js';
import { blockersOf } from './blockers.js';
import type { Block, ProtocolContent } from './protocol.types.js';
import { signOffsThatHold } from './sign-off.js';

const now = new Date('2026-11-22T08:00:00Z');
const criterion = (more: Partial<Criterion> = {}): Criterion => ({
  code: 'HTN-U07',
  direction: 'up',
  urgency: '24h',
  label: { zh: '血压持续升高' },
  rule: { fact: 'sbp', op: '>=', value: 180 },
  population: { all: [] },
  levels: [],
  target: { zh: '县级医院' },
  grades: ['V'],
  source: '指南',
  testCases: [{ name: '达到', facts: { sbp: 180 }, expect: 'met' }],
  ...more,
});
const content = (more: Partial<ProtocolContent> = {}): ProtocolContent => ({
  title: { zh: '高血压' },
  changeNote: '',
  sections: [],
  facts: [{ key: 'sbp', name: { zh: '收缩压' }, kind: 'quantity', group: 'vital_signs', unit: 'mm[Hg]' }],
  criteria: [criterion()],
  quiz: null,
  references: [],
  ...more,
});
const section = (kind: 'who_for' | 'assess', ...blocks: Block[]) => ({ kind, blocks });
const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: [{ text }] });
const kinds = (some: ProtocolContent, signed: string[] = []) =>
  blockersOf(
    some,
    signed.map((code) => ({ code })),
    now,
  ).map(({ kind, detail }) => [kind, detail]);
const question = (id: string, right: number[]) => ({ id, text: '？', options: ['甲', '乙'], right, explanation: '' });

describe('what forbids publishing', () => {
  it.each<[string, ProtocolContent, string[], (string | null)[][]]>([
    ['nothing', content(), [], []],
    ['a criterion without a test case', content({ criteria: [criterion({ testCases: [] })] }), [], [['no_test_case', null]]],
    [
      'a threshold moved away from its test case',
      content({ criteria: [criterion({ rule: { fact: 'sbp', op: '>=', value: 181 } })] }),
      [],
      [['test_case_fails', '达到']],
    ],
    ['a local default nobody answers for', content({ criteria: [criterion({ grades: ['V', 'L'] })] }), [], [['sign_off_missing', null]]],
    ['a local default somebody answers for', content({ criteria: [criterion({ grades: ['L'] })] }), ['HTN-U07'], []],
    ['neither criteria nor text', content({ criteria: [], sections: [section('assess', paragraph(' '))] }), [], [['no_criteria', null]]],
    [
      'words that are missing in Chinese',
      content({ title: { zh: ' ', en: 'Hypertension' }, criteria: [criterion({ label: { zh: '', en: 'High' }, target: { zh: '　' } })] }),
      [],
      [
        ['words_missing', 'title'],
        ['words_missing', 'label'],
        ['words_missing', 'target'],
      ],
    ],
    [
      'text that does not say for whom',
      content({ criteria: [], sections: [section('assess', paragraph('测血压'))] }),
      [],
      [['section_missing', 'who_for']],
    ],
    [
      'text in a list or a table',
      content({
        criteria: [],
        sections: [
          section('who_for', { kind: 'list', ordered: false, items: [[{ text: '成人' }]] }),
          section('assess', { kind: 'table', header: true, rows: [[[{ text: '项目' }]]] }),
        ],
      }),
      [],
      [],
    ],
    [
      'questions that cannot be answered',
      content({
        quiz: { passPercent: 80, questions: [question('a', [0]), question('a', [1]), question('b', [2]), question('c', [1, 1])] },
      }),
      [],
      [
        ['quiz_invalid', 'a'],
        ['quiz_invalid', 'b'],
        ['quiz_invalid', 'c'],
      ],
    ],
  ])('%s', (_, some, signed, expected) => expect(kinds(some, signed)).toEqual(expected));
});

describe('a sign-off', () => {
  const local = criterion({ grades: ['L'] });
  const signed = content({ criteria: [local] });
  const holds = (after: Partial<ProtocolContent>) => signOffsThatHold([{ code: local.code }], signed, { ...signed, ...after }).length === 1;

  it.each<[string, Partial<ProtocolContent>]>([
    ['the words around it change', { changeNote: '改', sections: [section('assess', paragraph('改'))] }],
    ['a test case is added', { criteria: [{ ...local, testCases: [...local.testCases, { name: '二', facts: {}, expect: 'unknown' }] }] }],
    ['its keys come in another order', { criteria: [{ ...local, rule: { value: 180, op: '>=', fact: 'sbp' } }] }],
    [
      'facts of other criteria change',
      { facts: [{ key: 'age', name: { zh: '年龄' }, kind: 'quantity', group: 'person', unit: 'a' }, ...signed.facts] },
    ],
  ])('holds when %s', (_, after) => expect(holds(after)).toBe(true));
  it.each<[string, Partial<ProtocolContent>]>([
    ['its threshold changes', { criteria: [{ ...local, rule: { fact: 'sbp', op: '>=', value: 175 } }] }],
    ['its population changes', { criteria: [{ ...local, population: { fact: 'sbp', op: '>', value: 0 } }] }],
    ['its urgency changes', { criteria: [{ ...local, urgency: '2h' }] }],
    ['the unit of its fact changes', { facts: signed.facts.map((fact) => ({ ...fact, unit: 'kPa' })) }],
    ['it is gone', { criteria: [] }],
    ['it is no local default any more', { criteria: [{ ...local, grades: ['V'] }] }],
  ])('is gone when %s', (_, after) => expect(holds(after)).toBe(false));
});

describe('test cases here and in the editor', () => {
  it('fail together, whatever is expected of them', () => {
    const facts = content().facts;
    const value = fc.constantFrom<GivenFacts>(
      {},
      { sbp: 179 },
      { sbp: 180 },
      { sbp: 99_999 },
      { sbp: { value: 24, unit: 'kPa' } },
      { other: 1 },
    );
    const tests = fc.uniqueArray(fc.record({ name: fc.string({ minLength: 1 }), facts: value, expect: fc.constantFrom(...verdicts) }), {
      minLength: 1,
      selector: ({ name }) => name,
    });
    const population = fc.constantFrom<Rule>({ all: [] }, { fact: 'sbp', op: '<', value: 180 });
    const direction = fc.constantFrom(...criterionDirections);
    fc.assert(
      fc.property(tests, population, direction, (testCases, whom, way) => {
        const some = criterion({ testCases, population: whom, direction: way });
        const failing = runTestCases(facts, some, now).flatMap(({ name, passed }) => (passed ? [] : [name]));
        expect(blockersOf(content({ criteria: [some] }), [], now).map(({ detail }) => detail)).toEqual(failing);
      }),
    );
  });

  it('are asked in no time, however large the rule', () => {
    const group = (g: number): Rule => ({
      all: Array.from({ length: 45 }, (_, i) => ({ fact: `f${(g * 45 + i) % 399}`, op: '>=' as const, value: i })),
    });
    const rule: Rule = { any: Array.from({ length: 40 }, (_, g) => group(g)) };
    const facts = Array.from({ length: 399 }, (_, i): FactDefinition => ({
      key: `f${i}`,
      name: { zh: '值' },
      kind: 'quantity',
      group: 'laboratory',
      unit: '1',
    }));
    const testCases = Array.from({ length: 60 }, (_, i) => ({ name: `${i}`, facts: {}, expect: 'unknown' as const }));
    const started = performance.now();
    expect(blockersOf(content({ facts, criteria: [criterion({ rule, testCases })] }), [], now)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

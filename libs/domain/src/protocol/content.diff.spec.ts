import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FactDefinition } from '../criteria/fact.types.js';
import type { Criterion, Rule } from '../criteria/rule.types.js';
import { ruleDiff } from './content.diff-rule.js';
import { blockDiff, plainText, textDiff, type TextPiece } from './content.diff-text.js';
import { changeCount, changedWithoutWords, contentDiff } from './content.diff.js';
import type { Block, ProtocolContent } from './protocol.types.js';

const least = (fact: string, value: number): Rule => ({ fact, op: '>=', value });
const is = (fact: string, value = true): Rule => ({ fact, op: 'is', value });
const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: [{ text }] });

describe('a rule that changed', () => {
  const pressure = (sbp: number): Rule => ({ all: [{ any: [least('sbp', sbp), least('dbp', 110)] }, is('persist')] });
  const told = (before: Rule, after: Rule): string[] =>
    ruleDiff(before, after).map(({ change, beforePath, afterPath }) => `${change} ${beforePath ?? '–'} ${afterPath ?? '–'}`);

  it.each<[string, Rule, Rule, string[]]>([
    ['nothing', pressure(180), pressure(180), []],
    ['the order only', { all: [is('a'), is('b')] }, { all: [is('b'), is('a')] }, []],
    ['a threshold', pressure(180), pressure(170), ['changed /all/0/any/0 /all/0/any/0']],
    ['a threshold of a single condition', least('sbp', 180), least('sbp', 170), ['changed  ']],
    ['another fact', least('sbp', 180), least('dbp', 110), ['removed  –', 'added – ']],
    ['one more condition', { any: [is('a')] }, { any: [is('b'), is('a')] }, ['added – /any/0']],
    ['one condition less', { any: [is('b'), is('a')] }, { any: [is('a')] }, ['removed /any/0 –']],
    ['any instead of all', { all: [is('a'), is('b')] }, { any: [is('a'), is('b')] }, ['regrouped  ']],
    ['another count', { atLeast: 2, of: [is('a'), is('b')] }, { atLeast: 1, of: [is('a'), is('b')] }, ['regrouped  ']],
    ['the contrary', is('a'), { not: is('a') }, ['regrouped  ']],
    [
      'a condition that became a group',
      least('sbp', 180),
      { any: [least('sbp', 170), is('a')] },
      ['regrouped  ', 'changed  /any/0', 'added – /any/1'],
    ],
    ['a group that became a condition', { any: [least('sbp', 180), is('a')] }, least('sbp', 180), ['regrouped  ', 'removed /any/1 –']],
    [
      'of two conditions about a fact the one with the same operator',
      { all: [least('t', 36), { fact: 't', op: '<=', value: 38 }] },
      { all: [{ fact: 't', op: '<=', value: 38.5 }, least('t', 36)] },
      ['changed /all/1 /all/0'],
    ],
    [
      'two conditions about a fact, each against the one with its operator',
      { all: [least('t', 36), { fact: 't', op: '<=', value: 38 }] },
      { all: [{ fact: 't', op: '<=', value: 39 }, least('t', 35)] },
      ['changed /all/1 /all/0', 'changed /all/0 /all/1'],
    ],
    [
      'a trend is no value',
      least('scr', 100),
      { trend: 'scr', measure: 'ratio', within: { value: 7, unit: 'd' }, op: '>=', value: 2 },
      ['removed  –', 'added – '],
    ],
    ['nobody left out any more', { all: [] }, { all: [least('age', 18)] }, ['removed  –', 'added – ']],
  ])('%s', (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  it('keeps both conditions, to be shown side by side', () => {
    expect(ruleDiff(pressure(180), pressure(170))).toEqual([
      { change: 'changed', before: least('sbp', 180), beforePath: '/all/0/any/0', after: least('sbp', 170), afterPath: '/all/0/any/0' },
    ]);
  });

  const rules = fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ fact: fc.constantFrom('a', 'b', 'c'), op: fc.constantFrom('>=' as const, '<' as const), value: fc.constantFrom(1, 2) }),
      fc.array(tie('rule'), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('rule').map((not) => ({ not })),
      fc.array(tie('rule'), { minLength: 2, maxLength: 3 }).map((of) => ({ atLeast: 2, of })),
    ),
  })).rule;
  const sorted = (rule: Rule): string =>
    JSON.stringify(rule, (_, value: unknown) => (Array.isArray(value) ? value.map((one) => sorted(one as Rule)).sort() : value));
  const leaves = (rule: Rule): string[] => JSON.stringify(rule).match(/\{"fact":[^}]*\}/g) ?? [];

  it('is found whenever it says something else, and every new or lost condition with it', () => {
    fc.assert(
      fc.property(rules, rules, (before, after) => {
        const changes = ruleDiff(before, after);
        expect(changes.length === 0).toBe(sorted(before) === sorted(after));
        const [old, now] = [leaves(before), leaves(after)];
        const shown = (side: 'before' | 'after'): string[] =>
          changes.flatMap((one) => (one.change !== 'regrouped' && one[side] ? leaves(one[side]) : []));
        expect(shown('after')).toEqual(expect.arrayContaining(now.filter((leaf) => !old.includes(leaf))));
        expect(shown('before')).toEqual(expect.arrayContaining(old.filter((leaf) => !now.includes(leaf))));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a text that changed', () => {
  const marks = { kept: ['', ''], added: ['+', '+'], removed: ['-', '-'] } as const;
  const told = (pieces: readonly TextPiece[]): string =>
    pieces.map(({ change, text }) => `${marks[change][0]}${text}${marks[change][1]}`).join('');

  it.each([
    ['收缩压 180 mmHg 时转诊', '收缩压 170 mmHg 时转诊', '收缩压 -180-+170+ mmHg 时转诊'],
    ['血压持续升高', '血压仍持续升高', '血压+仍+持续升高'],
    ['Refer within a day', 'Refer within two hours', 'Refer within -a day-+two hours+'],
    ['同样', '同样', '同样'],
    ['', '新', '+新+'],
    ['2.5 mg', '2.50 mg', '-2.5-+2.50+ mg'],
  ])('%s → %s', (before, after, expected) => {
    expect(told(textDiff(before, after))).toBe(expected);
  });

  it('can be put together again from its pieces', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.array(fc.constantFrom('血', '压', ' ', '180', 'mm'), { maxLength: 30 }).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = textDiff(before, after);
        const without = (change: string): string =>
          pieces
            .filter((piece) => piece.change !== change)
            .map((piece) => piece.text)
            .join('');
        expect([without('added'), without('removed')]).toEqual([before, after]);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the clauses that stayed, changed, came and went', () => {
    const list = (...items: string[]): Block => ({ kind: 'list', ordered: false, items: items.map((text) => [{ text }]) });
    const before = [paragraph('适用于成人高血压患者'), paragraph('已经过时的内容'), list('测量血压', '询问病史'), paragraph('完')];
    const after = [
      paragraph('适用于成人高血压患者'),
      list('测量血压', '询问病史', '查血钾'),
      { kind: 'heading' as const, runs: [{ text: '随访' }] },
      paragraph('完'),
    ];
    const diff = blockDiff(before, after);
    expect(diff.map(({ change }) => change)).toEqual(['kept', 'removed', 'changed', 'added', 'kept']);
    expect(diff[2]?.pieces).toEqual([
      { change: 'kept', text: '测量血压\n询问病史' },
      { change: 'added', text: '\n查血钾' },
    ]);
  });

  it('sees marks and links that changed under the same words', () => {
    const [bold] = blockDiff([paragraph('血压')], [{ kind: 'paragraph', runs: [{ text: '血压', bold: true }] }]);
    expect(bold).toMatchObject({ change: 'changed', pieces: [{ change: 'kept', text: '血压' }] });
  });

  it('does not take a clause for another that has little in common with it', () => {
    expect(blockDiff([paragraph('低盐饮食，规律运动')], [paragraph('立即呼叫急救并监测生命体征')]).map(({ change }) => change)).toEqual([
      'removed',
      'added',
    ]);
  });

  it('reads a table row by row', () => {
    expect(plainText({ kind: 'table', header: true, rows: [[[{ text: '级别' }], [{ text: '血压' }]], [[{ text: '1' }], [{ text: '140' }]]] })).toBe('级别\t血压\n1\t140'); // prettier-ignore
  });

  it('replaces very long texts as a whole', () => {
    const [before, after] = ['甲乙丙'.repeat(2000), '丁甲乙'.repeat(2000)];
    expect(textDiff(before, after)).toEqual([
      { change: 'removed', text: before },
      { change: 'added', text: after },
    ]);
  });
});

describe('a version that changed', () => {
  const name = { zh: '名' };
  const sbp: FactDefinition = { key: 'sbp', name, kind: 'quantity', group: 'vital_signs', unit: 'mm[Hg]' };
  const criterion = (code: string, more: Partial<Criterion> = {}): Criterion => ({
    ...{ code, direction: 'up', urgency: '24h', label: name, rule: least('sbp', 180), population: { all: [] }, levels: [] },
    ...{ target: name, grades: ['V'], source: '', testCases: [] },
    ...more,
  });
  const content: ProtocolContent = {
    ...{ title: name, changeNote: '', facts: [sbp], references: ['甲'] },
    sections: [{ kind: 'assess', blocks: [paragraph('测量血压')] }],
    criteria: [criterion('HTN-U01'), criterion('HTN-U02')],
    quiz: { passPercent: 80, questions: [{ id: 'q', text: '?', options: ['是', '否'], right: [0], explanation: '' }] },
  };
  const empty = {
    title: null,
    sections: [],
    criteria: [],
    facts: [],
    passPercent: null,
    questions: [],
    references: { added: [], removed: [] },
  };

  it('does not differ from itself, however its keys are ordered', () => {
    const reordered = JSON.parse(JSON.stringify(content), (_, value: unknown) =>
      value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
    ) as ProtocolContent;
    expect(contentDiff(content, reordered)).toEqual(empty);
    expect(changeCount(contentDiff(content, content))).toBe(0);
  });

  it('is all new when it is the first', () => {
    const diff = contentDiff(null, content);
    const changes = [
      ...diff.sections,
      ...diff.sections.flatMap(({ blocks }) => blocks),
      ...diff.criteria,
      ...diff.facts,
      ...diff.questions,
    ];
    expect(new Set(changes.map(({ change }) => change))).toEqual(new Set(['added']));
    expect(diff).toMatchObject({
      title: { before: null, after: name },
      passPercent: { before: null, after: 80 },
      references: { added: ['甲'] },
    });
    expect(changeCount(diff)).toBe(8);
  });

  it('tells what came, went and changed, with the fields', () => {
    const after: ProtocolContent = {
      ...content,
      title: { zh: '新名' },
      sections: [{ kind: 'manage_here', blocks: [] }],
      facts: [{ ...sbp, high: 300 }],
      criteria: [criterion('HTN-U03'), criterion('HTN-U01', { rule: least('sbp', 170), grades: ['V', 'L'] })],
      quiz: null,
      references: ['乙'],
    };
    const diff = contentDiff(content, after);
    expect(diff.criteria.map(({ code, change, fields, rule }) => [code, change, fields, rule.length])).toEqual([
      ['HTN-U03', 'added', [], 0],
      ['HTN-U01', 'changed', ['rule', 'grades'], 1],
      ['HTN-U02', 'removed', [], 0],
    ]);
    expect(diff.sections.map(({ kind, change }) => [kind, change])).toEqual([
      ['assess', 'removed'],
      ['manage_here', 'added'],
    ]);
    expect(diff.facts).toMatchObject([{ key: 'sbp', change: 'changed', fields: ['high'] }]);
    expect(diff.questions).toMatchObject([{ id: 'q', change: 'removed' }]);
    expect(diff).toMatchObject({ passPercent: { before: 80, after: null }, references: { added: ['乙'], removed: ['甲'] } });
    expect(diff.title).toEqual({ before: name, after: { zh: '新名' } });
    expect(changeCount(diff)).toBe(11);
  });
});

it('a condition that changed under the same name, source and grade is named; one whose words changed too is not', () => {
  const criterion = (code: string, value: number, label = '血压'): Criterion => ({
    ...{ code, direction: 'up', urgency: '24h', label: { zh: label }, rule: least('sbp', value), population: { all: [] } },
    ...{ levels: [], target: { zh: '上级' }, grades: ['V'], source: '', testCases: [] },
  });
  const content = (...criteria: Criterion[]): ProtocolContent => ({
    ...{ title: { zh: '名' }, changeNote: '', sections: [], facts: [], quiz: null, references: [] },
    criteria,
  });
  const before = content(criterion('X-U01', 180), criterion('X-U02', 180), criterion('X-U03', 180));
  const after = content(criterion('X-U01', 170), criterion('X-U02', 170, '血压 170'), criterion('X-U03', 180));
  expect(changedWithoutWords(contentDiff(before, after))).toEqual(['X-U01']);
});

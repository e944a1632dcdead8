import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerLines, answers, asksAgain, cannotReasons, questionLines, unansweredOf, type Answer, type Question } from './question.js';

const text: Question = { kind: 'text', text: '发病经过？' };
const choice: Question = { kind: 'choice', text: '能否平卧？', choices: ['能', '不能'] };
const fact: Question = { kind: 'fact', text: '收缩压', fact: 'sbp' };
const document: Question = { kind: 'document', text: '心电图', checklistItem: 'documents' };
const all = [text, choice, fact, document];
/** One of each kind, right for the question in the same place. */
const right: readonly Answer[] = [
  { question: 1, text: '两小时前' },
  { question: 2, choice: '不能' },
  { question: 3, value: 186, unit: 'mm[Hg]' },
  { question: 4, attachmentId: 'a' },
];

describe('an answer', () => {
  it('is of the kind that was asked for, and of no other', () => {
    for (const [i, question] of all.entries())
      expect(right.map((answer) => answers(question, answer))).toEqual(all.map((_, at) => at === i));
  });
  it('chooses what was offered', () => expect(answers(choice, { question: 2, choice: '也许' })).toBe(false));
  it.each(cannotReasons)('that none can be given (%s) answers everything', (cannot) => {
    expect(all.every((question) => answers(question, { question: 1, cannot }))).toBe(true);
  });
});

describe('a round', () => {
  it('is answered when each question has one answer that fits', () => expect(unansweredOf(all, right)).toEqual([]));
  it('names those without, those answered twice or wrongly, and answers too many', () => {
    expect(unansweredOf(all, right.slice(1))).toEqual([1]);
    expect(unansweredOf(all, [...right, { question: 2, choice: '能' }])).toEqual([2]);
    expect(unansweredOf(all, [...right.slice(0, 3), { question: 4, text: '见附件' }])).toEqual([4]);
    expect(unansweredOf([text], right.slice(0, 2))).toEqual([2]);
  });
  it('with any answer left out is open at that number', () => {
    fc.assert(
      fc.property(fc.subarray([1, 2, 3, 4]), (kept) => {
        const given = right.filter(({ question }) => kept.includes(question));
        expect(unansweredOf(all, given)).toEqual([1, 2, 3, 4].filter((number) => !kept.includes(number)));
      }),
    );
  });
});

it.each([
  ['the same fact in other words', fact, { ...fact, text: '血压多少' }, true],
  ['another fact in the same words', fact, { ...fact, fact: 'dbp' }, false],
  ['the same item of the checklist', document, { ...document, text: '图' }, true],
  ['the same words', text, { ...text, text: ' 发病经过？ ' }, true],
  ['other words', text, { ...text, text: '过敏史？' }, false],
])('asked again: %s', (_, one, other, again) => expect(asksAgain(one, other)).toBe(again));

it('stands in the timeline line by line; one alone has no number', () => {
  expect(questionLines([text])).toBe('发病经过？');
  expect(questionLines([text, fact])).toBe('1. 发病经过？\n2. 收缩压');
  const given: Answer[] = [...right, { question: 5, cannot: 'not_done' }, { question: 6, value: true }];
  expect(answerLines(given.toReversed())).toBe('1. 两小时前\n2. 不能\n3. 186 mm[Hg]\n4. ✓\n5. —\n6. ✓');
});

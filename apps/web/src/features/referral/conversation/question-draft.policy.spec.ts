import { Answer, Question } from '@alliance/contracts/conversation.schema';
import { unansweredOf } from '@alliance/domain/conversation/question';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idOf, referral } from '../../../testing/make';
import {
  answerBodies,
  choicesOf,
  openAnswers,
  questionBody,
  wrongQuestion,
  wrongQuestions,
  type DraftAnswer,
  type DraftQuestion,
} from './question-draft.policy';
import { suggestionsFor } from './question-suggestions.policy';

describe('questions as they are written', () => {
  const Text = fc.string({ maxLength: 40 });
  const Draft = fc.record({
    kind: fc.constantFrom('text', 'choice', 'document', 'fact'),
    text: Text,
    choices: Text,
    fact: fc.constant('sbp'),
  });

  it('whatever passes here is taken by the contract', () => {
    fc.assert(
      fc.property(fc.array(Draft as fc.Arbitrary<DraftQuestion>, { maxLength: 12 }), (list) => {
        if (wrongQuestions(list)) return;
        for (const question of list) expect(Question.safeParse(questionBody(question)).error).toBeUndefined();
      }),
    );
  });

  it.each([
    ['能 / 不能', ['能', '不能']],
    ['轻；中;重', ['轻', '中', '重']],
    ['能/能/ ', ['能']],
    ['', []],
  ])('choices in one line: %s', (line, choices) => expect(choicesOf(line)).toEqual(choices));

  it('a choice of one, and a question without words, are none', () => {
    expect(wrongQuestion({ kind: 'choice', text: '？', choices: '能/能' })).toBe('choices');
    expect(wrongQuestion({ kind: 'text', text: '  ' })).toBe('text');
    expect(wrongQuestions([])).toBe(true);
  });
});

describe('answers as they are given', () => {
  const kinds = ['text', 'choice', 'fact', 'document'] as const;
  const asked = kinds.map((kind) => ({ kind, text: '？', ...(kind === 'choice' && { choices: ['能', '不能'] }) }));
  const given: DraftAnswer[] = [
    { text: ' 两小时前 ' },
    { choice: '能' },
    { given: { value: 186, unit: 'mm[Hg]', origin: 'typed' } },
    { attachmentId: idOf(9) },
  ];

  it('say what is still open, and what goes out is what the rule wants', () => {
    const drop = (at: number) => given.map((answer, index) => (index === at ? {} : answer));
    for (const at of [0, 1, 2, 3]) expect(openAnswers({ kinds, answers: drop(at) })).toEqual([at + 1]);
    const bodies = answerBodies({ kinds, answers: given });
    expect(bodies).toEqual([
      { question: 1, text: '两小时前' },
      { question: 2, choice: '能' },
      { question: 3, value: 186, unit: 'mm[Hg]' },
      { question: 4, attachmentId: idOf(9) },
    ]);
    expect(unansweredOf(asked, bodies)).toEqual([]);
    for (const body of bodies) expect(Answer.safeParse(body).error).toBeUndefined();
  });

  it('a reason why there is none answers everything', () => {
    const answers = kinds.map((): DraftAnswer => ({ cannot: 'result_pending' }));
    expect(openAnswers({ kinds, answers })).toEqual([]);
    expect(unansweredOf(asked, answerBodies({ kinds, answers }))).toEqual([]);
  });
});

describe('what is suggested', () => {
  const finding = (verdict: string, settling: string[], missing: string[]) => ({ verdict, settling, missing });
  const view = referral({
    attachments: [],
    judgement: { findings: [finding('unknown', ['glucose'], ['lactate', 'glucose']), finding('met', [], ['hr'])] } as never,
  });
  const known = new Set(['glucose', 'lactate', 'hr', 'sbp']);

  it('is what could settle a criterion, then what the checklist lacks, and nothing that is asked already', () => {
    const all = suggestionsFor(view, known, []);
    expect(all.slice(0, 2).map(({ fact }) => fact)).toEqual(['glucose', 'lactate']);
    expect(all.some(({ kind }) => kind === 'document')).toBe(true);
    const glucose = all.filter(({ fact }) => fact === 'glucose');
    expect(glucose).toHaveLength(1);
    const rest = suggestionsFor(view, known, [{ fact: 'glucose', checklistItem: null }]);
    expect(rest.map(({ fact }) => fact)).not.toContain('glucose');
  });

  it('asks for no score: it is computed from what it needs', () => {
    const scored = referral({ judgement: { findings: [finding('unknown', ['news2'], ['news2', 'rr'])] } as never });
    expect(suggestionsFor(scored, new Set(['news2', 'rr']), [])[0]?.fact).toBe('rr');
  });

  it('names no fact that the dictionary does not know', () => {
    expect(suggestionsFor(view, new Set(), []).filter(({ fact }) => fact)).toEqual([]);
  });
});

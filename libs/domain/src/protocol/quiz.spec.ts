import { expect, it } from '@jest/globals';
import { gradeQuiz, type QuizAnswers } from './quiz.js';

const question = (id: string, right: number[]) => ({ id, text: id, options: ['甲', '乙', '丙'], right, explanation: `${id}的说明` });
const quiz = { passPercent: 66, questions: [question('a', [0]), question('b', [1, 2]), question('c', [2])] };

it.each<[string, QuizAnswers, number, boolean]>([
  ['all right', { a: [0], b: [2, 1], c: [2] }, 100, true],
  ['two of three', { a: [0], b: [1, 2], c: [0] }, 66, true],
  ['half an answer is none', { a: [0], b: [1], c: [0] }, 33, false],
  ['everything ticked', { a: [0, 1, 2], b: [0, 1, 2], c: [0, 1, 2] }, 0, false],
  ['nothing answered', {}, 0, false],
  ['the same option twice is one', { a: [0, 0], b: [1, 2], c: [2] }, 100, true],
])('%s', (_, answers, percent, passed) => {
  expect(gradeQuiz(quiz, answers)).toMatchObject({ percent, passed });
});

it('a failed attempt says which questions were wrong and nothing more', () => {
  expect(gradeQuiz(quiz, { a: [0] }).questions).toEqual([
    { id: 'a', right: true },
    { id: 'b', right: false },
    { id: 'c', right: false },
  ]);
});
it('a passed one says what was right, and why', () => {
  expect(gradeQuiz(quiz, { a: [0], b: [1, 2] }).questions).toEqual([
    { id: 'a', right: true, rightOptions: [0], explanation: 'a的说明' },
    { id: 'b', right: true, rightOptions: [1, 2], explanation: 'b的说明' },
    { id: 'c', right: false, rightOptions: [2], explanation: 'c的说明' },
  ]);
});

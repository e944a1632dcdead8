import { expect, it } from '@jest/globals';
import { marksIn, snippetOf } from './snippet.js';

it.each<[string, string, string[], [number, number][]]>([
  [
    'each place',
    '血压高,血压低',
    ['血压'],
    [
      [0, 2],
      [4, 6],
    ],
  ],
  [
    'whatever the case',
    'NEWS2 and news2',
    ['news2'],
    [
      [0, 5],
      [10, 15],
    ],
  ],
  ['two words that touch are one mark', '高血压', ['高血', '血压'], [[0, 3]]],
  ['nothing, when it was found by its sound', '高血压', ['gxy'], []],
])('marks %s', (_, text, words, marks) => {
  expect(marksIn(text, words)).toEqual(marks);
});

it('shows what stands around the first hit, on one line', () => {
  const text = `${'一'.repeat(60)}\n收缩压升高\n${'二'.repeat(200)}`;
  const snippet = snippetOf(text, ['收缩压']);
  expect(snippet).toMatch(/^…一{19} 收缩压升高 二+…$/);
  expect(snippet.length).toBeLessThanOrEqual(92);
  expect(snippetOf('短文', ['没有'])).toBe('短文');
});

import { expect, it } from '@jest/globals';
import { calledIn, withName } from './called-in.policy';

it.each([
  ['请 @', ''],
  ['请 @wj', 'wj'],
  ['请看片@王', '王'],
  ['＠王建', '王建'],
  ['@王建 看片', undefined],
  ['写到 a@b.cn', undefined],
  ['没有', undefined],
])('%s calls %s', (text, called) => expect(calledIn(text, text.length)).toBe(called));

it('the name takes the place of what was typed, and one goes on writing behind it', () => {
  expect(withName('请@wj看片', 4, '王建')).toEqual({ text: '请@王建 看片', caret: 5 });
  expect(withName('请@wj 看片', 4, '王建')).toEqual({ text: '请@王建 看片', caret: 5 });
});

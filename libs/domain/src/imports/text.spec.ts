import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanText, hasBadCharacters, isMasked, nameKey, splitNames } from './text.js';

it.each([
  [' 昆山市中医院', '昆山市中医院'],
  ['昆山市　中 医院', '昆山市中医院'],
  ['贵航３０２医院', '贵航302医院'],
  ['市（州）级医院', '市（州）级医院'],
  ['＊＊＊区第二人民医院', '***区第二人民医院'],
  ['St.  Mary 医院', 'St. Mary 医院'],
  ['\ufeff正安县人民医院\u200b', '正安县人民医院'],
])('%j is kept as %j', (cell, kept) => {
  expect(cleanText(cell)).toBe(kept);
});

it.each([
  ['黔府办函〔2016〕247号', '黔府办函[2016]247号'],
  ['黔府办函（２０１６）247号', '黔府办函(2016)247号'],
  ['买买提·吐尔逊', '买买提・吐尔逊'],
])('%s and %s are one name', (a, b) => {
  expect(nameKey(a)).toBe(nameKey(b));
});

it.each(['***区第二人民医院', '＊＊区医院', '某县人民医院', '××区人民医院', 'XX市中心医院', '某某医院', '○○医院'])(
  '%s is masked',
  (name) => {
    expect(isMasked(name)).toBe(true);
  },
);

it.each(['贵航302医院', '解放军第三〇二医院', '三○二医院', '北京大学第三医院'])('%s is not masked', (name) => {
  expect(isMasked(name)).toBe(false);
});

it.each([
  ['大连市第七人民医院、大连市结核病医院', ['大连市第七人民医院', '大连市结核病医院']],
  ['甲医院，乙医院；丙医院,丁医院;戊医院', ['甲医院', '乙医院', '丙医院', '丁医院', '戊医院']],
  ['甲医院（东院、西院）、乙医院', ['甲医院（东院、西院）', '乙医院']],
  ['甲医院、甲医院、', ['甲医院']],
  ['', []],
])('the cell %j names %j', (cell, names) => {
  expect(splitNames(cell)).toEqual(names);
});

it('damage is seen: NUL, control characters, half a surrogate, the replacement character', () => {
  for (const cell of ['a\u0000', '\u0007', '\ud800', '盘县\ufffd']) expect(hasBadCharacters(cell)).toBe(true);
  expect(hasBadCharacters('第一行\n第二行\t')).toBe(false);
});

it('names beyond the first plane and with a middle dot survive cleaning, and cleaning twice changes nothing', () => {
  expect(cleanText('𠮷林·𡒄医院')).toBe('𠮷林·𡒄医院');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(cleanText(cleanText(text))).toBe(cleanText(text));
      expect(nameKey(cleanText(text))).toBe(nameKey(text));
    }),
  );
});

import { expect, it } from '@jest/globals';
import { booleanOf, dateOf, leadBasisOf, levelOf, typeOf } from './value.js';

it.each([
  ['2016-12-03', '2016-12-03'],
  ['2016/1/5', '2016-01-05'],
  ['2016.1.5', '2016-01-05'],
  ['2016年12月3日', '2016-12-03'],
  ['２０２０-０２-２９', '2020-02-29'],
  ['2021-02-29', undefined],
  ['2016-13-01', undefined],
  ['2016-00-10', undefined],
  ['03.12.2016', undefined],
  ['42706', undefined],
  ['2016年', undefined],
])('the date %s is %s', (cell, date) => {
  expect(dateOf(cell)).toBe(date);
});

it('yes, no and nonsense', () => {
  expect(['true', 'TRUE', '是', '牵头', '1'].map(booleanOf)).toEqual([true, true, true, true, true]);
  expect(['false', '否', '配合', '0'].map(booleanOf)).toEqual([false, false, false, false]);
  expect(booleanOf('maybe')).toBeUndefined();
});

it('levels, types and bases in the words of the documents', () => {
  expect([levelOf('三级甲等'), levelOf('tertiary'), levelOf('二甲'), levelOf('顶级')]).toEqual([
    'tertiary',
    'tertiary',
    'secondary',
    undefined,
  ]);
  expect([typeOf('county_tcm_hospital'), typeOf('急救中心'), typeOf('贫困县医院')]).toEqual([
    'tcm_hospital',
    'emergency_centre',
    undefined,
  ]);
  expect([leadBasisOf('rule_note_inferred'), leadBasisOf('协议'), leadBasisOf('x')]).toEqual([
    'rule_note_inferred',
    'agreement',
    undefined,
  ]);
});

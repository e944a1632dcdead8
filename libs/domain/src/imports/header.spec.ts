import { expect, it } from '@jest/globals';
import { readHeader } from './header.js';

const guizhou = 'seq,category,recipient_prefecture,supporter_city,recipient,supporter,notes'.split(',');
const jiangsu = 'annex,institution_type,recipient,supporter,lead,lead_basis,recipient_prefecture,supporter_city_in_name,notes'.split(',');

it.each([
  ['the annex of 247号', guizhou],
  ['its body', 'key,clause,relation,recipient,supporter,notes'.split(',')],
  ['the Jiangsu annexes', jiangsu],
  ['a Chinese table', ['序号', '受援医疗卫生机构类别', '受援市（州）', '支援城市', '受援医疗卫生机构名称', '支援医疗卫生机构名称', '备注']],
  ['a short Chinese table', ['受援医院', '支援医院']],
])('reads the header of %s', (_, cells) => {
  const header = readHeader('pairings', cells);
  expect(header?.unknown).toEqual([]);
  expect(header?.at.recipient).toBeGreaterThanOrEqual(0);
  expect(header?.at.supporter).toBeGreaterThanOrEqual(0);
});

it('columns may stand in any order, in any case, with blanks; unknown ones are told', () => {
  const header = readHeader('pairings', [' Supporter ', 'RECIPIENT', '电话', 'Lead Basis']);
  expect(header?.at).toEqual({ supporter: 0, recipient: 1, leadBasis: 3 });
  expect(header?.unknown).toEqual(['电话']);
});

it('a table of the other kind is not read', () => {
  expect(readHeader('institutions', guizhou)).toBeNull();
  expect(readHeader('pairings', ['id', 'name_zh'])).toBeNull();
  expect(readHeader('institutions', ['机构名称', '所在市'])?.at).toEqual({ name: 0, city: 1 });
});

import { expect, it } from '@jest/globals';
import { aliasesAfter } from './renamed.js';

it.each([
  ['a new name keeps the old one findable', '甲医院', { name: '乙医院', aliases: ['丙医院'] }, ['丙医院', '甲医院']],
  ['an unchanged name is no alias', '甲医院', { name: '甲医院', aliases: ['甲医院', '丙医院'] }, ['丙医院']],
  ['back to an old name', '乙医院', { name: '甲医院', aliases: ['甲医院'] }, ['乙医院']],
  ['no alias twice', '甲医院', { name: '乙医院', aliases: ['甲医院', '甲医院'] }, ['甲医院']],
])('%s', (_, name, wanted, aliases) => {
  expect(aliasesAfter({ name }, wanted)).toEqual(aliases);
});

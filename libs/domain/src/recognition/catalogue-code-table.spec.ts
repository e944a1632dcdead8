import { expect, it } from '@jest/globals';
import { readCodeRow } from './catalogue-code-table.js';

it.each<[string, string[], object]>([
  [
    'an item with its method',
    ['HGB', '血红蛋白', '718-7', '比色法'],
    { code: 'HGB', name: '血红蛋白', itemCode: '718-7', method: '比色法' },
  ],
  ['spaces around', [' HGB ', '', ' 718-7 '], { code: 'HGB', name: '', itemCode: '718-7', method: null }],
  ['no item of the dictionary, and then no method', ['X9', '院内项目', '无', '手工'], { itemCode: null, method: null }],
  ['the same in English', ['X9', '', 'None'], { itemCode: null }],
  ['an empty cell is no decision', ['HGB', '血红蛋白', ''], { column: '项目代码', reason: 'missing' }],
  ['no code', ['', '血红蛋白', '718-7'], { column: '本院代码', reason: 'missing' }],
  ['a code that is a sentence', ['A'.repeat(61), '', '718-7'], { column: '本院代码', reason: 'too_long' }],
  ['a name that is a page', ['A', '长'.repeat(121), '718-7'], { column: '本院名称', reason: 'too_long' }],
  ['a method that is a page', ['A', '', '718-7', '长'.repeat(121)], { column: '方法学', reason: 'too_long' }],
])('%s', (_, cells, expected) => {
  expect(readCodeRow(cells)).toMatchObject(expected);
});

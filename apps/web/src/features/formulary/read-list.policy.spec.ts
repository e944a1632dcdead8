import { describe, expect, it } from '@jest/globals';
import { linesOf } from './read-list.policy';

describe('a list of medicines as it is pasted', () => {
  it('reads tabs or commas, in any order of columns, in both languages', () => {
    const pasted = '规格\t通用名\t库存\n90mg\t替格瑞洛片\t暂缺\n\t阿司匹林肠溶片\t有\n';
    expect(linesOf(pasted)).toEqual({
      items: [
        { name: '替格瑞洛片', strength: '90mg', form: null, atc: null, inStock: false },
        { name: '阿司匹林肠溶片', strength: null, form: null, atc: null, inStock: true },
      ],
      bad: [],
    });
    expect(linesOf('\uFEFFName,ATC,Stock\n"Aspirin, coated",b01ac06,no')?.items).toEqual([
      { name: 'Aspirin, coated', strength: null, form: null, atc: 'B01AC06', inStock: false },
    ]);
  });

  it('names the rows it cannot use, and says where there are no names at all', () => {
    expect(linesOf('通用名,ATC\n,B01AC06\n利伐沙班片,B01\n氯吡格雷片,B01AC04')).toMatchObject({
      bad: [2, 3],
      items: [{ name: '氯吡格雷片' }],
    });
    expect(linesOf('药,规格\n阿司匹林,100mg')).toBeNull();
  });
});

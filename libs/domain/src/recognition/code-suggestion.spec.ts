import { describe, expect, it } from '@jest/globals';
import { suggestItems, type LocalName, type Suggestible } from './code-suggestion.js';

const item = (code: string, name: string, unit: string | null, pinyin = '', initials = ''): Suggestible => ({
  code,
  name,
  unit,
  pinyin,
  initials,
});
const items = [
  item('6690-2', '白细胞计数', '10*9/L', 'baixibaojishu', 'bxbjs'),
  item('751-8', '中性粒细胞绝对值', '10*9/L', 'zhongxinglixibaojueduizhi', 'zxlxbjdz'),
  item('718-7', '血红蛋白', 'g/L', 'xuehongdanbai', 'xhdb'),
  item('4548-4', '糖化血红蛋白', '%', 'tanghuaxuehongdanbai', 'thxhdb'),
  item('14682-9', '肌酐', 'umol/L', 'jigan', 'jg'),
  item('22748-8', '低密度脂蛋白胆固醇', 'mmol/L', 'dimiduzhidanbaidanguchun', 'dmdzdbdgc'),
];
const local = (code: string, name: string, unit: string | null = null, pinyin = '', initials = ''): LocalName => ({
  code,
  name,
  unit,
  pinyin,
  initials,
});

describe('suggestions for a code of a hospital', () => {
  it.each([
    ['the same words', local('A1', '血红蛋白', 'g/L'), '718-7', ['same_name', 'unit']],
    ['the same words but for what laboratories add', local('A2', '白细胞', '10*9/L'), '6690-2', ['same_name', 'unit']],
    ['a synonym', local('A3', '血色素'), '718-7', ['synonym']],
    ['an abbreviation alone', local('CREA', '', 'umol/L'), '14682-9', ['abbreviation', 'unit']],
    ['brackets and widths', local('A5', 'ＬＤＬ－Ｃ'), '22748-8', ['synonym']],
    ['the same sound, another character', local('A6', '机肝', null, 'jigan', 'jg'), '14682-9', ['pinyin']],
  ])('%s', (_, code, first, grounds) => {
    expect(suggestItems(code, items)[0]).toMatchObject({ itemCode: first, grounds });
  });

  it('a unit that measures something else speaks against it: a share is not a mass', () => {
    expect(suggestItems(local('B', '血红蛋白', '%'), items).map(({ itemCode }) => itemCode)).toEqual(['4548-4']);
  });
  it('mass and substance do not contradict each other', () => {
    expect(suggestItems(local('CREA', '肌酐', 'mg/dL'), items)[0]?.itemCode).toBe('14682-9');
  });
  it('the longer name is likelier for its own words than the shorter one inside it', () => {
    expect(suggestItems(local('C', '糖化血红蛋白', '%'), items).map(({ itemCode }) => itemCode)).toEqual(['4548-4']);
    expect(suggestItems(local('C', '糖化血红蛋白'), items)[0]?.itemCode).toBe('4548-4');
  });
  it('nothing for what is like nothing, and a unit alone says nothing', () => {
    expect(suggestItems(local('ZZ', '未知项目', 'g/L'), items)).toEqual([]);
  });
});

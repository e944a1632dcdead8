import { expect, it } from '@jest/globals';
import { Directory } from './directory.js';

const at = (name: string, city: string | null, aliases: string[] = []) => ({ name, city, aliases, province: null });
const panxian = at('盘县人民医院', '六盘水市');
const yuyao = at('宁波市余姚市人民医院', '宁波市');
const provincial = { ...at('江苏省人民医院', null, ['省人民医院']), province: '江苏省' };
const masked = at('***区第二人民医院', '广州市');
const north = at('鼓楼区中医院', '徐州市');
const south = at('鼓楼区中医院', '南京市');
const cdc = at('遵义市疾控中心', '遵义市');
const directory = new Directory([panxian, yuyao, provincial, masked, north, south, cdc]);

const found = (name: string, city: string | null = null, province: string | null = null) => {
  const result = directory.find(name, city, province);
  return result.kind === 'one' ? [result.institution, result.by] : result.kind;
};

it('finds an institution by its name, a spelling of it, an old or new place name, a long term', () => {
  expect(found('盘县人民 医院')).toEqual([panxian, 'name']);
  expect(found('盘州市人民医院', '六盘水市')).toEqual([panxian, 'old_place']);
  expect(found('遵义市疾病预防控制中心')).toEqual([cdc, 'alias']);
});

it('leaves out the city only where the city is told otherwise', () => {
  expect(found('余姚市人民医院', '宁波市')).toEqual([yuyao, 'alias']);
  expect(found('余姚市人民医院')).toBe('none');
});

it('understands a relative name only in its province', () => {
  expect(found('省人民医院', null, '江苏省')).toEqual([provincial, 'alias']);
  expect(found('省人民医院', null, '贵州省')).toBe('none');
  expect(found('省人民医院')).toBe('ambiguous');
});

it('never guesses a masked name', () => {
  expect(found('***区第二人民医院', '广州市')).toEqual([masked, 'name']);
  expect(found('***区第二人民医院', '深圳市')).toBe('none');
  expect(found('***区第二人民医院')).toBe('none');
  expect(found('天河区第二人民医院', '广州市')).toBe('none');
});

it('tells namesakes apart by their city and refuses to choose without one', () => {
  expect(found('鼓楼区中医院', '南京')).toEqual([south, 'name']);
  expect(found('鼓楼区中医院')).toBe('ambiguous');
  expect(directory.find('鼓楼区中医院', '福州市', null)).toEqual({ kind: 'none', fullName: '鼓楼区中医院', similar: [north, south] });
});

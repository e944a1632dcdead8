import { expect, it } from '@jest/globals';
import { cityStem, inFull, isRelative, placeVariants, sameCity, termVariants, withoutCity } from './place.js';

it.each([
  ['南京市', '南京'],
  ['杭州', '杭州'],
  ['黔南州', '黔南'],
  ['黔南布依族苗族自治州', '黔南'],
  ['江苏省苏州市', '苏州'],
  ['毕节地区', '毕节'],
])('%s has the stem %s', (city, stem) => {
  expect(cityStem(city)).toBe(stem);
});

it('an unknown city agrees with every city, another one does not', () => {
  expect(sameCity('苏州市', '苏州')).toBe(true);
  expect(sameCity(null, '苏州')).toBe(true);
  expect(sameCity('徐州市', '苏州市')).toBe(false);
});

it.each([
  ['盘县人民医院', ['盘州市人民医院']],
  ['盘州市人民医院', ['盘县人民医院']],
  ['临安市人民医院', ['临安县人民医院', '临安区人民医院']],
  ['杭州市临安区人民医院', ['杭州市临安市人民医院', '杭州市临安县人民医院']],
  ['兴仁县人民医院', ['兴仁市人民医院']],
  ['黔西县人民医院', ['黔西市人民医院']],
  ['平坝区人民医院', ['平坝县人民医院']],
  ['正安县人民医院', []],
])('%s is also found as %j', (name, variants) => {
  expect(placeVariants(name).sort()).toEqual([...variants].sort());
});

it('terms and autonomous places have a long and a short form', () => {
  expect(termVariants('黔南州疾控中心')).toEqual(
    expect.arrayContaining(['黔南布依族苗族自治州疾控中心', '黔南州疾病预防控制中心', '黔南布依族苗族自治州疾病预防控制中心']),
  );
});

it.each([
  ['宁波市余姚市人民医院', '宁波市', '余姚市人民医院'],
  ['苏州昆山市第一人民医院', '苏州市', '昆山市第一人民医院'],
  ['杭州市萧山区第一人民医院', '杭州市', '萧山区第一人民医院'],
  ['苏州市立医院', '苏州市', null],
  ['青岛市市立医院', '青岛市', null],
  ['杭州市中医院', '杭州市', null],
  ['余姚市人民医院', null, null],
])('%s of %s without its city is %s', (name, city, short) => {
  expect(withoutCity(name, city)).toBe(short);
});

it('a relative name is completed from where it is printed, or not at all', () => {
  expect(isRelative('省人民医院')).toBe(true);
  expect(inFull('省人民医院', '江苏省', null)).toBe('江苏省人民医院');
  expect(inFull('市疾控中心', null, '中卫市')).toBe('中卫市疾控中心');
  expect(inFull('省人民医院', null, '南京市')).toBeNull();
  expect(inFull('县人民医院', '江苏省', '淮安市')).toBeNull();
});

import { expect, it } from '@jest/globals';
import { emailOf, phoneKey, phoneOf, roleOf, staffNumberOf, wholeYears, yearsBefore, yearsOf } from './staff-value.js';
import { dayOf, minutesOf, timesIn, wallTime } from './rota-time.js';

it.each([
  ['138 0013 8000', '13800138000'],
  ["'13800138000", '13800138000'],
  ['+86 138-0013-8000', '+86138-0013-8000'],
  ['０９９０－５５５０１２３', '0990-5550123'],
  ['1.38E+10', undefined],
  ['转 8012', undefined],
  ['12', undefined],
])('the telephone %s is %s', (cell, phone) => expect(phoneOf(cell)).toBe(phone));

it('one telephone in two spellings has one key', () => {
  expect(phoneKey('+86138-0013-8000')).toBe(phoneKey('13800138000'));
});

it('addresses, staff numbers, years and roles as people write them', () => {
  expect([emailOf(' Zhang@Example.CN '), emailOf('张三@'), emailOf('a b@c.cn')]).toEqual(['zhang@example.cn', undefined, undefined]);
  expect([staffNumberOf('00123'), staffNumberOf("'00123"), staffNumberOf('A-12'), staffNumberOf('#1')]).toEqual([
    '00123',
    '00123',
    'A-12',
    undefined,
  ]);
  expect(['8', '8年', '8 years', '61', '八年'].map(yearsOf)).toEqual([8, 8, 8, undefined, undefined]);
  expect(['医生', 'Doctor', 'quality manager', '转诊专员', '院长'].map(roleOf)).toEqual([
    'doctor',
    'doctor',
    'quality_manager',
    'coordinator',
    undefined,
  ]);
});

it('years are counted back to the same day, and from there forth again', () => {
  expect([yearsBefore('2026-11-22', 8), yearsBefore('2024-02-29', 3), yearsBefore('2024-02-29', 4)]).toEqual([
    '2018-11-22',
    '2021-02-28',
    '2020-02-29',
  ]);
  expect([wholeYears('2018-11-22', '2026-11-21'), wholeYears('2018-11-22', '2026-11-22')]).toEqual([7, 8]);
});

it.each([
  ['2026-12-01', '2026-12-01'],
  ['2026/12/1', '2026-12-01'],
  ['2026/12/1 0:00', undefined],
  ['2026-12-01 00:00:00', '2026-12-01'],
  ['12月1日', '2026-12-01'],
  ['12月1日（周二）', '2026-12-01'],
  ['12/1 星期二', '2026-12-01'],
  ['1月3日', '2027-01-03'],
  ['2月29日', undefined],
  ['心内科', undefined],
  ['1', undefined],
])('the day %s is %s in November 2026', (cell, day) => expect(dayOf(cell, '2026-11-22')).toBe(day));

it('times of day, and times that a heading carries', () => {
  expect(['8:00', '08：30', '8点', '8点半', '20时', '24:00', '25:00', '8:75', '早班'].map(minutesOf)).toEqual([
    ...[480, 510, 480, 510, 1200, 1440],
    ...[undefined, undefined, undefined],
  ]);
  expect(timesIn('心内科（08:00-18:00）')).toEqual({ name: '心内科', start: 480, end: 1080 });
  expect(timesIn('总值班')).toEqual({ name: '总值班', start: null, end: null });
  expect(wallTime('2026-12-31', 1440)).toBe('2027-01-01T00:00:00');
});

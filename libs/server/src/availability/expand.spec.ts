import { spanOf, type Span } from '@alliance/domain/availability/span';
import { describe, expect, it } from '@jest/globals';
import { everyDay } from '../testing/availability.story.js';
import { expand, isReadableRule, isZone, ordinary } from './expand.js';

const within = (from: string, to: string): Span => spanOf(new Date(from), new Date(to));
const utc = (spans: readonly Span[]) =>
  spans.map(({ from, to }) => `${new Date(from * 60_000).toISOString().slice(0, 16)} ${(to - from).toString()}`);

describe('a rule keeps its wall time', () => {
  it.each([
    [
      'Berlin, clocks go forward in the night: the day is an hour shorter, eight is eight',
      'Europe/Berlin',
      '08:00',
      60,
      '2026-03-28',
      ['2026-03-28T07:00 60', '2026-03-29T06:00 60'],
    ],
    ['Berlin, clocks go back', 'Europe/Berlin', '08:00', 60, '2026-10-24', ['2026-10-24T06:00 60', '2026-10-25T07:00 60']],
    [
      'Berlin, a night duty over the change ends at its hour',
      'Europe/Berlin',
      '22:00',
      600,
      '2026-03-27',
      ['2026-03-27T21:00 600', '2026-03-28T21:00 540'],
    ],
    [
      'Berlin, a night duty over the hour that comes twice',
      'Europe/Berlin',
      '22:00',
      600,
      '2026-10-23',
      ['2026-10-23T20:00 600', '2026-10-24T20:00 660'],
    ],
    [
      'Berlin, an hour that does not exist is the one after the jump',
      'Europe/Berlin',
      '02:30',
      120,
      '2026-03-28',
      ['2026-03-28T01:30 120', '2026-03-29T01:30 60'],
    ],
    [
      'Berlin, of an hour that comes twice the first',
      'Europe/Berlin',
      '02:30',
      60,
      '2026-10-24',
      ['2026-10-24T00:30 60', '2026-10-25T00:30 120'],
    ],
    ['New York, two weeks before Berlin', 'America/New_York', '08:00', 60, '2026-03-07', ['2026-03-07T13:00 60', '2026-03-08T12:00 60']],
    ['New York, back in November', 'America/New_York', '08:00', 60, '2026-10-31', ['2026-10-31T12:00 60', '2026-11-01T13:00 60']],
    ['Shanghai never changes', 'Asia/Shanghai', '08:00', 60, '2026-03-28', ['2026-03-28T00:00 60', '2026-03-29T00:00 60']],
    ['Ürümqi is two hours later', 'Asia/Urumqi', '08:00', 60, '2026-03-28', ['2026-03-28T02:00 60', '2026-03-29T02:00 60']],
    ['Kolkata lies at half an hour', 'Asia/Kolkata', '08:00', 60, '2026-03-28', ['2026-03-28T02:30 60', '2026-03-29T02:30 60']],
    ['Kathmandu at three quarters', 'Asia/Kathmandu', '08:00', 60, '2026-03-28', ['2026-03-28T02:15 60', '2026-03-29T02:15 60']],
    [
      'Lord Howe goes forward by half an hour',
      'Australia/Lord_Howe',
      '08:00',
      60,
      '2026-10-03',
      ['2026-10-02T21:30 60', '2026-10-03T21:00 60'],
    ],
    ['over the end of the year', 'Asia/Shanghai', '23:00', 120, '2026-12-31', ['2026-12-31T15:00 120', '2027-01-01T15:00 120']],
  ])('%s', (_, zone, startsAt, minutes, validFrom, spans) => {
    const rule = everyDay({ zone, startsAt, minutes, validFrom, rrule: 'FREQ=DAILY;COUNT=2' });
    expect(utc(expand(rule, within('2026-01-01T00:00Z', '2027-02-01T00:00Z')))).toEqual(spans);
  });

  it('29 February comes every four years, the 31st in seven months, the last Friday in all', () => {
    const dates = (rrule: string, validFrom: string, from: string, to: string) =>
      utc(expand(everyDay({ rrule, validFrom, startsAt: '12:00', minutes: 30, zone: 'UTC' }), within(from, to))).map((each) =>
        each.slice(0, 10),
      );
    expect(dates('FREQ=MONTHLY;BYMONTHDAY=29', '2027-02-01', '2027-02-01T00:00Z', '2027-04-01T00:00Z')).toEqual(['2027-03-29']);
    expect(dates('FREQ=MONTHLY;BYMONTHDAY=29', '2027-02-01', '2028-02-01T00:00Z', '2028-03-01T00:00Z')).toEqual(['2028-02-29']);
    expect(dates('FREQ=MONTHLY;BYMONTHDAY=31', '2026-01-01', '2026-01-01T00:00Z', '2027-01-01T00:00Z')).toHaveLength(7);
    expect(dates('FREQ=MONTHLY;BYDAY=-1FR', '2026-01-01', '2026-01-01T00:00Z', '2026-04-01T00:00Z')).toEqual([
      '2026-01-30',
      '2026-02-27',
      '2026-03-27',
    ]);
    expect(dates('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE', '2026-11-02', '2026-11-01T00:00Z', '2026-12-01T00:00Z')).toEqual([
      '2026-11-02',
      '2026-11-04',
      '2026-11-16',
      '2026-11-18',
      '2026-11-30',
    ]);
  });
  it('leaves out dates without it, public holidays and what is after its last day; holds once without a repetition', () => {
    const rule = everyDay({ rrule: 'FREQ=WEEKLY;BYDAY=WE,TH', validUntil: '2026-10-15', without: ['2026-10-14'], onHolidays: false });
    const october = within('2026-09-28T00:00Z', '2026-11-01T00:00Z');
    const dates = (more: object) => utc(expand({ ...rule, ...more }, october)).map((each) => each.slice(5, 10));
    expect(dates({})).toEqual(['09-30', '10-08', '10-15']);
    expect(dates({ onHolidays: true })).toEqual(['09-30', '10-01', '10-07', '10-08', '10-15']);
    expect(dates({ rrule: null, validFrom: '2026-10-09' })).toEqual(['10-09']);
    expect(dates({ rrule: 'FREQ=DAILY;BYDAY=SA', onHolidays: false })).toEqual(['10-10']);
  });
  it('a stretch that only touches another day is found from both sides', () => {
    const night = everyDay({ startsAt: '23:00', minutes: 120, zone: 'UTC' });
    expect(utc(expand(night, within('2026-11-22T00:30Z', '2026-11-22T00:40Z')))).toEqual(['2026-11-21T23:00 120']);
    expect(expand(night, within('2026-11-22T01:00Z', '2026-11-22T23:00Z'))).toEqual([]);
  });
  it('who set nothing is there on working days, made-up Saturdays included', () => {
    const { spans } = ordinary('Asia/Shanghai', within('2026-10-06T16:00Z', '2026-10-11T16:00Z'));
    expect(utc(spans)).toEqual(['2026-10-08T00:00 600', '2026-10-09T00:00 600', '2026-10-10T00:00 600']);
  });
});

describe('a repetition', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=MO,WE', true],
    ['FREQ=DAILY', true],
    ['FREQ=MONTHLY;BYDAY=2TU', true],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', true],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=10', true],
    ['FREQ=YEARLY', false],
    ['FREQ=SECONDLY', false],
    ['FREQ=WEEKLY;BYDAY=2MO', false],
    ['FREQ=WEEKLY;BYDAY=XX', false],
    ['FREQ=WEEKLY;BYHOUR=3', false],
    ['FREQ=WEEKLY;UNTIL=20270101', false],
    ['FREQ=MONTHLY;BYMONTHDAY=40', false],
    ['FREQ=DAILY;INTERVAL=0', false],
    ['FREQ=DAILY;COUNT=99999', false],
    ['FREQ=DAILY;FREQ=WEEKLY', false],
    ['FREQ=DAILY;BYSETPOS=1', false],
    ['BYDAY=MO', false],
    ['FREQ=DAILY\nEXDATE:20260101', false],
    ['', false],
  ])('%s is taken: %s', (rrule, taken) => expect(isReadableRule(rrule)).toBe(taken));

  it.each([
    ['Asia/Shanghai', true],
    ['UTC', true],
    ['Asia/Atlantis', false],
    ['+08:00', false],
    ['', false],
  ])('zone %s is known: %s', (zone, known) => expect(isZone(zone)).toBe(known));
});

import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../refusal.js';
import {
  areFiguresOld,
  bedKinds,
  bedLabels,
  bedSexes,
  bedSituation,
  isBedForAge,
  misfitOfBed,
  misfitOfSlot,
  sexesFitting,
  slotSituation,
} from './bed.js';
import { checkHeldUntil } from './hold.js';
import { checkPromise, contactDue } from './shortage.js';

const now = new Date('2026-11-22T02:00:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const refusalOf = (check: () => void): string | null => {
  try {
    check();
    return null;
  } catch (error) {
    return (error as Refusal).code;
  }
};

describe('the tile of a bed', () => {
  it.each([
    ['open', null, 'free'],
    ['open', 'held', 'held'],
    ['open', 'occupied', 'occupied'],
    ['occupied', null, 'occupied'],
    ['closed', null, 'closed'],
    ['closed', 'held', 'held'],
  ] as const)('%s with %s says %s', (state, hold, says) => expect(bedSituation(state, hold)).toBe(says));
  it.each([
    ['open', false, 'free'],
    ['open', true, 'held'],
    ['given', false, 'given'],
    ['closed', false, 'closed'],
  ] as const)('of a slot: %s, held %s, says %s', (state, held, says) => expect(slotSituation(state, held)).toBe(says));
});

it.each([
  ['male', ['male', 'any']],
  ['female', ['female', 'any']],
  ['unknown', ['any']],
  ['other', ['any']],
] as const)('a patient of sex %s lies in rooms of %s', (sex, rooms) => expect(sexesFitting(sex)).toEqual(rooms));

it('figures are old after twelve hours, and where nobody ever confirmed them', () => {
  expect([null, inHours(-12.01), inHours(-12), now].map((at) => areFiguresOld(at, now))).toEqual([true, true, false, false]);
});

it('beds that are added together are counted on', () => {
  expect(bedLabels({ prefix: 'A', first: 9, count: 3, suffix: ' 床' })).toEqual(['A9 床', 'A10 床', 'A11 床']);
});

it.each([
  ['bed', -1, 'capacity.period_invalid'],
  ['bed', 0, 'capacity.period_invalid'],
  ['bed', 0.3, null],
  ['bed', 14 * 24, null],
  ['bed', 14 * 24 + 0.1, 'capacity.period_invalid'],
  ['slot', 62 * 24, null],
  ['slot', 62 * 24 + 0.1, 'capacity.period_invalid'],
] as const)('a %s held for %s hours: %s', (what, hours, refusal) =>
  expect(refusalOf(() => checkHeldUntil(what, inHours(hours), now))).toBe(refusal),
);

describe('a promise to call', () => {
  it.each([
    ['2026-11-21', 'overdue'],
    ['2026-11-22', 'today'],
    ['2026-11-23', 'later'],
  ])('for %s is %s', (day, due) => expect(contactDue(day, '2026-11-22')).toBe(due));
  it.each([
    ['2026-11-21', 'capacity.period_invalid'],
    ['2026-11-22', null],
    ['2027-01-21', null],
    ['2027-01-22', 'capacity.period_invalid'],
    ['not a day', 'capacity.period_invalid'],
  ])('for %s: %s', (day, refusal) => expect(refusalOf(() => checkPromise(day, '2026-11-22'))).toBe(refusal));
});

it.each([
  ['2026-11-20', true],
  ['2025-11-23', true],
  ['2025-11-22', false],
  ['1955-03-01', false],
  [null, true],
] as const)('neonatal care for whoever was born on %s: %s; every other bed is for any age', (bornOn, fits) => {
  const now = new Date('2026-11-22T12:00:00Z');
  expect(bedKinds.filter((kind) => isBedForAge(kind, bornOn, now))).toEqual(bedKinds.filter((kind) => fits || kind !== 'nicu'));
});

describe('what somebody named for a patient', () => {
  it('an ordinary bed is of the department, one of special care may stand in another', () => {
    const misfits = (departmentId: string) =>
      bedKinds.map((kind) => misfitOfBed({ departmentId, kind, sex: 'any' }, { departmentId: 'here', sex: 'male' }));
    expect(misfits('here')).toEqual([null, null, null, null, null]);
    expect(misfits('there')).toEqual(['department', null, null, null, null]);
  });
  it.each([
    ['male', [null, null, 'sex']],
    ['female', [null, 'sex', null]],
    ['unknown', [null, 'sex', 'sex']],
  ] as const)('a room is of the sex of a patient who is %s, or for everybody', (sex, misfits) =>
    expect(bedSexes.map((each) => misfitOfBed({ departmentId: 'here', kind: 'icu', sex: each }, { departmentId: 'here', sex }))).toEqual(
      misfits,
    ),
  );
  it('a slot is of the department and of the service', () => {
    const patient = { departmentId: 'here', service: 'outpatient' };
    expect(misfitOfSlot(patient, patient)).toBeNull();
    expect(misfitOfSlot({ ...patient, departmentId: 'there' }, patient)).toBe('department');
    expect(misfitOfSlot({ ...patient, service: 'examination' }, patient)).toBe('service');
  });
});

import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../refusal.js';
import { checkBirthDate, estimatedAgeOn, estimatedBirthYear } from './age.js';
import { newbornName, shortNameOf, unknownPersonName } from './given-name.js';
import { likeness, type Described } from './likeness.js';
import { checkBirth, gestationalDays, gestationOf } from './newborn.js';
import { patientPhone } from './patient-phone.js';

const codeOf = (check: () => unknown): string | null => {
  try {
    check();
  } catch (error) {
    return (error as Refusal).code;
  }
  return null;
};
const today = '2026-11-22';

describe('a telephone number (ID-08)', () => {
  it.each([
    ['13812345678', '13812345678'],
    ['138 1234 5678', '13812345678'],
    ['138-1234-5678', '13812345678'],
    ['+86 138 1234 5678', '13812345678'],
    ['008613812345678', '13812345678'],
    ['０９５１－７０１２３４５', '0951-7012345'],
    ['0951-7012345', '0951-7012345'],
    ['010-12345678-8001', '010-12345678-8001'],
    ['+86 951 7012345', '09517012345'],
    ['400-820-8820', '400-820-8820'],
    ['120', '120'],
    ['+7 727 123 45 67', '+77271234567'],
  ])('%s is kept as %s', (written, kept) => expect(patientPhone(written)).toBe(kept));
  it.each([null, '', '   '])('%p is none', (written) => expect(patientPhone(written)).toBeNull());
  it.each(['不知道', '12', '12345678901', '1381234567', '138123456789', 'abc13812345678', '7012345', '+86', "13812345678'"])(
    '%s is refused',
    (written) => expect(codeOf(() => patientPhone(written))).toBe('patient.phone_invalid'),
  );
});

describe('an age', () => {
  it.each([0, 45, 120])('%i is guessed, and told again', (age) => expect(estimatedAgeOn(estimatedBirthYear(age, today), today)).toBe(age));
  it.each([-1, 121, 999, 4.5, NaN])('%p is none', (age) =>
    expect(codeOf(() => estimatedBirthYear(age, today))).toBe('patient.age_invalid'),
  );
  it.each([
    [null, null],
    ['2026-11-22', null],
    ['1906-11-22', null],
    ['2026-11-23', 'patient.age_invalid'],
    ['1905-11-22', 'patient.age_invalid'],
  ])('born %p: %p', (birthDate, code) => expect(codeOf(() => checkBirthDate(birthDate, today))).toBe(code));
});

describe('names that a hospital gives', () => {
  it.each([
    ['宁南市人民医院（演示）', '宁南市人民医院'],
    ['新疆医科大学第一附属医院昌吉分院妇幼保健院', '新疆医科大学第妇幼保健院'],
    ['（演示）', '（演示）'],
    ['county hospital', 'county hospi'],
  ])('%s is %s', (institution, short) => expect(shortNameOf(institution)).toBe(short));
  it('says where, when and how manieth', () =>
    expect(unknownPersonName('宁南市人民医院（演示）', today, 3)).toBe('无名氏-宁南市人民医院-20261122-3'));
  it.each([
    ['female', null, '王芳之女'],
    ['male', 2, '王芳之子2'],
    ['unknown', null, '王芳之婴'],
  ] as const)('a %s newborn (%p) is %s', (sex, order, name) => expect(newbornName('王芳', sex, order)).toBe(name));
});

describe('a newborn', () => {
  const now = new Date('2026-11-22T08:00:00Z');
  it('was born within 28 days, and not later than now', () => {
    const born = (bornAt: string) => codeOf(() => checkBirth({ bornAt: new Date(bornAt) }, now));
    expect([born('2026-11-22T07:59:00Z'), born('2026-10-25T08:00:00Z')]).toEqual([null, null]);
    expect([born('2026-11-22T09:00:00Z'), born('2026-10-25T07:59:00Z')]).toEqual(['patient.age_invalid', 'patient.age_invalid']);
  });
  it('31 weeks and 2 days', () => expect(gestationOf(gestationalDays({ weeks: 31, days: 2 }))).toEqual({ weeks: 31, days: 2 }));
});

describe('who may be the same person', () => {
  const one: Described = {
    ...{ name: '王小明', initials: 'wxm', sex: 'male', birthDate: '1980-05-01', estimatedBirthYear: null, phone: null },
    identifierKind: 'other',
  };
  const nobody: Described = {
    ...one,
    name: '无名氏-甲院-20261122-1',
    initials: 'x',
    birthDate: null,
    estimatedBirthYear: 1980,
    identifierKind: 'unknown_person',
  };
  it.each([
    ['name and day of birth', one, one, ['name', 'birthDate', 'sex']],
    ['spaces and dots are none', { ...one, name: '买买提·吐尔逊' }, { ...one, name: '买买提 吐尔逊' }, ['name', 'birthDate', 'sex']],
    ['another character that sounds alike', one, { ...one, name: '王晓明' }, ['initials', 'birthDate', 'sex']],
    ['one name, nothing else known', { ...one, sex: 'unknown', birthDate: null }, one, ['name']],
    ['brought in twice', nobody, { ...nobody, name: '无名氏-甲院-20261122-2', estimatedBirthYear: 1985 }, ['age', 'sex', 'unknown']],
    ['another sex', one, { ...one, sex: 'female' }, null],
    ['one name, a generation apart', one, { ...one, birthDate: '1950-05-01' }, null],
    ['sounds alike, born on another day', one, { ...one, name: '王晓明', birthDate: '1980-05-02' }, null],
    ['born on one day', one, { ...one, name: '李四', initials: 'ls' }, null],
    ['unknown, and far too old', nobody, { ...nobody, estimatedBirthYear: 1940 }, null],
  ] as const)('%s', (_, a, b, shared) => expect(likeness(a, b)).toEqual(shared));
});

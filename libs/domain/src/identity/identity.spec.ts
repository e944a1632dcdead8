import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../refusal.js';
import { checkCharacterOf, isCalendarDate, readCitizenId } from './citizen-id.js';
import { ageOn } from './age.js';
import { identityOf, maskIdentifier, type PatientIdentity } from './patient.js';

const today = '2026-11-22';

describe('citizen identity number (GB 11643, ID-01)', () => {
  it.each([
    ['11010519491231002X', { number: '11010519491231002X', birthDate: '1949-12-31', sex: 'female' }],
    ['440524188001010014', { number: '440524188001010014', birthDate: '1880-01-01', sex: 'male' }],
    [' 11010519491231002x ', { number: '11010519491231002X', birthDate: '1949-12-31', sex: 'female' }],
  ])('%s is read', (typed, read) => expect(readCitizenId(typed, today)).toEqual(read));

  const withCheck = (digits: string) => digits + checkCharacterOf(digits);
  it.each([
    ['a wrong check character', '110105194912310020'],
    ['seventeen characters', '1101051949123100'],
    ['29 February of an ordinary year', withCheck('11010519490229002')],
    ['a birth date in the future', withCheck('11010520270101002')],
    ['letters', '11010519491231A02X'],
  ])('%s is refused', (_, typed) => expect(readCitizenId(typed, today)).toBeUndefined());

  it('finds every single wrong digit and every swap of neighbours', () => {
    const digits = fc.stringMatching(/^110105(19[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}$/);
    fc.assert(
      fc.property(digits, fc.nat(16), fc.nat(9), (body, at, digit) => {
        const number = withCheck(body);
        expect(readCitizenId(number, today)?.number).toBe(number);
        if (number[at] !== String(digit)) expect(readCitizenId(number.slice(0, at) + digit + number.slice(at + 1), today)).toBeUndefined();
        const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2);
        if (swapped !== number) expect(readCitizenId(swapped, today)).toBeUndefined();
      }),
    );
  });
  it.each(['2024-02-29', '1988-07-01'])('%s is a day', (day) => expect(isCalendarDate(day)).toBe(true));
  it('knows every day of four centuries, and no other', () => {
    for (let at = Date.UTC(1800, 0, 1); at < Date.UTC(2200, 0, 1); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10);
      if (!isCalendarDate(day)) throw new Error(day);
      const next = `${day.slice(0, 8)}${String(Number(day.slice(8)) + 1).padStart(2, '0')}`;
      const exists = new Date(at + 86_400_000).toISOString().startsWith(next);
      if (isCalendarDate(next) !== exists) throw new Error(next);
    }
  });
  it.each(['2023-02-29', '2024-13-01', '2024-1-1', '0000-00-00'])('%s is none', (day) => expect(isCalendarDate(day)).toBe(false));
});

describe('who a patient is', () => {
  const typed: PatientIdentity = {
    identifierKind: 'citizen_id',
    identifier: '11010519491231002x',
    name: ' 王 小明 ',
    sex: 'unknown',
    birthDate: null,
  };
  const refusal = (identity: PatientIdentity) => {
    try {
      identityOf(identity, today);
    } catch (error) {
      return (error as Refusal).code;
    }
    return undefined;
  };

  it('birth date and sex come from the number', () => {
    expect(identityOf(typed, today)).toMatchObject({
      identifier: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: 'female',
      name: '王 小明',
    });
  });
  it('what contradicts the number is refused', () => {
    expect(refusal({ ...typed, sex: 'male' })).toBe('patient.identifier_conflict');
    expect(refusal({ ...typed, birthDate: '1950-01-01' })).toBe('patient.identifier_conflict');
  });
  it('a newborn and an unknown person have no number', () => {
    expect(identityOf({ ...typed, identifierKind: 'none_newborn', identifier: null }, today).identifier).toBeNull();
    expect(refusal({ ...typed, identifierKind: 'unknown_person' })).toBe('patient.identifier_invalid');
  });
  it('another paper needs a number, in any form', () => {
    expect(identityOf({ ...typed, identifierKind: 'passport', identifier: 'e 1234-5678' }, today).identifier).toBe('E12345678');
    expect(refusal({ ...typed, identifierKind: 'passport', identifier: ' ' })).toBe('patient.identifier_invalid');
  });
  it.each([
    ['买买提·吐尔逊', '买买提·吐尔逊'],
    ['𠮷田', '𠮷田'],
  ])('%s keeps its characters (ID-12)', (name, kept) => expect(identityOf({ ...typed, name }, today).name).toBe(kept));

  it.each([
    ['11010519491231002X', '1101**********002X'],
    ['E12345678', '*******78'],
    ['7', '7'],
  ])('%s is shown as %s', (identifier, masked) => expect(maskIdentifier(identifier)).toBe(masked));
  it.each([
    ['2000-11-22', 26],
    ['2000-11-23', 25],
    ['2026-11-22', 0],
  ])('born %s is %i', (birth, age) => expect(ageOn(birth, today)).toBe(age));
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IncomingPatient, IncomingReport, IncomingResult } from '../incoming-report.js';
import { reportStates, type ReportState } from '../recognition.codes.js';
import { editionOf, type StandingReport } from './edition.js';
import { checkReport, patientDiffers } from './report-check.js';
import { readMoment } from './report-time.js';
import { flagOf, resultRow, testClassOf, type CodedItem } from './result-row.js';
import { ucumOf } from './unit-words.js';

const now = new Date('2026-11-22T12:00:00Z');
const today = '2026-11-22';
const patient: IncomingPatient = {
  identifierKind: 'passport',
  identifier: 'E1234567',
  name: '王芳',
  sex: 'female',
  birthDate: '1980-02-29',
};
const result: IncomingResult = {
  ...{ code: 'HGB', name: '血红蛋白', loinc: false, value: 128, comparator: null, unit: 'g/L' },
  ...{ referenceLow: 115, referenceHigh: 150, referenceText: null, flag: null, method: null, specimen: null, bodySite: null },
};
const report: IncomingReport = {
  ...{ number: 'R1', state: 'final', patient, title: '血常规', performedAt: '2026-11-21T08:00+08:00', issuedAt: '2026-11-21T09:00+08:00' },
  ...{ department: null, reportedBy: null, reviewedBy: null, conclusion: null, studyUid: null, imagesAvailable: false },
  results: [result],
};
const problemsOf = (more: Partial<IncomingReport>): string[] => {
  const found = checkReport({ ...report, ...more }, now, today);
  return 'problems' in found ? found.problems.map(({ problem, at }) => `${problem} ${at}`) : [];
};

describe('moments', () => {
  it.each([
    ['2026-11-21T08:00+08:00', '2026-11-21T00:00:00.000Z'],
    ['2026-11-21T08:00:30.123456+08:00', '2026-11-21T00:00:30.123Z'],
    ['2026-11-21T00:00Z', '2026-11-21T00:00:00.000Z'],
    ['2026-11-22T12:10:00Z', '2026-11-22T12:10:00.000Z'],
    ['1990-01-01T00:00Z', '1990-01-01T00:00:00.000Z'],
    ['2026-11-21T08:00', 'time_without_zone'],
    ['2026-11-21', 'time_without_zone'],
    ['2026-11-21T08:00+0800', 'time_invalid'],
    ['2026-02-29T08:00Z', 'time_invalid'],
    ['2026-11-21T24:00Z', 'time_invalid'],
    ['2026-11-21T08:00+15:00', 'time_invalid'],
    ['1989-12-31T23:59Z', 'time_invalid'],
    ['2026-11-22T12:10:01Z', 'time_in_future'],
    ['yesterday', 'time_invalid'],
    ['  ', 'field_missing'],
  ])('%s: %s', (text, expected) => {
    const read = readMoment(text, now);
    expect(read instanceof Date ? read.toISOString() : read).toBe(expected);
  });

  it('whatever it is, it is a moment that it names, or a problem', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: now, noInvalidDate: true }),
        fc.integer({ min: -14, max: 14 }),
        (at, hours) => {
          const local = new Date(at.getTime() + hours * 3_600_000).toISOString().slice(0, 23);
          const zone = `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
          expect(readMoment(local + zone, now)).toEqual(at);
          expect(readMoment(local, now)).toBe('time_without_zone');
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), (text) => typeof readMoment(text, now) === 'string' || !Number.isNaN(Number(readMoment(text, now)))),
    );
  });
});

describe('a report', () => {
  it.each<[string, Partial<IncomingReport>, string[]]>([
    ['is sound', {}, []],
    ['has no number and no title', { number: ' ', title: '' }, ['field_missing number', 'field_missing title']],
    ['has a number that is too long', { number: '1'.repeat(61) }, ['field_invalid number']],
    ['holds a NUL', { conclusion: 'a\u0000b' }, ['field_invalid conclusion']],
    ['was issued before it was performed', { issuedAt: '2026-11-20T09:00+08:00' }, ['time_invalid performedAt']],
    ['has no results', { results: [] }, ['field_missing results']],
    ['was never true, and says nothing more', { results: [], state: 'revoked' }, []],
    ['has too many results', { results: Array<IncomingResult>(201).fill(result) }, ['field_invalid results']],
    ['a value that is no number', { results: [result, { ...result, value: Infinity }] }, ['value_invalid results[2].value']],
    ['a comparator of words', { results: [{ ...result, value: 'positive', comparator: '<' }] }, ['value_invalid results[1].comparator']],
    [
      'an interval the wrong way round',
      { results: [{ ...result, referenceLow: 5, referenceHigh: 3 }] },
      ['value_invalid results[1].referenceLow'],
    ],
    ['no patient number', { patient: { ...patient, identifier: '' } }, ['patient_unknown patient.identifier']],
    ['no patient name', { patient: { ...patient, name: ' ' } }, ['field_missing patient.name']],
    ['a wrong citizen number', { patient: { ...patient, identifierKind: 'citizen_id' } }, ['field_invalid patient.identifier']],
    ['somebody born tomorrow', { patient: { ...patient, birthDate: '2026-11-23' } }, ['field_invalid patient.birthDate']],
    ['somebody registered', { patient: { patientId: 'p' } }, []],
    [
      'a citizen number of another sex',
      { patient: { ...patient, identifierKind: 'citizen_id', identifier: '11010519491231002X', sex: 'male', birthDate: null } },
      ['patient_differs patient'],
    ],
  ])('%s', (_, more, expected) => expect(problemsOf(more)).toEqual(expected));

  it.each([
    ['王 芳', 'female', '1980-02-29', false],
    ['王芳', 'unknown', null, false],
    ['王方', 'female', '1980-02-29', true],
    ['王芳', 'male', '1980-02-29', true],
    ['王芳', 'female', '1980-02-28', true],
  ] as const)('is of %s, %s, %s: somebody else %s', (name, sex, birthDate, expected) => {
    const known = { name: '王芳', sex: 'female', birthDate: '1980-02-29' } as const;
    expect(patientDiffers(known, { ...patient, name, sex, birthDate })).toBe(expected);
  });
});

describe('editions', () => {
  const standing = (state: ReportState): StandingReport => ({ state, issuedAt: now, patientId: 'p' });
  const next = (state: ReportState) => ({ state, issuedAt: now, patientId: 'p', identical: false });
  const answer = (found: ReturnType<typeof editionOf>): string => (typeof found === 'object' ? found.problem : found);

  it.each<[ReportState | null, ...string[]]>([
    // comes in as:   preliminary       final             corrected  revoked
    [null, 'first', 'first', 'first', 'report_unknown'],
    ['preliminary', 'next', 'next', 'next', 'revoke'],
    ['final', 'report_differs', 'report_differs', 'next', 'revoke'],
    ['corrected', 'report_differs', 'report_differs', 'next', 'revoke'],
    ['revoked', 'report_differs', 'report_differs', 'next', 'repeated'],
  ])('where %s stands', (stands, ...expected) => {
    expect(reportStates.map((state) => answer(editionOf(stands && standing(stands), next(state))))).toEqual(expected);
  });

  it('an older word and another patient never replace what stands; the same word again changes nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...reportStates), fc.constantFrom(...reportStates), fc.integer({ min: 1 }), (stands, comes, ms) => {
        const older = { ...next(comes), issuedAt: new Date(now.getTime() - ms) };
        expect(editionOf(standing(stands), older)).toEqual({ problem: 'report_differs', at: 'issuedAt' });
        expect(editionOf(standing(stands), { ...next(comes), patientId: 'q' })).toEqual({ problem: 'report_differs', at: 'patient' });
        expect(editionOf(standing(stands), { ...older, identical: true })).toBe('repeated');
      }),
    );
  });
});

describe('results', () => {
  const item = (more: Partial<CodedItem['item']> = {}): CodedItem => ({
    item: { code: '718-7', testClass: 'laboratory', scale: 'quantitative', unit: 'g/L', molarMass: null, ...more },
    method: '比色法',
  });

  it.each<[string, Partial<IncomingResult>, CodedItem | undefined, object]>([
    ['in another unit', { value: 12.8, unit: 'g/dL' }, item(), { value: 128, valueNumber: 12.8, unit: 'g/dL' }],
    ['by its molar mass', { value: 1.2, unit: 'mg/dL' }, item({ unit: 'umol/L', molarMass: 113.12 }), { value: 106.082036775 }],
    ['in a unit of another kind: as issued', { unit: 'mmol/L' }, item(), { value: null, valueNumber: 128, itemCode: '718-7' }],
    ['without its unit: as issued', { unit: null }, item(), { value: null, valueNumber: 128 }],
    [
      'of a code that nobody mapped: as issued',
      {},
      undefined,
      { itemCode: null, value: null, valueNumber: 128, localCode: 'HGB', method: null },
    ],
    ['a number written as text', { value: ' 128 ' }, item(), { value: 128, valueNumber: 128, valueText: null }],
    ['below what can be measured', { value: '＜0.01' }, item(), { valueNumber: 0.01, comparator: '<', flag: 'low' }],
    ['words', { value: '溶血' }, item(), { valueNumber: null, valueText: '溶血', value: null, flag: null }],
    ['words of an ordinal item stay words', { value: '1' }, item({ scale: 'ordinal', unit: null }), { valueNumber: null, valueText: '1' }],
    [
      'an interval as it is printed',
      { referenceLow: null, referenceHigh: null, referenceText: '130～175' },
      item(),
      { referenceLow: 130, referenceHigh: 175, flag: 'low' },
    ],
    [
      'a limit as it is printed',
      { referenceLow: null, referenceHigh: null, referenceText: '<100' },
      item(),
      { referenceLow: null, referenceHigh: 100, flag: 'high' },
    ],
    ['what the laboratory called critical stays critical', { flag: 'critical_low' }, item(), { flag: 'critical_low' }],
    ['its own method before the mapping’s', { method: '氰化法' }, item(), { method: '氰化法' }],
    ['the mapping’s method where it says none', {}, item(), { method: '比色法' }],
  ])('%s', (_, more, coded, expected) => expect(resultRow({ ...result, ...more }, coded)).toMatchObject(expected));

  it.each([
    ['10^9/L', '10^9/L'],
    ['×10^12/L', '10*12/L'],
    ['10⁹/L', '10*9/L'],
    ['10E9/L', '10*9/L'],
    ['μmol/L', 'umol/L'],
    ['IU/L', '[IU]/L'],
    ['mmHg', 'mm[Hg]'],
    ['秒', 's'],
    ['℃', 'Cel'],
    ['g/dL', 'g/dL'],
    ['颗', '颗'],
  ])('%s is %s', (issued, ucum) => expect(ucumOf(issued)).toBe(ucum));

  it('a flag never contradicts the interval', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(number, number, number, fc.constantFrom(null, '<', '<=', '>', '>=' as const), (value, one, other, comparator) => {
        const [referenceLow, referenceHigh] = [Math.min(one, other), Math.max(one, other)];
        const flag = flagOf(value, comparator, { referenceLow, referenceHigh });
        if (flag === 'low') expect(value <= referenceLow).toBe(true);
        if (flag === 'high') expect(value >= referenceHigh).toBe(true);
        if (flag === 'normal') expect(value >= referenceLow && value <= referenceHigh && comparator === null).toBe(true);
        if (comparator === null) expect(flag).not.toBeNull();
      }),
    );
    expect(flagOf(5, null, { referenceLow: null, referenceHigh: null })).toBeNull();
  });

  it('a report is what most of its items are; without any it is what it looks like', () => {
    const ct = item({ testClass: 'examination' });
    expect(testClassOf(report, [ct, ct, item()])).toBe('examination');
    expect(testClassOf(report, [item(), ct])).toBe('laboratory');
    expect(testClassOf(report, [])).toBe('laboratory');
    expect(testClassOf({ ...report, studyUid: '1.2.3' }, [])).toBe('examination');
  });
});

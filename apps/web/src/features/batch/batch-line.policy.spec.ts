import { describe, expect, it } from '@jest/globals';
import { patient } from '../../testing/make';
import { blankLine, patientOf, problemsOf, type Holding, type Line } from './batch-line.policy';
import { linesOfTable } from './pasted-lines.policy';

const today = '2026-11-22';
const held: Holding = { urgency: 'urgent', consentGiver: 'patient' };
const good = blankLine('1', { label: '3 床', name: '周甲', identifier: '11010519491231002X', diagnosis: '肺炎' });
const words = { triage: (triage: string) => `检伤：${triage}` };

describe('a line', () => {
  it.each<[string, Partial<Line>, Partial<Holding>, string[]]>([
    ['in order', {}, {}, []],
    ['without a bed', { label: ' ' }, {}, ['label']],
    ['a number without a name', { name: '' }, {}, ['name']],
    ['a wrong number', { identifier: '110105194912310020' }, {}, ['identifier']],
    ['another sex than the number says', { sex: 'male' }, {}, ['sex']],
    ['an impossible age', { identifier: '', age: '130' }, {}, ['age']],
    ['no diagnosis', { diagnosis: '' }, {}, ['diagnosis']],
    ['no diagnosis needed at once', { diagnosis: '' }, { urgency: 'immediate' }, []],
    ['red is immediate by itself', { diagnosis: '', triage: 'red' }, {}, []],
    ['a child that cannot agree', { identifier: '', age: '9' }, {}, ['guardian']],
    ['a child whose guardian agreed', { identifier: '', age: '9' }, { consentGiver: 'guardian' }, []],
    ['rescue that can wait', {}, { consentGiver: 'rescue' }, ['rescue']],
    ['a known child', { patient: patient({ birthDate: '2020-01-01' }) }, {}, ['guardian']],
  ])('%s', (_, change, more, problems) => {
    const line = { ...good, ...change };
    expect(problemsOf(line, [line], { ...held, ...more }, today)).toEqual(problems);
  });

  it('the same number or the same patient on two lines is named on both', () => {
    const again = { ...good, key: '2', identifier: '110105 19491231 002x' };
    expect([problemsOf(good, [good, again], held, today), problemsOf(again, [good, again], held, today)]).toEqual([['twice'], ['twice']]);
    const nobody = [blankLine('1', { label: '1', diagnosis: '伤' }), blankLine('2', { label: '2', diagnosis: '伤' })];
    expect(nobody.map((line) => problemsOf(line, nobody, held, today))).toEqual([[], []]);
  });

  it('is sent as somebody known, by number, or as an unknown person', () => {
    expect(patientOf({ ...good, patient: patient({ id: 'p' }) }, held, words)).toMatchObject({ patientId: 'p', urgency: 'urgent' });
    expect(patientOf(good, held, words)).toMatchObject({
      person: { name: '周甲', identifierKind: 'citizen_id', identifier: '11010519491231002X', estimatedAge: null },
    });
    expect(patientOf(blankLine('4', { label: '伤员 4', age: '30', triage: 'red' }), held, words)).toEqual({
      key: '4',
      label: '伤员 4',
      person: { name: null, sex: 'unknown', identifierKind: 'unknown_person', identifier: null, estimatedAge: 30 },
      urgency: 'immediate',
      diagnosisText: null,
      summary: '伤员 4；检伤：red',
    });
  });
});

describe('a table from the clipboard', () => {
  it('is read by its head, in any order', () => {
    const text = '床号\t姓名\t诊断\t身份证号\t性别\n3床\t周甲\t肺炎\t11010519491231002X\t女\n\t\t\t\t\n4床\t吴乙\t"心衰\n待查"\t\t男\n';
    expect(linesOfTable(text, 1)).toEqual([
      blankLine('1', { label: '3床', name: '周甲', diagnosis: '肺炎', identifier: '11010519491231002X', sex: 'female' }),
      blankLine('2', { label: '4床', name: '吴乙', diagnosis: '心衰\n待查', sex: 'male' }),
    ]);
  });

  it('is read in the usual order without one; beds that are not named get the number of the line', () => {
    expect(linesOfTable('周甲\t女\t77岁\t\t\t肺炎\r\n吴乙\t男', 5)).toEqual([
      blankLine('5', { label: '5', name: '周甲', sex: 'female', age: '77', diagnosis: '肺炎' }),
      blankLine('6', { label: '6', name: '吴乙', sex: 'male' }),
    ]);
  });

  it('of nothing is nothing', () => expect(linesOfTable(' \n\t\n', 1)).toEqual([]));
});

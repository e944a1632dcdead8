import { describe, expect, it } from '@jest/globals';
import type { TreatmentSubject } from '../administration/department.js';
import { treatmentSubjectCodes } from '../administration/department.js';
import { specialties } from '../alliance/alliance.js';
import { services } from '../referral/referral.codes.js';
import { registrationOf, subjectsFor } from './registration.js';
import { subjectsOfDiagnosis } from './subjects-of-diagnosis.js';

const cardiac = { specialty: 'cardiovascular', service: 'inpatient', diagnosisCode: 'I21.9' } as const;

describe('a department that a patient is sent to (RF-08)', () => {
  it.each<[string, readonly TreatmentSubject[], string]>([
    ['the specialty of the alliance', ['03.04'], 'registered'],
    ['the first level covers its specialties', ['03'], 'registered'],
    ['intensive care takes every specialty', ['28'], 'registered'],
    ['rehabilitation takes who comes back', ['21'], 'registered'],
    ['obstetrics is no place for an infarction', ['05.02'], 'unregistered'],
    ['another specialty of the same level is not', ['03.07'], 'unregistered'],
    ['nothing stated says nothing', [], 'not_stated'],
  ])('%s', (_, held, expected) => {
    expect(registrationOf(held, subjectsFor(cardiac))).toBe(expected);
  });

  it('is found by the diagnosis too: a mother with heart failure may go to obstetrics once it is coded', () => {
    expect(registrationOf(['05.02'], subjectsFor({ ...cardiac, diagnosisCode: null }))).toBe('unregistered');
    expect(registrationOf(['05.02'], subjectsFor({ ...cardiac, diagnosisCode: 'O99.4' }))).toBe('registered');
  });

  it('is asked for nothing where neither the alliance nor the diagnosis says a specialty', () => {
    const asked = subjectsFor({ specialty: 'other', service: 'inpatient', diagnosisCode: 'R07.4' });
    expect(asked).toEqual([]);
    expect(registrationOf(['05.02'], asked)).toBe('registered');
  });

  it('is the emergency department in an emergency, whatever the specialty; and not for a planned stay', () => {
    for (const specialty of specialties) {
      const asked = subjectsFor({ specialty, service: 'emergency', diagnosisCode: 'I21.0' });
      expect(registrationOf(['20'], asked)).toBe('registered');
    }
    expect(registrationOf(['20'], subjectsFor(cardiac))).toBe('unregistered');
  });

  it('is asked only for subjects that can be registered here', () => {
    for (const specialty of specialties)
      for (const service of services)
        expect(treatmentSubjectCodes).toEqual(expect.arrayContaining([...subjectsFor({ specialty, service, diagnosisCode: 'N18.5' })]));
  });
});

describe('a diagnosis', () => {
  it.each([
    ['I63.9', ['03.03', '04.02']],
    ['I21', ['03.04', '04.06']],
    ['A16.2', ['16', '03.01']],
    ['A09', ['16', '03']],
    ['O14.1', ['05.02']],
    ['P07.3', ['07.01']],
    ['S72.00', ['04', '20']],
    ['R51', []],
    ['Z51', []],
    ['heart', []],
    ['', []],
  ])('%s belongs to %j', (code, expected) => {
    expect(subjectsOfDiagnosis(code)).toEqual(expected);
  });
});

import { describe, expect, it } from '@jest/globals';
import { reachable } from '../machine.js';
import { actionsOn, certificateAfter, checkCertificate, type WrittenCertificate } from './certificate.js';
import { certificateMachine, certificateStates } from './certificate.machine.js';

const paper: WrittenCertificate = {
  ...{ level: 'province', province: '江苏省', city: null, allianceId: null },
  ...{ validFrom: '2026-01-01', validUntil: '2026-12-31' },
};
const code = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return null;
};

describe('a paper', () => {
  it('passes through every state', () => expect(reachable(certificateMachine, 'draft')).toEqual(new Set(certificateStates)));

  it.each<[string, Partial<WrittenCertificate>, string | null]>([
    ['of a province', {}, null],
    ['of the country', { level: 'national', province: null }, null],
    ['of a city in its province', { level: 'city', city: '徐州市' }, null],
    ['of an alliance', { level: 'alliance', province: null, allianceId: 'a' }, null],
    ['of the country that names a province', { level: 'national' }, 'certificate.region_invalid'],
    ['of a city without its province', { level: 'city', province: null, city: '徐州市' }, 'certificate.region_invalid'],
    ['of an alliance that names a region', { level: 'alliance', allianceId: 'a' }, 'certificate.region_invalid'],
    ['that ends before it begins', { validUntil: '2025-12-31' }, 'certificate.period_invalid'],
    ['for one day', { validUntil: '2026-01-01' }, null],
    ['for longer than any round', { validUntil: '2031-01-02' }, 'certificate.period_invalid'],
  ])('%s', (_, more, refused) => expect(code(() => checkCertificate({ ...paper, ...more }))).toBe(refused));

  const submitted = { state: 'submitted', institutionId: 'house', enteredBy: 'first' } as const;
  it('is confirmed or refused by a second person of the same house only', () => {
    expect(certificateAfter(submitted, 'confirm', { institutionId: 'house', personId: 'second' })).toBe('in_force');
    expect(code(() => certificateAfter(submitted, 'confirm', { institutionId: 'house', personId: 'first' }))).toBe(
      'certificate.same_person',
    );
    expect(code(() => certificateAfter(submitted, 'refuse', { institutionId: 'house', personId: 'first' }))).toBe(
      'certificate.same_person',
    );
    expect(code(() => certificateAfter(submitted, 'confirm', { institutionId: 'other', personId: 'second' }))).toBe('access.not_found');
  });
  it('shows nobody what they may not do', () => {
    const all = { manage: true, check: true };
    expect(actionsOn(submitted, { institutionId: 'house', personId: 'first' }, all)).toEqual([]);
    expect(actionsOn(submitted, { institutionId: 'house', personId: 'second' }, all)).toEqual(['confirm', 'refuse']);
    expect(actionsOn(submitted, { institutionId: 'house', personId: 'second' }, { manage: true, check: false })).toEqual([]);
    expect(actionsOn({ ...submitted, state: 'draft' }, { institutionId: 'house', personId: 'first' }, all)).toEqual([
      'edit',
      'attach',
      'submit',
    ]);
    expect(actionsOn({ ...submitted, state: 'draft' }, { institutionId: 'other', personId: 'first' }, all)).toEqual([]);
  });
});

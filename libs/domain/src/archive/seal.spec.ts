import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { referralMachine, referralStates } from '../referral/referral.machine.js';
import type { ArchivedReferral } from './archive.types.js';
import { nextBundle } from './seal.js';
import { sealCause, type Sealable } from './seal-cause.js';

const ended = (more: Partial<Sealable> = {}): Sealable => ({
  ...{ state: 'closed', corrections: [], reviews: [], lateEntries: {}, messages: [], documents: [] },
  ...more,
});
const word = { text: '复查心电图已传' };
const late = { at: '2026-11-22T06:30:00.000Z', afterSixHours: false };

describe('why an archive is sealed', () => {
  it.each([
    ['the first time, because it ended', null, ended(), 'ended'],
    ['the first time, because it was voided before it ended', null, ended({ state: 'voided' }), 'voided'],
    ['not again where nothing that is sealed changed', ended(), ended(), null],
    ['a correction came into force', ended(), ended({ corrections: [1] }), 'corrected'],
    ['a review of a return was decided', ended(), ended({ reviews: [1] }), 'reviewed'],
    ['a field was filled in late', ended(), ended({ lateEntries: { reviewer: late } }), 'completed'],
    ['something was said after the end', ended({ messages: [word] }), ended({ messages: [word, word] }), 'added'],
    ['a document was added', ended(), ended({ documents: [1] }), 'added'],
    ['not for what was withdrawn', ended({ messages: [word] }), ended({ messages: [word, { text: null }] }), null],
    ['a correction names the version that also has what was added', ended(), ended({ corrections: [1], messages: [word] }), 'corrected'],
    ['it was voided afterwards', ended({ corrections: [1] }), ended({ state: 'voided', corrections: [1, 2] }), 'voided'],
    ['not again once it was voided', ended({ state: 'voided' }), ended({ state: 'voided' }), null],
  ] as const)('%s', (_, before, now, cause) => expect(sealCause(before, now)).toBe(cause));

  it('what was sealed is never sealed again unchanged, whatever it is', () => {
    const any = fc.record({
      state: fc.constantFrom('closed', 'cancelled', 'voided'),
      corrections: fc.array(fc.integer()),
      reviews: fc.array(fc.integer()),
      lateEntries: fc.dictionary(fc.string(), fc.constant(late)),
      messages: fc.array(fc.record({ text: fc.option(fc.string()) })),
      documents: fc.array(fc.integer()),
    });
    fc.assert(fc.property(any, (referral) => sealCause(referral, referral) === null && sealCause(null, referral) !== null));
  });
});

describe('versions', () => {
  const referral = { ...ended(), number: 'R7K2-M9QX-4' } as unknown as ArchivedReferral;
  const at = new Date('2026-11-22T06:30:00Z');

  it('count from one, and each names the hash of the one before', () => {
    const first = nextBundle(null, referral, at);
    expect(first).toMatchObject({ version: 1, previous: null, sealedAt: '2026-11-22T06:30:00.000Z' });
    const corrected = { ...referral, corrections: [{}] } as unknown as ArchivedReferral;
    expect(nextBundle({ version: 1, sha256: 'a1', referral }, corrected, at)).toMatchObject({
      version: 2,
      previous: 'a1',
      cause: 'corrected',
    });
    expect(nextBundle({ version: 1, sha256: 'a1', referral }, referral, at)).toBeNull();
  });
});

it('whatever was taken in closes from a reported outcome only (RF-12); every other way to an end has a name of its own', () => {
  const closing = referralStates.flatMap((state) =>
    Object.entries(referralMachine[state])
      .filter(([, to]) => to === 'closed' && state !== 'closed')
      .map(([action]) => `${state} ${action}`),
  );
  expect(closing.filter((way) => way.endsWith(' close'))).toEqual(['outcome_sent close']);
  expect([...new Set(closing.map((way) => way.split(' ')[1]))].sort()).toEqual([
    'close',
    'closeWithAdvice',
    'patientDeclines',
    'treatHere',
  ]);
});

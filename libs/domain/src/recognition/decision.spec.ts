import { describe, expect, it } from '@jest/globals';
import { decide, type MadeDecision } from './decision.js';
import type { RecognitionVerdict } from './recognition.codes.js';

const reasons = new Map([
  ['NR01', { code: 'NR01', counts: true, needsText: false }],
  ['NR99', { code: 'NR99', counts: true, needsText: true }],
  ['98', { code: '98', counts: false, needsText: false }],
]);
const of = (verdict: RecognitionVerdict, made: Partial<MadeDecision>, identityVerified = true, issuerId = 'county') =>
  decide(
    [{ itemCode: 'a', verdict, issuerId }],
    [{ itemCode: 'a', decision: 'accepted', reason: null, text: null, explained: false, ...made }],
    { institutionId: 'lead', identityVerified, reasons },
  );
const refusal = (run: () => unknown): string => {
  try {
    run();
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const repeat = { decision: 'repeated', reason: 'NR01', explained: true } as const;

describe('a decision', () => {
  it.each([
    ['recognisable', {}, 'none'],
    ['own', {}, 'none'],
    ['physician_decides', {}, 'none'],
    ['not_recognisable', {}, 'recognition.not_offered'],
    ['no_result', {}, 'recognition.not_offered'],
    ['no_result', { decision: 'ordered' }, 'none'],
    ['not_recognisable', { decision: 'ordered' }, 'none'],
    ['recognisable', { decision: 'ordered' }, 'recognition.reason_missing'],
    ['no_result', repeat, 'recognition.not_offered'],
    ['recognisable', repeat, 'none'],
    ['recognisable', { ...repeat, reason: null }, 'recognition.reason_missing'],
    ['recognisable', { ...repeat, reason: 'NR42' }, 'recognition.reason_missing'],
    ['recognisable', { ...repeat, reason: 'NR99', text: ' ' }, 'recognition.reason_missing'],
    ['recognisable', { ...repeat, reason: 'NR99', text: '家属要求' }, 'none'],
    ['recognisable', { ...repeat, explained: false }, 'recognition.not_explained'],
  ] as const)('on %s: %j → %s', (verdict, made, code) => expect(refusal(() => of(verdict, made))).toBe(code));
  it('takes nothing over from others without a verified identity; the own result is', () => {
    expect(refusal(() => of('recognisable', {}, false))).toBe('recognition.identity_unverified');
    expect(refusal(() => of('own', {}, false, 'lead'))).toBe('none');
  });
  it('is about every line once', () => {
    const one = { itemCode: 'a', decision: 'accepted', reason: null, text: null, explained: false } as const;
    const items = [{ itemCode: 'a', verdict: 'recognisable', issuerId: 'x' } as const];
    const deciding = { institutionId: 'lead', identityVerified: true, reasons };
    for (const made of [[], [one, one], [{ ...one, itemCode: 'b' }], [one, { ...one, itemCode: 'b' }]])
      expect(refusal(() => decide(items, made, deciding))).toBe('request.invalid');
  });
  it('keeps whether the reason counts, and no reason beside what was taken over', () => {
    expect(of('recognisable', { ...repeat, reason: '98' })).toMatchObject([{ counts: false, reason: '98' }]);
    expect(of('recognisable', { reason: 'NR01', text: 'x' })).toMatchObject([{ counts: null, reason: null, text: null }]);
  });
});

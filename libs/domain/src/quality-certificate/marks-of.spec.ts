import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assessorLevels } from '../recognition/recognition.codes.js';
import { markLabel } from './mark-label.js';
import { markOn, type AssessedLine } from './marks-of.js';

const line = (more: Partial<AssessedLine> = {}): AssessedLine => ({
  ...{ certificateId: 'a', level: 'province', outcome: 'passed', validFrom: '2026-01-01', validUntil: '2026-06-30', revokedOn: null },
  ...more,
});
const on = (day: string, ...lines: AssessedLine[]) => markOn(lines, [], day)?.certificateId;
const national = line({ certificateId: 'n', level: 'national', validFrom: '2026-03-01', validUntil: '2026-04-30' });
const failed = (from: string, more: Partial<AssessedLine> = {}) =>
  line({ certificateId: 'f', outcome: 'failed', validFrom: from, validUntil: from, ...more });

describe('an item has its mark', () => {
  it.each([
    ['2025-12-31', undefined],
    ['2026-01-01', 'a'],
    ['2026-06-30', 'a'],
    ['2026-07-01', undefined],
  ])('on the days of the paper: %s %s', (day, paper) => expect(on(day, line())).toBe(paper));

  it.each([
    ['2026-02-28', 'a'],
    ['2026-03-01', 'n'],
    ['2026-04-30', 'n'],
    ['2026-05-01', 'a'],
  ])('from the widest that holds: %s %s', (day, paper) => expect(on(day, line(), national)).toBe(paper));

  it('until a round fails, whoever ran it, and again with a newer pass', () => {
    const again = line({ certificateId: 'b', validFrom: '2026-05-01', validUntil: '2026-12-31' });
    const lines = [line(), failed('2026-02-10', { level: 'city' }), again];
    expect(['2026-02-09', '2026-02-10', '2026-04-30', '2026-05-01'].map((day) => on(day, ...lines))).toEqual([
      'a',
      undefined,
      undefined,
      'b',
    ]);
    expect(on('2026-05-01', again, failed('2026-05-01'))).toBeUndefined();
  });

  it('until its paper is revoked; a failed round that was revoked no longer ends anything', () => {
    const revoked = line({ revokedOn: '2026-02-01' });
    expect([on('2026-01-31', revoked), on('2026-02-01', revoked)]).toEqual(['a', undefined]);
    const wrong = failed('2026-02-01', { revokedOn: '2026-02-03' });
    expect([on('2026-02-02', line(), wrong), on('2026-02-03', line(), wrong)]).toEqual([undefined, 'a']);
  });

  it('not while internal control says that it is out of control', () => {
    const at = (day: string, until: string | null) => markOn([line()], [{ from: '2026-02-01', until }], day)?.certificateId;
    expect([at('2026-01-31', null), at('2026-02-01', null), at('2026-06-30', null)]).toEqual(['a', undefined, undefined]);
    expect([at('2026-02-05', '2026-02-05'), at('2026-02-06', '2026-02-05')]).toEqual([undefined, 'a']);
  });

  it('whatever the order in which papers are read', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
    const any = fc.record({
      certificateId: fc.uuid(),
      level: fc.constantFrom(...assessorLevels),
      outcome: fc.constantFrom('passed' as const, 'failed' as const),
      validFrom: day,
      validUntil: day,
      revokedOn: fc.option(day),
    });
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: (one) => one.certificateId, maxLength: 6 }), day, (lines, when) => {
        expect(markOn(lines.toReversed(), [], when)).toEqual(markOn(lines, [], when));
      }),
    );
  });
});

describe('a mark is printed', () => {
  it.each([
    ['national', null, null, '全国HR'],
    ['province', '山西省', null, '晋HR'],
    ['province', '内蒙古自治区', null, '蒙HR'],
    ['province', '黑龙江', null, '黑HR'],
    ['province', '某省', null, '某省HR'],
    ['city', '湖北省', '武汉市', '武汉HR'],
    ['alliance', null, null, '联盟HR'],
  ] as const)('%s %s %s: %s', (level, province, city, label) => expect(markLabel({ level, province, city })).toBe(label));
});

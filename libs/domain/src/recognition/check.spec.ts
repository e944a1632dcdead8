import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bloodGroupItems, judgeItem, type EarlierResult } from './check.js';
import {
  asking,
  askedAt,
  before,
  bloodGroup,
  chest,
  entryOf,
  haemoglobin,
  lead,
  planned,
  resultOf,
  troponin,
} from './recognition.example.js';
import { recognitionContexts, recognitionReasons, type RecognitionReason } from './recognition.codes.js';

const everywhere = { province: null, city: null, allianceId: null, testClass: null, itemCodes: null } as const;
const judge = (results: readonly EarlierResult[], more = {}, test = planned(haemoglobin)) => judgeItem(test, results, asking(more));
const one = (change: Partial<EarlierResult>, more = {}, test = planned(haemoglobin)) => judge([resultOf(test.item, change)], more, test);

describe('one earlier result', () => {
  it('that nothing speaks against can be taken over', () =>
    expect(one({})).toEqual({ itemCode: '718-7', verdict: 'recognisable', reasons: [], resultId: 'r1', ageHours: 20 }));
  it('of the asking hospital itself needs no mark and no direction', () =>
    expect(one({ issuer: lead, mark: null }, { rules: [{ ...everywhere, kind: 'same_level' }] })).toMatchObject({
      verdict: 'own',
      reasons: [],
    }));
  it('that is none', () =>
    expect(judge([])).toMatchObject({ verdict: 'no_result', reasons: ['no_result'], resultId: null, ageHours: null }));

  const local = { level: 'city', province: '贵州省', city: '毕节市', allianceId: null, label: '毕节HR' } as const;
  it.each<[RecognitionReason, Partial<EarlierResult>, object?]>([
    ['identity_unverified', { identityVerified: false }],
    ['not_final', { state: 'preliminary' }],
    ['no_mark', { mark: null }],
    ['mark_not_here', { mark: { ...local, city: '遵义市' } }],
    ['mark_not_here', { mark: { ...local, level: 'alliance', allianceId: 'a2' } }],
    ['level_too_low', { mark: local }],
    ['direction_not_allowed', {}, { rules: [{ ...everywhere, kind: 'same_level' }] }],
    ['unit_not_comparable', { unit: 'mmol/L' }],
    ['critical_value', { critical: true }],
    ['too_old', { performedAt: new Date(before(7 * 24).getTime() - 1) }],
    ['too_old', { performedAt: new Date(before(24).getTime() - 1) }, { state: 'acute' }],
  ])('is not recommended: %s', (reason, change, more = {}) =>
    expect(one(change, more)).toMatchObject({ verdict: 'not_recognisable', reasons: [reason] }),
  );

  it.each<[RecognitionReason, object, object]>([
    ['not_in_catalogue', {}, planned(haemoglobin, { entry: undefined })],
    ['never_taken_over', {}, planned(haemoglobin, { entry: entryOf(haemoglobin, { validDays: { stable: 0, acute: 0 } }) })],
    ['specimen_differs', { specimen: 'urine' }, planned(haemoglobin, { specimen: 'blood' })],
    ['site_differs', { bodySite: '头部' }, planned(chest)],
    ['method_differs', { method: 'ECLIA' }, planned(troponin, { method: 'CLIA' })],
    ['images_missing', { imagesAvailable: false }, planned(chest, { entry: entryOf(chest, { needsImages: true }) })],
  ])('is not recommended for this test: %s', (reason, change, test) =>
    expect(one(change, {}, test as ReturnType<typeof planned>)).toMatchObject({ verdict: 'not_recognisable', reasons: [reason] }),
  );

  it.each<[RecognitionReason, Partial<EarlierResult>, object, ReturnType<typeof planned>]>([
    [
      'no_age_limit',
      { performedAt: before(9_000) },
      {},
      planned(haemoglobin, { entry: entryOf(haemoglobin, { validDays: { stable: null, acute: 1 } }) }),
    ],
    ['method_unknown', {}, {}, planned(troponin, { method: 'CLIA' })],
    [
      'level_unknown',
      { issuer: { ...lead, institutionId: 'x', level: 'unknown' } },
      { rules: [{ ...everywhere, kind: 'same_level' }] },
      planned(haemoglobin),
    ],
    [
      'context_physician',
      {},
      { contexts: new Set(['before_operation']) },
      planned(haemoglobin, { entry: entryOf(haemoglobin, { exclusions: [{ context: 'before_operation', effect: 'physician_decides' }] }) }),
    ],
  ])('is left to the physician: %s', (reason, change, more, test) =>
    expect(one(change, more, test)).toMatchObject({ verdict: 'physician_decides', reasons: [reason] }),
  );

  it('exactly as old as the window is still good', () => {
    expect(one({ performedAt: before(7 * 24) }).verdict).toBe('recognisable');
    expect(one({ performedAt: before(24) }, { state: 'acute' }).verdict).toBe('recognisable');
    expect(one({ performedAt: askedAt })).toMatchObject({ verdict: 'recognisable', ageHours: 0 });
  });
  it('of the future, and one that was revoked, is none', () => {
    expect(one({ performedAt: new Date(askedAt.getTime() + 1) }).verdict).toBe('no_result');
    expect(one({ state: 'revoked' }).verdict).toBe('no_result');
  });
  it('says the hard reasons before those of judgement', () =>
    expect(one({ critical: true }, {}, planned(troponin, { method: 'CLIA' })).reasons).toEqual(['critical_value', 'method_unknown']));
});

describe('several results', () => {
  const newer = (change: Partial<EarlierResult>) => resultOf(haemoglobin, { resultId: 'newer', performedAt: before(2), ...change });
  const older = resultOf(haemoglobin, { resultId: 'older', performedAt: before(30) });
  it('the newest that can stand speaks', () =>
    expect(judge([older, newer({})])).toMatchObject({ resultId: 'newer', verdict: 'recognisable' }));
  it('a newer one that does not compare hides nothing', () =>
    expect(judge([older, newer({ unit: 'mmol/L' })])).toMatchObject({ resultId: 'older', verdict: 'recognisable' }));
  it('behind a newer one that compares and cannot stand itself, the older is left to the physician', () =>
    expect(judge([older, newer({ mark: null })])).toMatchObject({
      resultId: 'older',
      verdict: 'physician_decides',
      reasons: ['newer_result'],
    }));
  it.each([{}, { unit: 'mmol/L' }, { mark: null }])('behind a newer critical one nothing is offered: %j', (change) =>
    expect(judge([older, newer({ critical: true, ...change })])).toMatchObject({ resultId: 'newer', verdict: 'not_recognisable' }),
  );
  it('a newer one of somebody else says nothing', () =>
    expect(judge([older, newer({ identityVerified: false, critical: true })])).toMatchObject({
      resultId: 'older',
      verdict: 'recognisable',
    }));
  it('their order does not matter', () =>
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 6 }), fc.integer(), (results, seed) => {
        const numbered = results.map((result, n) => ({ ...result, resultId: `r${n}` }));
        const shuffled = numbered.toSorted((a, b) => Math.sin(seed + a.resultId.charCodeAt(1)) - Math.sin(seed + b.resultId.charCodeAt(1)));
        expect(judge(shuffled)).toEqual(judge(numbered));
      }),
    ));
});

const anyResult = fc
  .record({
    performedAt: fc.integer({ min: 0, max: 240 }).map(before),
    critical: fc.boolean(),
    identityVerified: fc.boolean(),
    unit: fc.constantFrom('g/L', 'g/dL', 'mmol/L', null),
    state: fc.constantFrom('final' as const, 'corrected' as const, 'preliminary' as const, 'revoked' as const),
    mark: fc.constantFrom(null, resultOf(haemoglobin).mark),
  })
  .map((change) => resultOf(haemoglobin, change));

const standing: Readonly<Record<string, number>> = { not_recognisable: 0, no_result: 0, physician_decides: 1, recognisable: 2, own: 2 };
const worth = (verdict: string): number => standing[verdict] as number;
describe('what can only help', () => {
  it('a younger result stands wherever an older one does', () =>
    fc.assert(
      fc.property(
        anyResult,
        fc.integer({ min: 0, max: 240 }),
        fc.constantFrom('stable' as const, 'acute' as const),
        (result, hours, state) => {
          const age = askedAt.getTime() - result.performedAt.getTime();
          const young = { ...result, performedAt: new Date(askedAt.getTime() - Math.min(age, hours * 3_600_000)) };
          expect(worth(judge([young], { state }).verdict)).toBeGreaterThanOrEqual(worth(judge([result], { state }).verdict));
        },
      ),
    ));
  it('a wider assessment stands wherever a narrower one of the same place does', () => {
    const mark = { province: '贵州省', city: '毕节市', allianceId: 'a1', label: 'HR' };
    const levels = ['alliance', 'city', 'province', 'national'] as const;
    for (const assessedBy of levels) {
      const test = planned(haemoglobin, { entry: entryOf(haemoglobin, { assessedBy }) });
      const verdicts = levels.map((level) => worth(one({ mark: { ...mark, level } }, {}, test).verdict));
      expect(verdicts).toEqual(verdicts.toSorted((a, b) => a - b));
      expect(verdicts.at(-1)).toBe(2);
    }
  });
  it('what is good for an acute patient is good for a stable one where the windows say so', () =>
    fc.assert(
      fc.property(anyResult, (result) => {
        expect(worth(judge([result]).verdict)).toBeGreaterThanOrEqual(worth(judge([result], { state: 'acute' }).verdict));
      }),
    ));
});

describe('before a transfusion', () => {
  it.each([...bloodGroupItems])('the blood group %s is never offered, whatever the catalogue and whoever determined it', (code) => {
    const item = { ...bloodGroup, code };
    for (const issuer of [lead, resultOf(item).issuer])
      for (const stable of [null, 1, 36_500])
        for (const context of recognitionContexts) {
          const test = planned(item, { entry: entryOf(item, { validDays: { stable, acute: stable } }) });
          const found = one({ issuer }, { contexts: new Set(['before_transfusion', context]) }, test);
          expect(found).toMatchObject({ verdict: 'not_recognisable', reasons: expect.arrayContaining(['context_excluded']) as unknown });
        }
  });
  it('without one it can be', () => expect(one({}, {}, planned(bloodGroup)).verdict).toBe('recognisable'));
});

it('every reason is one of the list', () => expect(new Set(recognitionReasons).size).toBe(recognitionReasons.length));

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { InstitutionLevel } from '../referral/direction.js';
import { judgeItem, type EarlierResult } from './check.js';
import { dayNumber, oracle, type OracleCase } from './check.oracle.js';
import type { DirectionRule, Side } from './direction-rule.js';
import type { RecognitionMark } from './recognition-mark.js';
import { recognitionVerdicts } from './recognition.codes.js';
import type { TestItem } from './test-item.js';

const minute = 60_000;
const zones = { 'Asia/Shanghai': 480, 'Asia/Urumqi': 360, 'Asia/Kathmandu': 345, 'America/Phoenix': -420 } as const;
const asked = Date.parse('2026-11-22T08:00:00Z') / minute;
const regions = ['贵州省/毕节市/a1', '贵州省/遵义市/a1', '贵州省/毕节市/a2', '江苏省/苏州市/a3'] as const;
const levels = ['village', 'township', 'primary', 'secondary', 'tertiary', 'unknown'] as const;
const assessors = ['national', 'province', 'city', 'alliance'] as const;
const items = [
  { name: 'haemoglobin', class: 'lab', bound: false, unit: 'g/L' },
  { name: 'troponin', class: 'lab', bound: true, unit: 'ng/L' },
  { name: 'chest film', class: 'exam', bound: false, unit: '' },
] as const;

const mostly = <T>(usual: T, ...rare: T[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...rare) });
/** Times at the edges of a certificate's first and last day and of the window, and between. */
const anyCase: fc.Arbitrary<OracleCase> = fc
  .record({
    item: fc.constantFrom(...items),
    patient: fc.constantFrom('stable' as const, 'acute' as const),
    days: mostly<number | null>(7, 1, 30, 0, null),
    asks: fc.constantFrom(...assessors),
    offset: fc.constantFrom(...Object.values(zones)),
    daysAgo: fc.nat({ max: 32 }),
    edge: fc.constantFrom(-1, 0, 1, 60, 700),
    edgeOf: fc.constantFrom('window' as const, 'day' as const),
    certified: mostly<[number, number] | null>([0, 0], null, [1, 30], [-30, -1], [0, 30], [-30, 0]),
    certificateLevel: fc.constantFrom(...assessors),
    certificateRegion: fc.constantFrom(...regions),
    state: mostly<OracleCase['state']>('final', 'corrected', 'preliminary', 'revoked'),
    verified: mostly(true, false),
    critical: mostly(false, true),
    unitPlace: fc.nat({ max: 3 }),
    method: fc.constantFrom('', 'CLIA', 'ECLIA'),
    methodAsked: fc.constantFrom('', 'CLIA'),
    here: fc.record({ region: fc.constantFrom(...regions), level: fc.constantFrom(...levels) }),
    there: fc.record({ own: mostly(false, true), region: fc.constantFrom(...regions), level: fc.constantFrom(...levels) }),
    rule: mostly<OracleCase['rule']>('none', 'lower_accepts_upper', 'same_level', 'upper_accepts_lower'),
  })
  .map(({ daysAgo, edge, edgeOf, certified, certificateLevel: level, certificateRegion: region, unitPlace, ...rest }) => {
    const around = asked - daysAgo * 1440;
    // midnight by the hospital's clock, or exactly so many days before the question
    const takenMinute = (edgeOf === 'day' ? around - ((around + rest.offset) % 1440) : around) - edge;
    const today = Math.floor((takenMinute + rest.offset) / 1440) * 1440;
    const certificate = certified && {
      ...{ from: dayNumber(today + certified[0] * 1440, 0), to: dayNumber(today + certified[1] * 1440, 0), level, region },
    };
    const units = { 'g/L': ['g/L', 'g/dL', 'mg/L', 'mmol/L'], 'ng/L': ['ng/L', 'pg/mL', 'g/L', '{score}'], '': ['', '', '', ''] }[
      rest.item.unit
    ];
    return { ...rest, askedMinute: asked, takenMinute, certificate, unit: units?.[unitPlace] ?? '' };
  });

const sideOf = (institutionId: string, { region, level }: { region: string; level: string }): Side => {
  const [province, city, alliance] = region.split('/') as [string, string, string];
  return { institutionId, level: level as InstitutionLevel, province, city, allianceIds: [alliance] };
};
/** The mark of the day as the hospital's calendar has it. */
function markAt(c: OracleCase, at: Date): RecognitionMark | null {
  const zone = Object.entries(zones).find(([, offset]) => offset === c.offset)?.[0] ?? 'UTC';
  const day = Number(new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at).replaceAll('-', ''));
  if (!c.certificate || day < c.certificate.from || day > c.certificate.to) return null;
  const [province, city, allianceId] = c.certificate.region.split('/') as [string, string, string];
  return { level: c.certificate.level, province, city, allianceId, label: 'HR' };
}

function judged(c: OracleCase) {
  const lab = c.item.class === 'lab';
  const item: TestItem = {
    ...{
      code: 'X-1',
      testClass: lab ? 'laboratory' : 'examination',
      scale: lab ? 'quantitative' : 'narrative',
      specimen: lab ? 'blood' : null,
    },
    ...{ modality: lab ? null : 'CR', bodySite: null, unit: c.item.unit || null, molarMass: null, methodBound: c.item.bound },
  };
  const performedAt = new Date(c.takenMinute * minute);
  const result: EarlierResult = {
    ...{ resultId: 'r', issuer: sideOf(c.there.own ? 'here' : 'there', c.there), state: c.state, performedAt, critical: c.critical },
    ...{ imagesAvailable: true, identityVerified: c.verified, mark: markAt(c, performedAt), unit: c.unit || null },
    ...{ method: c.method || null, specimen: null, bodySite: null },
  };
  const other = c.patient === 'stable' ? 'acute' : 'stable';
  const validDays = { [c.patient]: c.days, [other]: 36_500 } as { stable: number | null; acute: number | null };
  const everywhere = { province: null, city: null, allianceId: null, testClass: null, itemCodes: null };
  const rules: DirectionRule[] = c.rule === 'none' ? [] : [{ ...everywhere, kind: c.rule }];
  return judgeItem(
    {
      item,
      entry: { itemCode: 'X-1', validDays, exclusions: [], assessedBy: c.asks, needsImages: false },
      ...{ method: c.methodAsked || null, specimen: null, bodySite: null },
    },
    [result],
    { at: new Date(c.askedMinute * minute), by: sideOf('here', c.here), state: c.patient, contexts: new Set(), rules },
  );
}

describe('held against an independent reading of the rules', () => {
  it('20,000 generated cases: item, age, state, certificate, region, level, method', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(anyCase, (one) => {
        const expected = oracle(one);
        seen.set(expected, (seen.get(expected) ?? 0) + 1);
        expect(judged(one).verdict).toBe(expected);
      }),
      { numRuns: 20_000 },
    );
    // a table that only says no would agree with anything
    for (const verdict of recognitionVerdicts) expect(seen.get(verdict) ?? 0).toBeGreaterThan(100);
  });

  it.each(Object.entries(zones))('a certificate at its first and last second by the clock of %s', (_, offset) => {
    const base: OracleCase = {
      ...{ item: items[0], patient: 'stable', days: null, asks: 'national', offset, askedMinute: asked, state: 'final', verified: true },
      ...{ critical: false, unit: 'g/L', method: '', methodAsked: '', rule: 'none', takenMinute: 0 },
      here: { region: regions[0], level: 'tertiary' },
      there: { own: false, region: regions[1], level: 'secondary' },
      certificate: { from: 20_260_301, to: 20_260_930, level: 'national', region: regions[1] },
    };
    const at = (local: string) => judged({ ...base, takenMinute: Date.parse(`${local}Z`) / minute - offset }).verdict;
    // only the mark decides: without an age limit the physician is asked, without a mark the answer is no
    expect(['2026-02-28T23:59:59.999', '2026-03-01T00:00:00', '2026-09-30T23:59:59.999', '2026-10-01T00:00:00'].map(at)).toEqual([
      'not_recognisable',
      'physician_decides',
      'physician_decides',
      'not_recognisable',
    ]);
  });
});

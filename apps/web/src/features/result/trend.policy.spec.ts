import { joinable } from '@alliance/domain/recognition/comparability';
import type { TestItem } from '@alliance/domain/recognition/test-item';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { trendOf, type TrendPoint } from './trend.policy.js';

const troponin: TestItem = {
  ...{ code: '6598-7', testClass: 'laboratory', scale: 'quantitative', specimen: 'blood', modality: null, bodySite: null },
  ...{ unit: 'ng/L', molarMass: null, methodBound: true },
};
const haemoglobin: TestItem = { ...troponin, code: '718-7', unit: 'g/L', methodBound: false };
const at = (id: string, hour: number, more: Partial<TrendPoint> = {}): TrendPoint => ({
  ...{ id, performedAt: new Date(Date.UTC(2026, 10, 22, hour)).toISOString(), valueNumber: 10, unit: 'g/L' },
  ...{ referenceLow: null, referenceHigh: null, method: null, specimen: null, bodySite: null },
  ...more,
});
const lines = (item: TestItem, points: TrendPoint[]) =>
  trendOf(item, points).series.map(({ points: joined }) => joined.map(({ point }) => point.id));

describe('the lines of a trend', () => {
  it('values of two methods are two lines, and it says why', () => {
    const points = [1, 2, 3, 4].map((hour) => at(`p${hour}`, hour, { unit: 'ng/L', method: hour % 2 ? 'ECLIA' : 'CLIA' }));
    expect(lines(troponin, points)).toEqual([
      ['p1', 'p3'],
      ['p2', 'p4'],
    ]);
    expect(trendOf(troponin, points).separations).toEqual(['method_differs']);
    expect(
      lines(
        haemoglobin,
        points.map((point) => ({ ...point, unit: 'g/L' })),
      ),
    ).toHaveLength(2);
  });

  it('a report without a method is no bridge between two methods', () => {
    const points = [at('none', 1), at('one', 2, { method: 'SLS' }), at('other', 3, { method: 'HiCN' })];
    expect(lines(haemoglobin, points)).toEqual([['none', 'one'], ['other']]);
  });

  it('unknown methods of a method-bound item are never joined', () => {
    const trend = trendOf(troponin, [at('a', 1, { unit: 'ng/L' }), at('b', 2, { unit: 'ng/L' })]);
    expect(trend.series).toHaveLength(2);
    expect(trend.separations).toEqual(['method_unknown']);
  });

  it('another material is another line', () => {
    const trend = trendOf(haemoglobin, [at('a', 1, { specimen: 'blood' }), at('b', 2, { specimen: 'urine' })]);
    expect(trend.series).toHaveLength(2);
    expect(trend.separations).toEqual(['specimen_differs']);
  });

  it('a unit that does not convert, and words, are told and not drawn; one that converts is drawn converted', () => {
    const trend = trendOf(haemoglobin, [
      at('odd', 1, { unit: 'mm[Hg]' }),
      at('dL', 2, { unit: 'g/dL', valueNumber: 12 }),
      at('word', 3, { valueNumber: null }),
    ]);
    expect(trend.undrawn.map(({ id }) => id)).toEqual(['odd', 'word']);
    expect(trend.series[0]?.points[0]?.value).toBeCloseTo(120);
    expect(trend.separations).toEqual(['unit_not_comparable']);
  });

  it('shows a reference band only where every point has the same, in the unit of the item', () => {
    const band = { referenceLow: 130, referenceHigh: 175 };
    const same = trendOf(haemoglobin, [at('a', 1, band), at('b', 2, { unit: 'g/dL', referenceLow: 13, referenceHigh: 17.5 })]);
    expect(same.series[0]?.band?.low).toBeCloseTo(130);
    expect(same.series[0]?.band?.high).toBeCloseTo(175);
    expect(trendOf(haemoglobin, [at('a', 1, band), at('b', 2, { ...band, referenceLow: 115 })]).series[0]?.band).toBeNull();
    expect(trendOf(haemoglobin, [at('a', 1, band), at('b', 2)]).series[0]?.band).toBeNull();
  });

  it('never joins what does not compare, and loses nothing', () => {
    const some = fc.record({
      hour: fc.nat(500),
      method: fc.constantFrom(null, 'ECLIA', 'eclia', 'CLIA'),
      specimen: fc.constantFrom(null, 'blood', 'urine'),
      unit: fc.constantFrom('ng/L', 'ug/L', 'g/L', 'mm[Hg]', null),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 20 }), fc.boolean(), (made, methodBound) => {
        const item = { ...troponin, methodBound };
        const points = made.map(({ hour, ...making }, index) => at(String(index), hour, making));
        const { series, undrawn } = trendOf(item, points);
        for (const { points: line } of series)
          for (const one of line) for (const other of line) if (one !== other) expect(joinable(item, one.point, other.point)).toBe(true);
        const shown = [...series.flatMap((line) => line.points.map(({ point }) => point.id)), ...undrawn.map(({ id }) => id)];
        expect(shown.sort()).toEqual(points.map(({ id }) => id).sort());
      }),
    );
  });
});

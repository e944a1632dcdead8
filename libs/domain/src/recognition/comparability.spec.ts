import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { incomparable, inUnitOf, joinable, type Making } from './comparability.js';
import { chest, haemoglobin, troponin } from './recognition.example.js';

const made = (more: Partial<Making> = {}): Making => ({ ...{ unit: 'g/L', method: null, specimen: null, bodySite: null }, ...more });
const nothing = { method: null, specimen: null, bodySite: null };

describe('what keeps a result from standing for another', () => {
  it('units that cannot be converted', () => {
    expect(incomparable(haemoglobin, made({ unit: 'g/dL' }), nothing)).toEqual([]);
    expect(incomparable(haemoglobin, made({ unit: 'mmol/L' }), nothing)).toEqual(['unit_not_comparable']);
    expect(incomparable(haemoglobin, made({ unit: null }), nothing)).toEqual(['unit_not_comparable']);
    expect(inUnitOf({ unit: 'umol/L', molarMass: 113.12 }, 1.2, 'mg/dL')).toBeCloseTo(106.08, 1);
  });
  it.each([
    ['CLIA', 'CLIA', []],
    ['clia', 'C L I A', []],
    ['ECLIA', 'CLIA', ['method_differs']],
    [null, 'CLIA', ['method_unknown']],
    [null, null, ['method_unknown']],
    ['CLIA', null, []],
  ])('of a method-bound item: %s for %s', (method, asked, reasons) =>
    expect(incomparable(troponin, made({ unit: 'ng/L', method }), { ...nothing, method: asked })).toEqual(reasons),
  );
  it('methods of other items say nothing', () =>
    expect(incomparable(haemoglobin, made({ method: 'A' }), { ...nothing, method: 'B' })).toEqual([]));
  it('another material, another part of the body', () => {
    expect(incomparable(haemoglobin, made({ specimen: '尿' }), { ...nothing, specimen: '血' })).toEqual(['specimen_differs']);
    expect(incomparable(chest, made({ unit: null, bodySite: '头部' }), nothing)).toEqual(['site_differs']);
    expect(incomparable(chest, made({ unit: null, bodySite: '胸 部' }), nothing)).toEqual([]);
  });
});

describe('on one line of a chart', () => {
  it('values of two methods are not joined, nor unknown ones of a method-bound item', () => {
    expect(joinable(haemoglobin, made({ method: 'A' }), made({ method: 'B' }))).toBe(false);
    expect(joinable(haemoglobin, made(), made({ method: 'B' }))).toBe(true);
    expect(joinable(troponin, made({ unit: 'ng/L' }), made({ unit: 'ng/L', method: 'B' }))).toBe(false);
    expect(joinable(haemoglobin, made({ unit: 'g/dL' }), made({ unit: 'mmol/L' }))).toBe(false);
  });
  it('it does not matter which is asked first', () => {
    const any = fc.record({
      unit: fc.constantFrom('g/L', 'g/dL', 'mmol/L', null),
      method: fc.constantFrom(null, 'A', 'B'),
      specimen: fc.constantFrom(null, '血', '尿'),
      bodySite: fc.constant(null),
    });
    fc.assert(
      fc.property(any, any, fc.constantFrom(haemoglobin, troponin), (a, b, item) =>
        expect(joinable(item, a, b)).toBe(joinable(item, b, a)),
      ),
    );
  });
});

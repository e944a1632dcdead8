import type { Asking, EarlierResult, PlannedTest } from './check.js';
import type { Side } from './direction-rule.js';
import type { RecognitionMark } from './recognition-mark.js';
import type { CatalogueEntry, TestItem } from './test-item.js';

export const hour = 3_600_000;
export const askedAt = new Date('2026-11-22T08:00:00+08:00');
export const before = (hours: number): Date => new Date(askedAt.getTime() - hours * hour);

export const haemoglobin: TestItem = {
  ...{ code: '718-7', testClass: 'laboratory', scale: 'quantitative', specimen: 'blood', modality: null, bodySite: null },
  ...{ unit: 'g/L', molarMass: null, methodBound: false },
};
export const troponin: TestItem = { ...haemoglobin, code: '6598-7', unit: 'ng/L', methodBound: true };
export const bloodGroup: TestItem = { ...haemoglobin, code: '883-9', scale: 'nominal', unit: null };
export const chest: TestItem = {
  ...{ code: '36643-5', testClass: 'examination', scale: 'narrative', specimen: null, modality: 'CR', bodySite: '胸部' },
  ...{ unit: null, molarMass: null, methodBound: false },
};
export const entryOf = (item: TestItem, more: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  ...{ itemCode: item.code, validDays: { stable: 7, acute: 1 }, exclusions: [], assessedBy: 'province', needsImages: false },
  ...more,
});
export const planned = (item: TestItem, more: Partial<PlannedTest> = {}): PlannedTest => ({
  ...{ item, entry: entryOf(item), method: null, specimen: null, bodySite: null },
  ...more,
});

export const place = { province: '贵州省', city: '毕节市', allianceIds: ['a1'] } as const;
export const lead: Side = { institutionId: 'lead', level: 'tertiary', ...place };
export const county: Side = { institutionId: 'county', level: 'secondary', ...place };
export const nationally: RecognitionMark = { level: 'national', province: null, city: null, allianceId: null, label: '全国HR' };

/** A day old, marked nationally, final, of a verified person: nothing speaks against it. */
export const resultOf = (item: TestItem, more: Partial<EarlierResult> = {}): EarlierResult => ({
  ...{ resultId: 'r1', issuer: county, state: 'final', performedAt: before(20), critical: false, imagesAvailable: true },
  ...{ identityVerified: true, mark: nationally, unit: item.unit, method: null, specimen: null, bodySite: null },
  ...more,
});
export const asking = (more: Partial<Asking> = {}): Asking => ({
  ...{ at: askedAt, by: lead, state: 'stable', contexts: new Set(), rules: [] },
  ...more,
});

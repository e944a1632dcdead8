import type { TestResult } from '@alliance/contracts/result.schema';
import type { AssessorLevel, ResultFlag } from '@alliance/domain/recognition/recognition.codes';

export interface ResultRecord {
  id: string;
  item_code: string | null;
  item_name: string | null;
  item_unit: string | null;
  local_code: string;
  local_name: string;
  value_number: number | null;
  value_text: string | null;
  comparator: TestResult['comparator'];
  unit: string | null;
  value: number | null;
  reference_low: number | null;
  reference_high: number | null;
  reference_text: string | null;
  flag: ResultFlag | null;
  method: string | null;
  specimen: string | null;
  body_site: string | null;
  mark_level: AssessorLevel | null;
  mark_province: string | null;
  mark_city: string | null;
  mark_alliance_id: string | null;
  mark_label: string | null;
}

/** Of `test_result r` beside `test_item item`, where there is one. */
export const resultColumns = `r.id, r.item_code, item.name_zh as item_name, item.unit as item_unit, r.local_code, r.local_name, r.value_number, r.value_text,
  r.comparator, r.unit, r.value, r.reference_low, r.reference_high, r.reference_text, r.flag, r.method, r.specimen, r.body_site,
  r.mark_level, r.mark_province, r.mark_city, r.mark_alliance_id, r.mark_label`;

export const resultView = (row: ResultRecord): TestResult => ({
  id: row.id,
  itemCode: row.item_code,
  name: row.item_name ?? (row.local_name || row.local_code),
  ...{ localCode: row.local_code, localName: row.local_name, valueNumber: row.value_number, valueText: row.value_text },
  ...{ comparator: row.comparator, unit: row.unit, value: row.value, itemUnit: row.item_unit, flag: row.flag },
  ...{ referenceLow: row.reference_low, referenceHigh: row.reference_high, referenceText: row.reference_text },
  ...{ method: row.method, specimen: row.specimen, bodySite: row.body_site },
  mark: row.mark_level === null ? null : { level: row.mark_level, label: row.mark_label ?? '' },
});

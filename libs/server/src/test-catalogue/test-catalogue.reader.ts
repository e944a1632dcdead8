import type { TestGroup } from '@alliance/domain/recognition/recognition.codes';
import type { CatalogueEntry, TestItem } from '@alliance/domain/recognition/test-item';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';

/** An item of the dictionary with its names, and what one repeat of it costs: fen, microsievert, microlitres of blood. */
export interface TestItemRow extends TestItem {
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly testGroup: TestGroup;
  readonly priceFen: number;
  readonly doseMicrosievert: number;
  readonly bloodMicrolitres: number;
}
export interface TestPanelRow {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly itemCodes: string[];
}
export interface LocalCode {
  /** Null: looked at, and no item of the dictionary. */
  readonly itemCode: string | null;
  readonly method: string | null;
}

/** Columns of `test_item i` as `TestItemRow`. */
export const itemColumns = `i.code, i.test_class as "testClass", i.test_group as "testGroup", i.scale, i.name_zh as "nameZh", i.name_en as "nameEn",
  i.specimen, i.modality, i.body_site as "bodySite", i.unit, i.molar_mass as "molarMass", i.method_bound as "methodBound",
  i.price_fen as "priceFen", i.dose_microsievert as "doseMicrosievert", i.blood_microlitres as "bloodMicrolitres"`;
const items = `select ${itemColumns} from test_item i`;
const panels = `select code, name_zh as "nameZh", name_en as "nameEn", item_codes as "itemCodes" from test_panel where code = any($1::text[])`;
/** Columns of `recognition_entry e` as `CatalogueEntry`. */
export const entryColumns = `e.item_code as "itemCode", json_build_object('stable', e.valid_days_stable, 'acute', e.valid_days_acute) as "validDays",
  e.exclusions, e.assessed_by as "assessedBy", e.needs_images as "needsImages"`;
/** How near a catalogue `c` is: an alliance's before a city's, before a province's, before the country's. */
export const nearness = `case when c.alliance_id is not null then 3 when c.city is not null then 2 when c.province is not null then 1 else 0 end`;
/** Catalogues `c` that hold for the institution `$1` on the day `$2`. */
export const holdsHere = `
  daterange(c.valid_from, c.valid_until, '[]') @> $2::date
  and case when c.alliance_id is not null then c.alliance_id in (
      select m.alliance_id from membership m where m.institution_id = $1 and m.suspended_at is null and m.valid @> $2::date)
    else exists (select 1 from institution i where i.id = $1 and (c.province is null or c.province = i.province) and (c.city is null or c.city = i.city)) end`;
const entries = `
  select distinct on (e.item_code) ${entryColumns}
  from recognition_catalogue c join recognition_entry e on e.catalogue_id = c.id and e.item_code = any($3::text[])
  where ${holdsHere} order by e.item_code, ${nearness} desc, c.valid_from desc, c.id`;
const localCodes = `
  select code, item_code as "itemCode", method from local_test_code where institution_id = current_institution() and code = any($1::text[])`;

const keyed = <Row extends object, K extends string>(rows: readonly Row[], keyOf: (row: Row) => K): Map<K, Row> =>
  new Map(rows.map((row) => [keyOf(row), row]));

/** What other features ask of the dictionary, of the catalogues in force and of a hospital's own codes. */
@Injectable()
export class TestCatalogueReader {
  /** @param codes all items, when left out */
  async items(tx: Transaction, codes?: readonly string[]): Promise<Map<string, TestItemRow>> {
    const rows = codes
      ? await tx.rows<TestItemRow>(`${items} where i.code = any($1::text[])`, [codes])
      : await tx.rows<TestItemRow>(`${items} order by i.position, i.code`);
    return keyed(rows, ({ code }) => code);
  }

  async panels(tx: Transaction, codes: readonly string[]): Promise<Map<string, TestPanelRow>> {
    return keyed(await tx.rows<TestPanelRow>(panels, [codes]), ({ code }) => code);
  }

  /**
   * What is in force for a hospital on a day: the nearest catalogue that names an item speaks for it.
   * @param ask `on`: `YYYY-MM-DD`
   */
  async entries(
    tx: Transaction,
    ask: { institutionId: string; itemCodes: readonly string[]; on: string },
  ): Promise<Map<string, CatalogueEntry>> {
    return keyed(await tx.rows<CatalogueEntry>(entries, [ask.institutionId, ask.on, ask.itemCodes]), ({ itemCode }) => itemCode);
  }

  /** Codes of the acting hospital; one that nobody looked at yet is missing. */
  async localCodes(tx: Transaction, codes: readonly string[]): Promise<Map<string, LocalCode>> {
    const rows = await tx.rows<LocalCode & { code: string }>(localCodes, [codes]);
    return new Map(rows.map(({ code, ...local }) => [code, local]));
  }
}

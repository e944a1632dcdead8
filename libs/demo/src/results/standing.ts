import type { CatalogueEntry, TestItem } from '@alliance/domain/recognition/test-item';
import type { DirectionRule, Side } from '@alliance/domain/recognition/direction-rule';
import type { RecognitionMark } from '@alliance/domain/recognition/recognition-mark';
import type pg from 'pg';
import { demoId } from '../demo-id.js';

export type Priced = TestItem & { readonly fen: number; readonly microsievert: number; readonly microlitres: number };
/** What the receiving hospitals recognised by: dictionary, catalogue, rules, and the marks that stand beside the results. */
export interface Standing {
  readonly items: ReadonlyMap<string, Priced>;
  readonly entries: ReadonlyMap<string, CatalogueEntry>;
  readonly rules: readonly DirectionRule[];
  readonly sides: ReadonlyMap<string, Side>;
  readonly marks: ReadonlyMap<string, RecognitionMark>;
}

const items = `
  select code, test_class as "testClass", scale, specimen, modality, body_site as "bodySite", unit, molar_mass as "molarMass",
    method_bound as "methodBound", price_fen as fen, dose_microsievert as microsievert, blood_microlitres as microlitres from test_item`;
const entries = `
  select distinct on (e.item_code) e.item_code as "itemCode", json_build_object('stable', e.valid_days_stable, 'acute', e.valid_days_acute) as "validDays",
    e.exclusions, e.assessed_by as "assessedBy", e.needs_images as "needsImages"
  from recognition_entry e join recognition_catalogue c on c.id = e.catalogue_id
  where c.alliance_id = $1 or (c.alliance_id is null and c.province = '演示省' and c.city is null)
  order by e.item_code, (c.alliance_id is not null) desc, c.number desc`;
const rules = `
  select kind, province, city, alliance_id as "allianceId", test_class as "testClass", item_codes as "itemCodes" from recognition_direction order by id`;
const sides = `
  select i.id as "institutionId", i.province, i.city, i.level, array(
    select m.alliance_id from membership m where m.institution_id = i.id
    union select a.id from alliance a where a.lead_id = i.id order by 1) as "allianceIds"
  from institution i where i.invented`;
const marks = `
  select id, mark_level as level, mark_province as province, mark_city as city, mark_alliance_id as "allianceId", mark_label as label
  from test_result where mark_level is not null`;

/** Reads what is in force in the demonstration. */
export async function standingNow(owner: pg.ClientBase): Promise<Standing> {
  const all = async <Row extends pg.QueryResultRow>(statement: string, parameters: unknown[] = []): Promise<Row[]> =>
    (await owner.query<Row>(statement, parameters)).rows;
  return {
    items: new Map((await all<Priced>(items)).map((item) => [item.code, item])),
    entries: new Map((await all<CatalogueEntry>(entries, [demoId('alliance cardiovascular')])).map((entry) => [entry.itemCode, entry])),
    rules: await all<DirectionRule>(rules),
    sides: new Map((await all<Side>(sides)).map((side) => [side.institutionId, side])),
    marks: new Map((await all<RecognitionMark & { id: string }>(marks)).map(({ id, ...mark }) => [id, mark])),
  };
}

/** As the results were filed: the mark of their hospital on the day they were performed; it stays with them. */
export async function markResults(owner: pg.ClientBase): Promise<void> {
  await owner.query(`
    update test_result r set mark_level = m.level, mark_province = m.province, mark_city = m.city, mark_alliance_id = m.alliance_id, mark_label = m.label
    from recognition_mark m
    where m.institution_id = r.institution_id and m.item_code = r.item_code and m.valid @> (r.performed_at at time zone 'Asia/Shanghai')::date`);
}

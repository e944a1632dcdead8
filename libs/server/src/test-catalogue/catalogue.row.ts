import type { CatalogueEntryView, CatalogueLine, CatalogueView } from '@alliance/contracts/test-catalogue.contract';
import { itemTargets } from '@alliance/domain/recognition/catalogue-item';
import { holdsHere } from './test-catalogue.reader.js';

export interface CatalogueRow {
  id: string;
  version: number;
  title: string;
  number: number;
  alliance_id: string | null;
  alliance_name: string | null;
  province: string | null;
  city: string | null;
  source: string | null;
  valid_from: string;
  valid_until: string | null;
  state: CatalogueLine['state'];
  items: number;
  holds_here: boolean;
  mine: boolean;
  updated_at: Date;
}
export interface EntryRow {
  item_code: string;
  name_zh: string;
  name_en: string | null;
  test_class: CatalogueEntryView['testClass'];
  test_group: CatalogueEntryView['group'];
  specimen: string | null;
  modality: CatalogueEntryView['modality'];
  unit: string | null;
  valid_days_stable: number | null;
  valid_days_acute: number | null;
  exclusions: CatalogueEntryView['exclusions'];
  assessed_by: CatalogueEntryView['assessedBy'];
  needs_images: boolean;
  note: string | null;
}

/** `$1` the asking institution, `$2` today. */
export const catalogueRows = `
  select c.id, c.version, c.title, c.number, c.alliance_id, a.name_zh as alliance_name, c.province, c.city, c.source, c.valid_from::text as valid_from,
    c.valid_until::text as valid_until, c.updated_at,
    case when c.valid_from > $2::date then 'planned' when c.valid_until < $2::date then 'past' else 'in_force' end as state,
    (select count(*)::int from recognition_entry e where e.catalogue_id = c.id) as items, (${holdsHere}) as holds_here,
    current_office_role() = 'management_office' or coalesce(a.lead_id = current_institution() and administers_here(), false) as mine
  from recognition_catalogue c left join alliance a on a.id = c.alliance_id`;
export const entryRows = `
  select e.item_code, i.name_zh, i.name_en, i.test_class, i.test_group, i.specimen, i.modality, i.unit, e.valid_days_stable, e.valid_days_acute, e.exclusions,
    e.assessed_by, e.needs_images, e.note
  from recognition_entry e join test_item i on i.code = e.item_code where e.catalogue_id = $1 order by i.position, i.code`;

const targetOf = ({ alliance_id: alliance, province, city }: CatalogueRow): CatalogueLine['target'] =>
  alliance || !province ? null : city ? { ...itemTargets.city } : { ...itemTargets.province };

export const catalogueLine = (row: CatalogueRow): CatalogueLine => ({
  ...{ id: row.id, version: row.version, title: row.title, number: row.number, province: row.province, city: row.city, source: row.source },
  alliance: row.alliance_id === null ? null : { id: row.alliance_id, name: row.alliance_name ?? '' },
  ...{
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    state: row.state,
    items: row.items,
    holdsHere: row.holds_here,
    mine: row.mine,
  },
  target: targetOf(row),
});
export const entryView = (row: EntryRow): CatalogueEntryView => ({
  ...{ itemCode: row.item_code, name: { zh: row.name_zh, ...(row.name_en && { en: row.name_en }) }, testClass: row.test_class },
  ...{ group: row.test_group, specimen: row.specimen, modality: row.modality, unit: row.unit, validDaysStable: row.valid_days_stable },
  ...{
    validDaysAcute: row.valid_days_acute,
    exclusions: row.exclusions,
    assessedBy: row.assessed_by,
    needsImages: row.needs_images,
    note: row.note,
  },
});
/** Alliances here are specialty alliances: the goal of recognising every item among themselves is not theirs (MR-16). */
export const catalogueView = (row: CatalogueRow, entries: readonly EntryRow[]): CatalogueView => ({
  ...catalogueLine(row),
  entries: entries.map(entryView),
  editedAt: new Date(row.updated_at).toISOString(),
  allItemsGoal: false,
});

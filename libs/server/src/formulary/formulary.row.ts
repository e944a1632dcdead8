import type { FormularyItem } from '@alliance/contracts/formulary.contract';

export interface ItemRow {
  id: string;
  version: number;
  name: string;
  strength: string | null;
  form: string | null;
  atc: string | null;
  in_stock: boolean;
  changed_at: Date;
  changed_by: string | null;
}

/** Of `formulary_item f`. Who changed another house's list is that house's own business. */
export const itemColumns = `f.id, f.version, f.name, f.strength, f.form, f.atc, f.in_stock, f.changed_at,
  case when f.institution_id = current_institution() then (select p.name from person p where p.id = f.changed_by) end as changed_by`;

export const itemOf = ({ in_stock: inStock, changed_at, changed_by: changedBy, ...item }: ItemRow): FormularyItem => ({
  ...item,
  inStock,
  changedAt: changed_at.toISOString(),
  changedBy,
});

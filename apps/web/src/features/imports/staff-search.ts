import { staffKinds, type StaffKind } from '@alliance/domain/imports/import.types';

export interface StaffImportSearch {
  readonly kind?: StaffKind;
}
/** The address of the page says which table is meant. */
export const staffImportSearch = ({ kind }: Record<string, unknown>): StaffImportSearch => {
  const known = staffKinds.find((one) => one === kind);
  return known ? { kind: known } : {};
};

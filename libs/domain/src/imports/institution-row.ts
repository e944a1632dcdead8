import type { InstitutionType } from '../alliance/institution.js';
import { institutionTypeOf } from '../alliance/institution-name.js';
import type { InstitutionLevel } from '../referral/direction.js';
import type { Header } from './header.js';
import type { InstitutionColumn } from './header.data.js';
import type { TableRecord } from './import.types.js';
import { readRows, type Read, type RowReader } from './row-reader.js';
import { splitNames } from './text.js';
import { levelOf, typeOf } from './value.js';

/** One line of an institutions table; null where it says nothing. */
export interface InstitutionRow {
  readonly row: number;
  readonly code: string | null;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly province: string | null;
  readonly city: string | null;
  readonly type: InstitutionType | null;
  /** Type as far as the name alone tells it. */
  readonly typeByName: InstitutionType;
  readonly level: InstitutionLevel | null;
  readonly levelBasis: string | null;
  readonly phone: string | null;
  readonly source: string | null;
  readonly notes: string | null;
  readonly possibleSameAs: readonly string[];
}

export const readInstitutionRows = (header: Header, records: readonly TableRecord[], source: string | null): Read<InstitutionRow>[] =>
  readRows<InstitutionColumn, InstitutionRow>(header, records, (reader) => readRow(reader, source));

function readRow(reader: RowReader<InstitutionColumn>, source: string | null): InstitutionRow {
  const name = reader.needed('name');
  const code = reader.text('code');
  if (code !== null && !/^[\w.:-]{1,120}$/u.test(code)) reader.problem('code', 'unknown_value', code);
  return {
    row: reader.row,
    code,
    name,
    aliases: splitNames(reader.text('aliases') ?? ''),
    province: reader.text('province'),
    city: reader.text('city'),
    type: reader.parsed('type', typeOf, 'unknown_value'),
    typeByName: institutionTypeOf(name),
    level: reader.parsed('level', levelOf, 'unknown_value'),
    levelBasis: reader.text('levelBasis'),
    phone: reader.text('phone'),
    source: reader.text('source') ?? source,
    notes: reader.text('notes'),
    possibleSameAs: splitNames(reader.text('possibleSameAs') ?? ''),
  };
}

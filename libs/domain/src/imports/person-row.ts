import type { Role } from '../access/actor.js';
import type { Header } from './header.js';
import type { PeopleColumn } from './header.data.js';
import type { TableRecord } from './import.types.js';
import { readingRows, type Read, type RowReader } from './row-reader.js';
import { emailOf, phoneOf, roleOf, staffNumberOf, yearsOf } from './staff-value.js';
import type { Steps } from './steps.js';
import { dateOf } from './value.js';

/** One line of a people table; null where it says nothing. Days are `YYYY-MM-DD`, `to` is the last day, itself included. */
export interface PersonRow {
  readonly row: number;
  readonly name: string;
  readonly staffNumber: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly department: string | null;
  readonly role: Role | null;
  readonly title: string | null;
  readonly practiceScope: string | null;
  readonly independentSince: string | null;
  readonly independentYears: number | null;
  readonly from: string | null;
  readonly to: string | null;
}

export const readingPeople = (header: Header, records: readonly TableRecord[]): Steps<Read<PersonRow>[]> =>
  readingRows<PeopleColumn, PersonRow>(header, records, readRow);

function readRow(reader: RowReader<PeopleColumn>): PersonRow {
  const name = reader.text('name', 40);
  if (name === null) reader.problem('name', 'missing', null);
  const from = reader.parsed('from', dateOf, 'bad_date');
  const to = reader.parsed('to', dateOf, 'bad_date');
  if (from !== null && to !== null && to < from) reader.problem('to', 'period_reversed', `${from} – ${to}`);
  return {
    row: reader.row,
    name: name ?? '',
    staffNumber: reader.parsed('staffNumber', staffNumberOf, 'unknown_value'),
    phone: reader.parsed('phone', phoneOf, 'bad_phone'),
    email: reader.parsed('email', emailOf, 'bad_email'),
    department: reader.text('department', 60),
    role: reader.parsed('role', roleOf, 'unknown_value'),
    title: reader.text('title', 40),
    practiceScope: reader.text('practiceScope', 120),
    independentSince: reader.parsed('independentSince', dateOf, 'bad_date'),
    independentYears: reader.parsed('independentYears', yearsOf, 'unknown_value'),
    from,
    to,
  };
}

import type { InstitutionType } from '../alliance/institution.js';
import type { LeadBasis } from '../alliance/lead.js';
import type { Header } from './header.js';
import type { PairingColumn } from './header.data.js';
import type { TableRecord } from './import.types.js';
import { readRows, type Read, type RowReader } from './row-reader.js';
import { canonicalSource } from './scheme.js';
import { cleanText, splitNames } from './text.js';
import { booleanOf, dateOf, leadBasisOf, typeOf } from './value.js';

/** An institution as a row names it: what is printed, and where the row says it is. */
export interface Mention {
  readonly name: string;
  readonly city: string | null;
  readonly type: InstitutionType | null;
}

/** One line of a pairing table. `lead` null with a basis: the document does not decide; without: the line says nothing about it. */
export interface PairingRow {
  readonly row: number;
  readonly item: string | null;
  readonly source: string;
  readonly category: string | null;
  readonly recipient: Mention;
  readonly supporters: readonly Mention[];
  readonly lead: boolean | null;
  readonly leadBasis: LeadBasis | null;
  readonly from: string;
  readonly to: string | null;
  readonly notes: string | null;
}

/** What the sender states for the whole file, used where a row does not say it itself. */
export interface FileFacts {
  readonly source: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Sources that pairings already carry, for one spelling. */
  readonly knownSources: readonly string[];
}

export const readPairingRows = (header: Header, records: readonly TableRecord[], facts: FileFacts): Read<PairingRow>[] =>
  readRows<PairingColumn, PairingRow>(header, records, (reader) => readRow(reader, facts));

function readRow(reader: RowReader<PairingColumn>, facts: FileFacts): PairingRow {
  const recipient = reader.needed('recipient');
  const names = splitNames(reader.raw('supporter'));
  if (names.length === 0) reader.problem('supporter', 'missing', null);
  if (names.some((name) => name.length > 100)) reader.problem('supporter', 'too_long', names.join('、'));
  const lead = reader.parsed('lead', booleanOf, 'bad_boolean');
  // which of the two would lead?
  if (lead === true && names.length > 1) reader.problem('lead', 'second_lead', names.join('、'));
  const from = reader.parsed('from', dateOf, 'bad_date') ?? facts.from;
  const to = reader.parsed('to', dateOf, 'bad_date') ?? facts.to;
  if (from === null && reader.problems.length === 0) reader.problem('from', 'missing', null);
  if (from !== null && to !== null && to < from) reader.problem('to', 'period_reversed', `${from} – ${to}`);
  const source = reader.text('source') ?? facts.source;
  if (source === null) reader.problem('source', 'missing', null);
  const category = reader.text('category');
  const type = category === null ? null : (typeOf(category) ?? null);
  const cities = splitNames(reader.raw('supporterCity')).map((city) => (/^[(（].*[)）]$/u.test(city) ? null : city));
  return {
    row: reader.row,
    item: reader.text('item'),
    source: canonicalSource(cleanText(source ?? ''), facts.knownSources),
    category,
    recipient: { name: recipient, city: reader.text('recipientCity'), type },
    supporters: names.map((name, at) => ({ name, city: (cities.length === names.length ? cities[at] : cities[0]) ?? null, type: null })),
    lead,
    leadBasis: reader.parsed('leadBasis', leadBasisOf, 'unknown_value'),
    from: from ?? '',
    to,
    notes: reader.text('notes'),
  };
}

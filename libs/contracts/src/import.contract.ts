import { importKinds, importReasons, registryKinds } from '@alliance/domain/imports/import.types';
import { z } from 'zod';
import { route } from './route.js';
import { CalendarDate } from './schema.js';

/** What was found in a row (1 = first row under the header, 0 = the header or the whole file), under the column name that the file prints. */
const Finding = z.object({ row: z.int(), column: z.string().nullable(), reason: z.enum(importReasons), value: z.string().nullable() });
export const ImportRow = z.object({
  row: z.int(),
  /** Where one row says several things, as in a grid: the column of this one. */
  column: z.string().optional(),
  outcome: z.enum(['created', 'updated', 'unchanged', 'rejected']),
  label: z.string(),
  changed: z.array(z.string()),
});

export const ImportReport = z
  .object({
    kind: z.enum(importKinds),
    dryRun: z.boolean(),
    encoding: z.enum(['utf-8', 'gb18030']),
    /** Row of the sheet in which the header stands, 1 for the first: row n of this report is row headerRow + n there. */
    headerRow: z.int(),
    source: z.string(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    /** Institutions that a pairing names and nobody knew: created and flagged. */
    institutionsCreated: z.int(),
    /** People of a table who have no account yet: an import invites nobody. */
    withoutAccount: z.int().optional(),
    rejected: z.array(Finding),
    flagged: z.array(Finding),
    rows: z.array(ImportRow),
  })
  .meta({ id: 'ImportReport' });
export type ImportReport = z.infer<typeof ImportReport>;

/** In a form everything is text. */
const Flag = z.union([z.boolean(), z.stringbool()]);

export const importTable = route('POST', '/imports', {
  summary: 'Institutions or pairings from a CSV file: row-by-row report, applied only when `dryRun` is false',
  kind: 'form',
  status: 200,
  body: z
    .strictObject({
      kind: z.enum(registryKinds),
      dryRun: Flag.default(true),
      /** Where the file does not say it itself; an empty field of a form says nothing. `to` is the last day, itself included. */
      source: z.string().trim().max(200).optional(),
      from: CalendarDate.or(z.literal('')).optional(),
      to: CalendarDate.or(z.literal('')).optional(),
      file: z.instanceof(Blob).meta({ type: 'string', format: 'binary' }),
    })
    .meta({ id: 'ImportTable' }),
  returns: ImportReport,
  refuses: ['access.denied', 'import.unreadable', 'import.headers_unknown', 'request.too_large'],
});

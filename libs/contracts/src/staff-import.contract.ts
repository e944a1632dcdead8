import { z } from 'zod';
import { ImportReport } from './import.contract.js';
import { route } from './route.js';

const body = z.strictObject({
  dryRun: z.union([z.boolean(), z.stringbool()]).default(true),
  file: z.instanceof(Blob).meta({ type: 'string', format: 'binary' }),
});
const refuses = ['access.denied', 'import.unreadable', 'import.headers_unknown', 'request.too_large'] as const;

/** Pasted from a spreadsheet or a CSV file, for the own institution: row-by-row report, applied only when `dryRun` is false. */
export const importPeople = route('POST', '/people/imports', {
  summary: 'People and their appointments from a table',
  kind: 'form',
  body: body.meta({ id: 'ImportPeople' }),
  returns: ImportReport,
  refuses: [...refuses, 'session.step_up_required'],
});
export const importRota = route('POST', '/on-call-shifts/imports', {
  summary: 'On-call shifts from a table: a shift a row, or a grid of days and places',
  kind: 'form',
  body: body.meta({ id: 'ImportRota' }),
  returns: ImportReport,
  refuses: [...refuses, 'shift.person_elsewhere'],
});

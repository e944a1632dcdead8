import { z } from 'zod';
import { route } from './route.js';
import { Instant, Text, Version, line, page, pageOf } from './schema.js';

/** What speaks for an item: the same words, a synonym, the same sound, the unit. */
export const suggestionGrounds = ['same_name', 'synonym', 'contains', 'pinyin', 'initials', 'unit', 'abbreviation'] as const;
export const CodeSuggestion = z.object({
  itemCode: z.string(),
  name: Text,
  unit: z.string().nullable(),
  /** 0 to 1; nothing is mapped by itself. */
  score: z.number(),
  grounds: z.array(z.enum(suggestionGrounds)),
});
export type CodeSuggestion = z.infer<typeof CodeSuggestion>;

export const LocalTestCode = z
  .object({
    code: z.string(),
    /** Null: nobody has looked at it. */
    version: Version.nullable(),
    name: z.string(),
    state: z.enum(['unmapped', 'mapped', 'no_item']),
    item: z.object({ code: z.string(), name: Text, unit: z.string().nullable() }).nullable(),
    method: z.string().nullable(),
    /** The unit it mostly comes with. */
    unit: z.string().nullable(),
    /** Results of the last 90 days. */
    seen: z.int(),
    lastSeenAt: Instant.nullable(),
    suggestions: z.array(CodeSuggestion),
  })
  .meta({ id: 'LocalTestCode' });
export type LocalTestCode = z.infer<typeof LocalTestCode>;

export const listTestCodes = route('GET', '/test-codes', {
  summary: 'The codes of my hospital: those nobody looked at first, the most frequent first, with suggestions',
  query: z.strictObject({
    state: z.enum(['unmapped', 'mapped', 'no_item', 'all']).default('unmapped'),
    query: z.string().trim().max(60).default(''),
    ...page(30),
  }),
  returns: pageOf('LocalTestCodes', LocalTestCode),
  refuses: ['access.denied'],
});
export const getCodeCoverage = route('GET', '/test-codes/coverage', {
  summary: 'How much of the dictionary and of the results of 90 days is mapped',
  returns: z
    .object({
      items: z.object({ mapped: z.int(), all: z.int() }),
      results: z.object({ mapped: z.int(), all: z.int() }),
      codes: z.object({ unmapped: z.int(), mapped: z.int(), noItem: z.int() }),
    })
    .meta({ id: 'CodeCoverage' }),
  refuses: ['access.denied'],
});
export const mapTestCode = route('PUT', '/test-codes/:code', {
  summary: 'Say which item a code stands for, or that it is none; results that are filed follow',
  params: z.strictObject({ code: line(60) }),
  body: z
    .strictObject({
      version: Version.nullable().default(null),
      name: z.string().trim().max(120).default(''),
      itemCode: line(40).nullable(),
      method: line(120).nullable().default(null),
    })
    .meta({ id: 'MapTestCode' }),
  returns: z.object({ code: LocalTestCode, followed: z.int() }).meta({ id: 'MappedTestCode' }),
  refuses: ['access.denied', 'access.not_found', 'record.stale'],
});

const CodeFileReport = z
  .object({
    /** Rows that say something new. */
    mapped: z.int(),
    same: z.int(),
    /** Results that stand for another item now; 0 of a trial. */
    followed: z.int(),
    rejected: z.array(z.object({ row: z.int(), column: z.string(), reason: z.enum(['missing', 'unknown_item', 'too_long', 'twice']) })),
  })
  .meta({ id: 'CodeFileReport' });
export type CodeFileReport = z.infer<typeof CodeFileReport>;
export const importTestCodes = route('POST', '/test-codes/import', {
  summary: 'Codes from a CSV file, row by row: what each stands for; tried first with `dryRun`',
  kind: 'form',
  body: z
    .strictObject({ file: z.instanceof(Blob).meta({ type: 'string', format: 'binary' }), dryRun: z.stringbool().default(false) })
    .meta({ id: 'ImportTestCodes' }),
  returns: CodeFileReport,
  refuses: ['access.denied', 'import.unreadable', 'import.headers_unknown', 'file.too_large'],
});

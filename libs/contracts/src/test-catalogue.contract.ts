import {
  assessorLevels,
  exclusionEffects,
  modalities,
  recognitionContexts,
  resultScales,
  testClasses,
  testGroups,
} from '@alliance/domain/recognition/recognition.codes';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Named, Text, Version, line, page, pageOf } from './schema.js';

/** An item of the dictionary: what is measured or looked at, wherever it is done. */
export const TestItemView = z
  .object({
    /** LOINC, or `X-…` of the platform. */
    code: z.string(),
    version: Version,
    testClass: z.enum(testClasses),
    group: z.enum(testGroups),
    scale: z.enum(resultScales),
    name: Text,
    specimen: z.string().nullable(),
    modality: z.enum(modalities).nullable(),
    bodySite: z.string().nullable(),
    /** UCUM. */
    unit: z.string().nullable(),
    molarMass: z.number().nullable(),
    methodBound: z.boolean(),
    /** What one repeat costs: fen, microsievert, microlitres of blood. */
    priceFen: z.int(),
    doseMicrosievert: z.int(),
    bloodMicrolitres: z.int(),
  })
  .meta({ id: 'TestItem' });
export type TestItemView = z.infer<typeof TestItemView>;

/** An item or a panel, as it is looked for when tests are ordered. */
export const OrderableTest = z
  .object({
    code: z.string(),
    name: Text,
    testClass: z.enum(testClasses),
    group: z.enum(testGroups).nullable(),
    specimen: z.string().nullable(),
    modality: z.enum(modalities).nullable(),
    /** Of a panel its items; null of an item. */
    items: z.array(z.object({ code: z.string(), name: Text })).nullable(),
  })
  .meta({ id: 'OrderableTest' });
export type OrderableTest = z.infer<typeof OrderableTest>;

export const searchTests = route('GET', '/tests', {
  summary: 'Items and panels by name, pinyin, initials or code, panels first',
  query: z.strictObject({ query: line(60), limit: z.coerce.number<number | string>().int().min(1).max(30).default(12) }),
  returns: z.object({ items: z.array(OrderableTest) }).meta({ id: 'OrderableTests' }),
});

export const listTestItems = route('GET', '/test-items', {
  summary: 'The dictionary, in the order of a request form',
  query: z.strictObject({
    query: z.string().trim().max(60).default(''),
    group: z.enum(testGroups).optional(),
    testClass: z.enum(testClasses).optional(),
    ...page(50),
  }),
  returns: pageOf('TestItems', TestItemView),
});

const ItemBody = {
  testClass: z.enum(testClasses),
  group: z.enum(testGroups),
  scale: z.enum(resultScales),
  name: Text,
  specimen: line(60).nullable().default(null),
  modality: z.enum(modalities).nullable().default(null),
  bodySite: line(60).nullable().default(null),
  unit: line(40).nullable().default(null),
  molarMass: z.number().positive().nullable().default(null),
  methodBound: z.boolean().default(false),
  priceFen: z.int().min(0).default(0),
  doseMicrosievert: z.int().min(0).default(0),
  bloodMicrolitres: z.int().min(0).default(0),
};
const itemRefuses = ['access.denied', 'access.not_found', 'catalogue.item_invalid', 'test_code.taken', 'record.stale'] as const;
export const addTestItem = route('POST', '/test-items', {
  summary: 'The office adds an item; laboratory items have a specimen, examinations a modality (MR-02)',
  status: 201,
  body: z.strictObject({ code: z.string().regex(/^([0-9]{1,7}-[0-9]|X-[A-Z0-9-]{1,30})$/), ...ItemBody }).meta({ id: 'AddTestItem' }),
  returns: TestItemView,
  refuses: itemRefuses,
});
export const changeTestItem = route('POST', '/test-items/:code/change', {
  summary: 'Change what the dictionary says of an item; results that are filed stay as they are',
  params: z.strictObject({ code: line(40) }),
  body: z.strictObject({ version: Version, ...ItemBody }).meta({ id: 'ChangeTestItem' }),
  returns: TestItemView,
  refuses: itemRefuses,
});

export const CatalogueLine = z
  .object({
    id: Id,
    version: Version,
    title: z.string(),
    number: z.int(),
    alliance: Named.nullable(),
    province: z.string().nullable(),
    city: z.string().nullable(),
    source: z.string().nullable(),
    validFrom: CalendarDate,
    validUntil: CalendarDate.nullable(),
    state: z.enum(['planned', 'in_force', 'past']),
    items: z.int(),
    /** Whether it speaks for my hospital. */
    holdsHere: z.boolean(),
    /** Whether I may write its versions. */
    mine: z.boolean(),
    /** How many items a region is to recognise by a day (国卫 37号, MR-17); null where no target is set for it. */
    target: z.object({ items: z.int(), by: CalendarDate, source: z.string() }).nullable(),
  })
  .meta({ id: 'RecognitionCatalogue' });
export type CatalogueLine = z.infer<typeof CatalogueLine>;

/** Days: 0 is never taken over, null sets no limit and leaves it to the physician (MR-13). */
const Days = z.int().min(0).max(36_500).nullable();
export const CatalogueEntryBody = z.strictObject({
  itemCode: line(40),
  validDaysStable: Days,
  validDaysAcute: Days,
  exclusions: z.array(z.strictObject({ context: z.enum(recognitionContexts), effect: z.enum(exclusionEffects) })).max(20),
  assessedBy: z.enum(assessorLevels),
  needsImages: z.boolean(),
  note: line(500).nullable().default(null),
});
export const CatalogueEntryView = CatalogueEntryBody.extend({
  name: Text,
  testClass: z.enum(testClasses),
  group: z.enum(testGroups),
  specimen: z.string().nullable(),
  modality: z.enum(modalities).nullable(),
  unit: z.string().nullable(),
});
export type CatalogueEntryView = z.infer<typeof CatalogueEntryView>;
export const CatalogueView = CatalogueLine.extend({
  entries: z.array(CatalogueEntryView),
  editedAt: Instant,
  /** Specialty alliances are not bound to recognise everything among themselves: that goal names urban groups and county communities (MR-16). */
  allItemsGoal: z.boolean(),
}).meta({ id: 'CatalogueView' });
export type CatalogueView = z.infer<typeof CatalogueView>;

export const listCatalogues = route('GET', '/recognition/catalogues', {
  summary: 'Catalogues by region and alliance, those that hold here first',
  query: z.strictObject({ past: z.stringbool().default(false) }),
  returns: z.object({ items: z.array(CatalogueLine) }).meta({ id: 'RecognitionCatalogues' }),
});
export const getCatalogue = route('GET', '/recognition/catalogues/:id', {
  summary: 'A catalogue with its items',
  params: ById,
  returns: CatalogueView,
  refuses: ['access.not_found'],
});
export const addCatalogue = route('POST', '/recognition/catalogues', {
  summary: 'A first version, or the next one as a copy: it closes the one before on the day before it begins (MR-18)',
  status: 201,
  body: z
    .strictObject({
      id: Id.optional(),
      allianceId: Id.nullable().default(null),
      province: line(20).nullable().default(null),
      city: line(30).nullable().default(null),
      title: line(120),
      source: line(200).nullable().default(null),
      validFrom: CalendarDate,
    })
    .meta({ id: 'AddCatalogue' }),
  returns: CatalogueView,
  refuses: ['access.denied', 'catalogue.not_lead', 'catalogue.period_invalid', 'request.invalid'],
});
export const writeCatalogue = route('PUT', '/recognition/catalogues/:id', {
  summary: 'Write the items of a version that has not begun; one in force is changed by the next version',
  params: ById,
  body: z
    .strictObject({
      version: Version,
      title: line(120),
      source: line(200).nullable().default(null),
      validFrom: CalendarDate,
      entries: z.array(CatalogueEntryBody).max(2_000),
    })
    .meta({ id: 'WriteCatalogue' }),
  returns: CatalogueView,
  refuses: [
    'access.denied',
    'access.not_found',
    'catalogue.not_lead',
    'catalogue.closed',
    'catalogue.period_invalid',
    'catalogue.item_invalid',
    'record.stale',
  ],
});
export const exportCatalogue = route('GET', '/recognition/catalogues/:id/csv', {
  summary: 'The items as CSV (UTF-8 with BOM): what can be read back in',
  kind: 'file',
  params: ById,
  returns: z.unknown(),
  refuses: ['access.not_found'],
});
export const ReadEntries = z
  .object({
    entries: z.array(CatalogueEntryView),
    rejected: z.array(z.object({ row: z.int(), column: z.string(), reason: z.enum(['missing', 'unknown_item', 'invalid', 'twice']) })),
  })
  .meta({ id: 'ReadCatalogueEntries' });
export type ReadEntries = z.infer<typeof ReadEntries>;
export const readCatalogueFile = route('POST', '/recognition/catalogues/read', {
  summary: 'Read items for a version from a CSV file, row by row; nothing is kept until the version is written with them',
  kind: 'form',
  body: z
    .strictObject({ catalogueId: Id, file: z.instanceof(Blob).meta({ type: 'string', format: 'binary' }) })
    .meta({ id: 'ReadCatalogueFile' }),
  returns: ReadEntries,
  refuses: [
    'access.denied',
    'access.not_found',
    'catalogue.closed',
    'import.unreadable',
    'import.headers_unknown',
    'file.too_large',
    'file.empty',
  ],
});

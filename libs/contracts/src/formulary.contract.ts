import { availabilities } from '@alliance/domain/down-transfer/down-plan';
import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, Version, line, page, pageOf } from './schema.js';

const medicine = {
  /** 通用名. */
  name: line(80),
  strength: line(40).nullable(),
  form: line(40).nullable(),
  /** WHO ATC, 7 characters. */
  atc: z
    .string()
    .regex(/^[A-Z]\d{2}[A-Z]{2}\d{2}$/)
    .nullable(),
} as const;

/** One line of a hospital's list of medicines (基本用药目录). */
export const FormularyItem = z
  .object({ id: Id, version: Version, ...medicine, inStock: z.boolean(), changedAt: Instant, changedBy: z.string().nullable() })
  .meta({ id: 'FormularyItem' });
export type FormularyItem = z.infer<typeof FormularyItem>;

export const listFormulary = route('GET', '/institutions/:id/formulary', {
  summary: 'What a hospital of mine or of an alliance with mine keeps; by name or initials',
  params: ById,
  query: z.strictObject({ ...page(50), query: z.string().max(80).optional(), inStock: z.enum(['yes', 'no']).optional() }),
  returns: z.object({
    ...pageOf('FormularyPage', FormularyItem).shape,
    /** null: it published none. */
    publishedAt: Instant.nullable(),
    total: z.int(),
    mayManage: z.boolean(),
  }),
  refuses: ['access.not_found'],
});

export const importFormulary = route('POST', '/formulary-imports', {
  summary: 'Read a list into my hospital’s: what is on both stays, what is new is added; with `replace` what is missing ends',
  body: z
    .strictObject({
      dryRun: z.boolean(),
      replace: z.boolean().default(false),
      items: z
        .array(z.strictObject({ ...medicine, inStock: z.boolean().default(true) }))
        .min(1)
        .max(5000),
    })
    .meta({ id: 'ImportFormulary' }),
  returns: z
    .object({
      added: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      ended: z.int(),
      /** Positions of lines that repeat an earlier one. */
      repeated: z.array(z.int()),
    })
    .meta({ id: 'FormularyImported' }),
  refuses: ['access.denied'],
});

export const markFormularyItem = route('POST', '/formulary-items/:id/mark', {
  summary: 'In stock, out of stock, or no longer kept',
  params: ById,
  body: z.strictObject({ version: Version, as: z.enum(['in_stock', 'out_of_stock', 'ended']) }).meta({ id: 'MarkFormularyItem' }),
  returns: FormularyItem,
  refuses: ['access.denied', 'access.not_found', 'record.stale'],
});

export const checkFormulary = route('POST', '/institutions/:id/formulary-checks', {
  summary: 'Whether a hospital can go on giving these medicines',
  params: ById,
  body: z
    .strictObject({ medicines: z.array(z.strictObject({ name: line(80), strength: line(40).nullable().default(null) })).max(40) })
    .meta({ id: 'CheckFormulary' }),
  returns: z
    .object({
      publishedAt: Instant.nullable(),
      items: z.array(
        z.object({
          availability: z.enum(availabilities),
          /** Of the same substance, for who wants to choose another. */
          listed: z.array(
            z.object({ name: z.string(), strength: z.string().nullable(), form: z.string().nullable(), inStock: z.boolean() }),
          ),
        }),
      ),
    })
    .meta({ id: 'FormularyChecked' }),
  refuses: ['access.not_found'],
});

import { z } from 'zod';

/** UUID of any version; ours are version 7, made by the sender. */
export const Id = z.uuid();
export const ById = z.strictObject({ id: Id });
/** Version of an aggregate: sent with every command, refused when stale. */
export const Version = z.int().positive();
/** UTC instant on the wire (`2026-11-21T08:00:00Z`), the same string on both sides. */
export const Instant = z.iso.datetime({ offset: true });
/** `YYYY-MM-DD`, a plain date. */
export const CalendarDate = z.iso.date();
/** Names of our own data in both languages; English may be missing. */
export const Text = z.strictObject({ zh: z.string(), en: z.string().optional() }).meta({ id: 'Text' });
export type Text = z.infer<typeof Text>;
/** NUL is not a character of any text (PostgreSQL refuses it); lone surrogates neither. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((s) => !s.includes('\u0000') && s.isWellFormed(), 'characters');
export const Named = z.object({ id: Id, name: z.string() }).meta({ id: 'Named' });
export type Named = z.infer<typeof Named>;

const Limit = z.coerce.number<number | string>().int().min(1).max(100);
/** Query of every list: `?limit=&cursor=`. */
export const page = (limit = 20) => ({ limit: Limit.default(limit), cursor: z.string().max(300).optional() });
/** Answer of every list. */
export const pageOf = <T extends z.ZodType>(id: string, item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id });

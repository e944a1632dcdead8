import { z } from 'zod';
import { Outside } from './referral.schema.js';
import { Id, Version } from './schema.js';

/** Every action on a referral is asked on the version that was seen. */
export const body = <const S extends z.ZodRawShape>(id: string, shape: S) => z.strictObject({ version: Version, ...shape }).meta({ id });
export const plain = z.strictObject({ version: Version }).meta({ id: 'OnVersion' });

/** Another place: a hospital of the platform with its department, or one outside of it. */
export const elsewhere = {
  receiverId: Id.nullable().default(null),
  receiverDepartmentId: Id.nullable().default(null),
  outside: Outside.nullable().default(null),
} as const;

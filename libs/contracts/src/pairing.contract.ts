import { leadBases } from '@alliance/domain/alliance/lead';
import { z } from 'zod';
import { route } from './route.js';
import { CalendarDate, Id, page, pageOf } from './schema.js';
import { institutionTypes } from '@alliance/domain/alliance/institution';

export const PairedInstitution = z
  .object({ id: Id, name: z.string(), province: z.string().nullable(), city: z.string().nullable(), type: z.enum(institutionTypes) })
  .meta({ id: 'PairedInstitution' });
export type PairedInstitution = z.infer<typeof PairedInstitution>;

export const Pairing = z
  .object({
    id: Id,
    recipient: PairedInstitution,
    supporter: PairedInstitution,
    /** At most one lead per recipient; null where the document does not decide. */
    lead: z.boolean().nullable(),
    leadBasis: z.enum(leadBases),
    category: z.string().nullable(),
    from: CalendarDate,
    /** Last day in force, itself included; null where the document names none. */
    to: CalendarDate.nullable(),
    source: z.string(),
    notes: z.string().nullable(),
    flags: z.array(z.string()),
  })
  .meta({ id: 'Pairing' });
export type Pairing = z.infer<typeof Pairing>;

/** A place that the document leaves without a pair, with the reason: shown, never an error. */
export const CoverageGap = z
  .object({ source: z.string(), county: z.string(), type: z.enum(institutionTypes), reason: z.string() })
  .meta({ id: 'CoverageGap' });
export type CoverageGap = z.infer<typeof CoverageGap>;

const PairingPage = pageOf('PairingPage', Pairing);

export const listPairings = route('GET', '/pairings', {
  summary: 'Supporter and recipient pairs: those in force on the day `on`, or all of them; province, city and type are the recipient’s',
  query: z.strictObject({
    source: z.string().max(200).optional(),
    on: CalendarDate.optional(),
    recipientId: Id.optional(),
    supporterId: Id.optional(),
    province: z.string().max(40).optional(),
    city: z.string().max(40).optional(),
    type: z.enum(institutionTypes).optional(),
    ...page(50),
    /** The whole picture needs every pair at once. */
    limit: z.coerce.number<number | string>().int().min(1).max(1000).default(200),
  }),
  returns: PairingPage,
});

export const listCoverageGaps = route('GET', '/pairings/gaps', {
  summary: 'Places without a pair, and why',
  returns: z.object({ items: z.array(CoverageGap) }).meta({ id: 'CoverageGaps' }),
});

import { availabilities, bridgings, medicineRoutes, rehabilitationKinds, warningActions } from '@alliance/domain/down-transfer/down-plan';
import { z } from 'zod';
import { CalendarDate, Instant, line } from './schema.js';

const Rehabilitation = z.strictObject({ kind: z.enum(rehabilitationKinds), text: line(500), frequency: line(60).nullable().default(null) });

const medicine = {
  /** 通用名, as it stands on the receiver's list. */
  name: line(80),
  strength: line(40).nullable().default(null),
  dose: line(40),
  route: z.enum(medicineRoutes),
  frequency: line(40),
  /** Days that the patient takes along. */
  daysSupplied: z.int().min(0).max(92).default(0),
  /** How the patient comes to what the receiver does not have. */
  bridging: z.enum(bridgings).nullable().default(null),
  note: line(200).nullable().default(null),
} as const;
const WarningSign = z.strictObject({ sign: line(200), action: z.enum(warningActions) });

/** What comes down with the patient. An empty list of medicines is said to be one. */
export const GivenDownPlan = z
  .strictObject({
    rehabilitation: z.array(Rehabilitation).min(1).max(12),
    medicines: z.array(z.strictObject(medicine)).max(40),
    noMedicines: z.boolean().default(false),
    warningSigns: z.array(WarningSign).min(1).max(12),
    nextVisitOn: CalendarDate.nullable().default(null),
  })
  .refine(({ medicines, noMedicines }) => noMedicines === !medicines.length, { path: ['medicines'] })
  .meta({ id: 'GivenDownPlan' });
export type GivenDownPlan = z.infer<typeof GivenDownPlan>;

export const DownPlan = z
  .object({
    rehabilitation: z.array(Rehabilitation),
    /** With what the receiver's list said when the patient was offered. */
    medicines: z.array(z.object({ ...medicine, availability: z.enum(availabilities) })),
    warningSigns: z.array(z.object({ id: z.string(), sign: z.string(), action: z.enum(warningActions) })),
    nextVisitOn: CalendarDate.nullable(),
    writtenBy: z.string(),
    writtenAt: Instant,
  })
  .meta({ id: 'DownPlan' });
export type DownPlan = z.infer<typeof DownPlan>;

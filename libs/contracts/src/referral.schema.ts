import { telephone } from '@alliance/domain/receivers/telephone';
import { isolations } from '@alliance/domain/referral/hand-over';
import { consentGivers, consentScopes, insuranceFilings, outcomes } from '@alliance/domain/referral/referral.codes';
import { referralStates } from '@alliance/domain/referral/referral.machine';
import { z } from 'zod';
import { Id, Instant, Named, Text, line } from './schema.js';

/** Parts of a referral that have a shape of their own. */

/** A hospital off the platform: reached by telephone, and with a printed sheet. */
export const Outside = z
  .strictObject({ name: line(120), phone: line(30).regex(telephone, 'phone'), contact: line(60).nullable() })
  .meta({ id: 'OutsideReceiver' });

/** Who agreed to what, in which words (`form`), and whom it covers. */
export const Consent = z
  .object({
    giver: z.enum(consentGivers),
    name: z.string().nullable(),
    scope: z.enum(consentScopes),
    form: z.string(),
    at: Instant,
    /** Who answers for a rescue without consent. */
    authorisedBy: z.string().nullable(),
  })
  .meta({ id: 'ReferralConsent' });

export const Insurance = z
  .object({ place: z.string().nullable(), filing: z.enum(insuranceFilings).nullable(), number: z.string().nullable() })
  .meta({ id: 'ReferralInsurance' });

const sheet = {
  allergies: line(500),
  infections: line(500),
  isolation: z.enum(isolations),
  condition: line(2000),
} as const;
/** 患者交接单. Unknown allergies are said to be unknown, never left out. */
export const HandOverSheet = z
  .strictObject({ ...sheet, devices: line(500).nullable(), medicines: line(2000).nullable(), belongings: line(500).nullable() })
  .meta({ id: 'HandOverSheet' });
/** The same as it is filled in: what is left out is nothing. */
export const GivenHandOverSheet = z
  .strictObject({
    ...sheet,
    devices: line(500).nullable().default(null),
    medicines: line(2000).nullable().default(null),
    belongings: line(500).nullable().default(null),
  })
  .meta({ id: 'GivenHandOverSheet' });
export type HandOverSheet = z.infer<typeof HandOverSheet>;
const Signature = z.object({ by: z.string(), institution: z.string(), at: Instant });
export const HandOver = z
  .object({
    /** Whether this patient is handed over with a sheet at all. */
    needed: z.boolean(),
    sheet: HandOverSheet.nullable(),
    sender: Signature.nullable(),
    receiver: Signature.nullable(),
  })
  .meta({ id: 'HandOver' });

/** A place the patient was sent to before, oldest first; the last one is where it is sent now. */
export const ChainStop = z
  .object({
    place: z.string(),
    department: Text.nullable(),
    from: Instant,
    /** null: still. */
    until: Instant.nullable(),
    how: z.enum(['submitted', 'redirected', 'diverted', 'reassigned']),
  })
  .meta({ id: 'ChainStop' });

export const AppealView = z
  .object({
    id: Id,
    state: z.enum(['pending', 'upheld', 'overturned']),
    reviewer: Named,
    at: Instant,
    dueAt: Instant,
    decidedAt: Instant.nullable(),
  })
  .meta({ id: 'AppealView' });

/** What a correction changes; what is left out stays. */
export const Corrected = z
  .strictObject({
    outcome: z.enum(outcomes).optional(),
    outcomeSummary: line(4000).optional(),
    diagnosisText: line(300).optional(),
    arrivedAt: Instant.optional(),
  })
  .meta({ id: 'CorrectedFields' });
export const CorrectionView = z
  .object({
    id: Id,
    state: z.enum(['proposed', 'confirmed', 'refused']),
    before: Corrected.partial(),
    after: Corrected.partial(),
    explanation: z.string(),
    proposedBy: z.string(),
    proposedAt: Instant,
    decidedBy: z.string().nullable(),
    decidedAt: Instant.nullable(),
  })
  .meta({ id: 'CorrectionView' });

/** Another referral of the same story: the other half of a pair, what an offer came from. */
export const Related = z
  .object({ id: Id, number: z.string(), state: z.enum(referralStates), patient: z.string().nullable() })
  .meta({ id: 'RelatedReferral' });

/** Fields that were filled in after an immediate case had left (RF-06); after six hours it is said so (ER-12). */
export const LateEntries = z.record(z.string(), z.object({ at: Instant, afterSixHours: z.boolean() })).meta({ id: 'LateEntries' });

import { z } from 'zod';
import { Id } from './schema.js';

/** CDS Hooks 2.0 (https://cds-hooks.hl7.org/2.0/), outside `/api`: what it asks and answers is HL7's, so these are shapes and no routes of ours. */
export const cdsHooks = ['patient-view', 'order-sign'] as const;
export type CdsHook = (typeof cdsHooks)[number];

const shortText = z.string().max(200);
const Bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z
    .array(z.looseObject({ resource: z.unknown() }))
    .max(1000)
    .optional(),
});

/** A call of one of our services. Prefetch is all we look at: nothing is ever fetched from the caller's FHIR server. */
export const CdsRequest = z.looseObject({
  hook: z.enum(cdsHooks),
  hookInstance: Id,
  context: z.looseObject({ userId: shortText, patientId: shortText, encounterId: shortText.optional(), draftOrders: Bundle.optional() }),
  prefetch: z.record(z.string().max(60), z.unknown()).optional(),
});
export type CdsRequest = z.infer<typeof CdsRequest>;

/** Why somebody does not follow a card. */
export const cardOverrideReasons = [
  'clinical_judgement',
  'patient_wish',
  'already_referred',
  'manageable_here',
  'values_outdated',
  'criterion_does_not_fit',
] as const;
export type CardOverrideReason = (typeof cardOverrideReasons)[number];

const Coding = z.object({ system: z.string(), code: z.string(), display: z.string() });
export const CdsCard = z.object({
  uuid: Id,
  /** Shorter than 140 characters. */
  summary: z.string().max(139),
  /** GitHub flavoured markdown without HTML. */
  detail: z.string(),
  indicator: z.enum(['info', 'warning', 'critical']),
  source: z.object({ label: z.string(), url: z.url(), topic: Coding }),
  overrideReasons: z.array(Coding),
  links: z.array(z.object({ label: z.string(), url: z.url(), type: z.literal('absolute') })),
});
export type CdsCard = z.infer<typeof CdsCard>;

export const CdsFeedback = z.looseObject({
  feedback: z
    .array(
      z.looseObject({
        card: Id,
        outcome: z.enum(['accepted', 'overridden']),
        outcomeTimestamp: z.iso.datetime({ offset: true }),
        overrideReason: z
          .looseObject({ reason: z.looseObject({ code: z.string().max(100) }).optional(), userComment: z.string().max(2000).optional() })
          .optional(),
      }),
    )
    .min(1)
    .max(100),
});
export type CdsFeedback = z.infer<typeof CdsFeedback>;

import { consultationKinds } from '@alliance/domain/consultation/consultation.codes';
import { defaultLimits } from '@alliance/domain/service-agreement/service-agreement';
import { agreementClauses, agreementReaches, agreementStandings } from '@alliance/domain/service-agreement/service-agreement.codes';
import { agreementActions, agreementStates } from '@alliance/domain/service-agreement/service-agreement.machine';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Named, Text, Version, line, page, pageOf } from './schema.js';

/** A paragraph or several. */
const clause = line(6000);
const clauses = <T extends z.ZodType>(type: T) =>
  Object.fromEntries(agreementClauses.map((name) => [name, type])) as Record<(typeof agreementClauses)[number], T>;
const kind = z.enum(consultationKinds);
/** Money in fen; a kind without a fee is not in it. */
const Fees = z.partialRecord(kind, z.int().min(0).max(100_000_000));
const hours = (most: number, usual: number) => z.int().min(1).max(most).default(usual);
/** Time limits of what is asked under the agreement (TM-16). */
const limits = {
  answerWithinHours: hours(720, defaultLimits.answerWithinHours),
  planWithinHours: hours(720, defaultLimits.planWithinHours),
  finishWithinWorkingDays: hours(60, defaultLimits.finishWithinWorkingDays),
  urgentWithinHours: hours(168, defaultLimits.urgentWithinHours),
  feedbackWithinDays: hours(180, defaultLimits.feedbackWithinDays),
};

export const ServiceAgreementSummary = z
  .object({
    id: Id,
    version: Version,
    number: z.string().nullable(),
    title: z.string(),
    reach: z.enum(agreementReaches),
    provider: Named,
    /** Of a direct one. */
    requester: Named.nullable(),
    /** Of an alliance-wide one: it serves every member whose membership is in force. */
    alliance: z.object({ id: Id, name: Text }).nullable(),
    kinds: z.array(kind),
    state: z.enum(agreementStates),
    standing: z.enum(agreementStandings),
    validFrom: CalendarDate.nullable(),
    /** The last day: its own, or the one it was ended for. */
    validUntil: CalendarDate.nullable(),
    /** It waits for a signature of mine. */
    awaitsMe: z.boolean(),
  })
  .meta({ id: 'ServiceAgreementSummary' });
export type ServiceAgreementSummary = z.infer<typeof ServiceAgreementSummary>;

export const ServiceAgreement = z
  .object({
    ...ServiceAgreementSummary.shape,
    ...clauses(z.string().nullable()),
    fees: Fees,
    payer: z.string().nullable(),
    answerWithinHours: z.int(),
    planWithinHours: z.int(),
    finishWithinWorkingDays: z.int(),
    urgentWithinHours: z.int(),
    feedbackWithinDays: z.int(),
    draftedBy: Named,
    signers: z.array(z.object({ institution: Named, signedAt: Instant.nullable(), by: z.string().nullable() })),
    /** Why it came back, until it is offered again. */
    sentBackReason: z.string().nullable(),
    ended: z.object({ lastDay: CalendarDate, reason: z.string(), institution: Named.nullable() }).nullable(),
    /** What is missing before it can be offered. */
    lacks: z.array(z.enum([...agreementClauses, 'kinds', 'validFrom', 'validUntil'])),
    actions: z.array(z.enum(agreementActions)),
  })
  .meta({ id: 'ServiceAgreement' });
export type ServiceAgreement = z.infer<typeof ServiceAgreement>;

/** A draft is saved as a whole; what is not written yet is null. */
const written = {
  number: line(60).nullable(),
  title: line(120),
  reach: z.enum(agreementReaches),
  providerId: Id,
  requesterId: Id.nullable(),
  allianceId: Id.nullable(),
  kinds: z.array(kind).max(consultationKinds.length),
  validFrom: CalendarDate.nullable(),
  validUntil: CalendarDate.nullable(),
  ...clauses(clause.nullable()),
  fees: Fees.default({}),
  payer: line(300).nullable(),
  ...limits,
};

export const listServiceAgreements = route('GET', '/service-agreements', {
  summary: 'Agreements of my hospital, those of its alliances among them; the office reads all. What waits for me first',
  query: z.strictObject({
    /** Leaves out what is over. */
    current: z.stringbool().optional(),
    /** In force today with this hospital. */
    withId: Id.optional(),
    kind: kind.optional(),
    ...page(50),
  }),
  returns: pageOf('ServiceAgreementPage', ServiceAgreementSummary),
});
export const getServiceAgreement = route('GET', '/service-agreements/:id', {
  summary: 'One agreement, with what you may do now',
  params: ById,
  returns: ServiceAgreement,
  refuses: ['access.not_found'],
});
const saving = [
  'access.denied',
  'access.not_found',
  'service_agreement.same_institution',
  'service_agreement.cross_border',
  'service_agreement.not_your_action',
  'request.invalid',
] as const;
export const draftServiceAgreement = route('POST', '/service-agreements', {
  summary: 'Start an agreement between two hospitals, or of an alliance; no other hospital sees it before it is offered',
  status: 201,
  body: z.strictObject({ id: Id.optional(), ...written }).meta({ id: 'DraftServiceAgreement' }),
  returns: ServiceAgreement,
  refuses: saving,
});
export const saveServiceAgreement = route('PUT', '/service-agreements/:id', {
  summary: 'Write a draft anew',
  params: ById,
  body: z.strictObject({ version: Version, ...written }).meta({ id: 'SaveServiceAgreement' }),
  returns: ServiceAgreement,
  refuses: [...saving, 'record.stale', 'service_agreement.wrong_state'],
});
const acting = [
  'access.denied',
  'access.not_found',
  'record.stale',
  'service_agreement.wrong_state',
  'service_agreement.not_your_action',
] as const;
const OnlyVersion = z.strictObject({ version: Version });
export const offerServiceAgreement = route('POST', '/service-agreements/:id/offer', {
  summary: 'Sign for my hospital and send it to the other side; in force where nobody else has to sign',
  params: ById,
  body: OnlyVersion,
  returns: ServiceAgreement,
  refuses: [...acting, 'service_agreement.incomplete', 'service_agreement.cross_border'],
});
export const signServiceAgreement = route('POST', '/service-agreements/:id/sign', {
  summary: 'Sign for my hospital; the last signature puts it in force',
  params: ById,
  body: OnlyVersion,
  returns: ServiceAgreement,
  refuses: [...acting, 'service_agreement.incomplete', 'service_agreement.cross_border'],
});
export const sendBackServiceAgreement = route('POST', '/service-agreements/:id/send-back', {
  summary: 'Make it a draft of who wrote it again, with a reason; signatures given so far no longer count',
  params: ById,
  body: z.strictObject({ version: Version, reason: line(500) }),
  returns: ServiceAgreement,
  refuses: acting,
});
export const endServiceAgreement = route('POST', '/service-agreements/:id/end', {
  summary: 'End it on a day, with a reason; it holds until then',
  params: ById,
  body: z.strictObject({ version: Version, lastDay: CalendarDate, reason: line(500) }),
  returns: ServiceAgreement,
  refuses: [...acting, 'service_agreement.date_invalid'],
});

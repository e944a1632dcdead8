import { deliveryStates } from '@alliance/domain/notification/channel';
import { linkHolders } from '@alliance/domain/patient-status/patient-link';
import { patientTemplates } from '@alliance/domain/patient-status/patient-message';
import { patientStages, toBring } from '@alliance/domain/patient-status/patient-status';
import { transports } from '@alliance/domain/referral/referral.codes';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, line } from './schema.js';

/** The patient's own link, as the two hospitals see it. Its token is shown once, to whoever gave it out. */
export const PatientLink = z
  .object({
    link: z
      .object({
        id: Id,
        givenTo: z.enum(linkHolders),
        issuedAt: Instant,
        issuedBy: z.string(),
        institution: z.string(),
        expiresAt: Instant,
        looks: z.int(),
        lookedAt: Instant.nullable(),
        /** Masked; null where no messages were asked for. */
        phone: z.string().nullable(),
        /** `stopped`: the patient wants no more of them. */
        messages: z.enum(['on', 'off', 'stopped']),
        /** Newest first. */
        sent: z.array(
          z.object({ template: z.enum(patientTemplates), state: z.enum(deliveryStates), reason: z.string().nullable(), at: Instant }),
        ),
      })
      .nullable(),
    /** Whether this installation can send text messages. */
    sms: z.boolean(),
    may: z.object({ issue: z.boolean(), revoke: z.boolean() }),
  })
  .meta({ id: 'PatientLink' });
export type PatientLink = z.infer<typeof PatientLink>;

const about = ['referral.not_found'] as const;
const acting = [...about, 'referral.wrong_state', 'referral.not_your_action'] as const;

export const getPatientLink = route('GET', '/referrals/:id/patient-link', {
  summary: 'The link by which the patient sees where the referral stands, and what was sent about it',
  params: ById,
  returns: PatientLink,
  refuses: about,
});
export const issuePatientLink = route('POST', '/referrals/:id/patient-link', {
  summary:
    'A link for the patient; an earlier one stops working. With a phone, messages on what matters go there. The token is not shown again',
  status: 201,
  params: ById,
  body: z
    .strictObject({
      givenTo: z.enum(linkHolders),
      /** A telephone that the holder of the link agreed to be written to. */
      phone: line(30).nullable().default(null),
    })
    .meta({ id: 'IssuePatientLink' }),
  returns: z.object({ token: z.string(), view: PatientLink }).meta({ id: 'PatientLinkMade' }),
  refuses: [...acting, 'patient.phone_invalid'],
});
export const revokePatientLink = route('POST', '/referrals/:id/revokePatientLink', {
  summary: 'The link of the patient stops working at once, and no message leaves any more',
  params: ById,
  returns: PatientLink,
  refuses: acting,
});

/** The token stands in the fragment of the patient's address and in no log. */
const Token = z.string().regex(/^[\w-]{43}$/);
const Place = z.object({ name: z.string(), phone: z.string().nullable() });

/** What the patient sees: no diagnosis, no department, of the name one character. */
export const PatientStatus = z
  .object({
    stage: z.enum(patientStages),
    /** 张×; null after a death. */
    name: z.string().nullable(),
    number: z.string().nullable(),
    since: Instant.nullable(),
    from: Place,
    to: Place.nullable(),
    /** The hospital near home that takes the patient back. */
    home: Place.nullable(),
    /** Where and until when to come; the place is left out where its name would tell the illness. */
    reception: z.object({ hospital: z.string(), arriveBy: Instant, place: z.string().nullable(), phone: z.string().nullable() }).nullable(),
    transport: z.enum(transports).nullable(),
    bring: z.array(z.enum(toBring)),
    nextVisitOn: CalendarDate.nullable(),
    /** Until when the next step is expected. */
    nextBy: Instant.nullable(),
    messages: z.enum(['on', 'off', 'stopped']),
    /** Masked. */
    phone: z.string().nullable(),
    expiresAt: Instant,
  })
  .meta({ id: 'PatientStatus' });
export type PatientStatus = z.infer<typeof PatientStatus>;

const LookBody = z.strictObject({ token: Token }).meta({ id: 'LookAtPatientStatus' });
const guarded = ['link.invalid', 'request.too_many'] as const;

export const lookAtPatientStatus = route('POST', '/patient-status', {
  summary: 'Where a referral stands, for its patient; without an account',
  body: LookBody,
  returns: PatientStatus,
  refuses: guarded,
});
export const stopPatientMessages = route('POST', '/patient-status/stop-messages', {
  summary: 'The patient wants no more messages: the telephone is forgotten, the link goes on',
  body: LookBody,
  returns: PatientStatus,
  refuses: guarded,
});

/** Every way the portal can say no. A code is `subject.reason`; words for people live in the web's two languages. */
export const refusalCodes = [
  'request.invalid',
  'request.too_large',
  'request.unsupported_media',
  'request.too_many',
  'request.key_reused',
  'request.in_flight',
  'session.missing',
  'session.wrong_credentials',
  'session.locked',
  'session.csrf',
  'session.appointment_required',
  'access.denied',
  'access.not_found',
  'patient.identifier_invalid',
  'patient.identifier_conflict',
  'patient.name_differs',
  'referral.not_found',
  'referral.stale',
  'referral.wrong_state',
  'referral.not_your_action',
  'referral.incomplete',
  'referral.receiver_invalid',
  'referral.ask_not_for_immediate',
  'referral.never_admitted',
  'referral.acceptance_incomplete',
  'referral.arrival_in_past',
  'alliance.lead_is_member',
  'alliance.name_taken',
  'import.unreadable',
  'import.headers_unknown',
  'file.type_refused',
  'file.too_large',
  'server.unavailable',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Codes, numbers and ids that explain a refusal; never a patient's data. */
export type RefusalFacts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** The one error that a rule, a service or a pipe throws on purpose. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly facts: RefusalFacts = {},
  ) {
    super(code);
    this.name = 'Refusal';
  }
}

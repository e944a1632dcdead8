import { refusalCodes, type RefusalCode } from '@alliance/domain/refusal';
import { z } from 'zod';

/** HTTP status of each refusal; exhaustive or it does not compile. Not yours to see is not there: 404. */
export const statusOf: Readonly<Record<RefusalCode, 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503>> = {
  'request.invalid': 400,
  'request.too_large': 413,
  'request.unsupported_media': 415,
  'request.too_many': 429,
  'request.key_reused': 422,
  'request.in_flight': 409,
  'session.missing': 401,
  'session.wrong_credentials': 401,
  'session.locked': 429,
  'session.csrf': 403,
  'session.appointment_required': 400,
  'access.denied': 403,
  'access.not_found': 404,
  'patient.identifier_invalid': 422,
  'patient.identifier_conflict': 422,
  'patient.name_differs': 409,
  'referral.not_found': 404,
  'referral.stale': 409,
  'referral.wrong_state': 409,
  'referral.not_your_action': 403,
  'referral.incomplete': 422,
  'referral.receiver_invalid': 422,
  'referral.ask_not_for_immediate': 409,
  'referral.never_admitted': 409,
  'referral.acceptance_incomplete': 422,
  'referral.arrival_in_past': 422,
  'alliance.lead_is_member': 422,
  'alliance.name_taken': 409,
  'import.unreadable': 422,
  'import.headers_unknown': 422,
  'file.type_refused': 415,
  'file.too_large': 413,
  'server.unavailable': 503,
};

/** RFC 9457 body of everything that goes wrong. `code` is a refusal, `http.NNN`, or `server.error`; `facts` explain a refusal in codes and numbers. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.union([z.enum(refusalCodes), z.string()]),
    detail: z.string(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    facts: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

import { z } from 'zod';
import { Alliance } from './alliance.contract.js';
import { route } from './route.js';
import { ById, CalendarDate, Id, Version, line } from './schema.js';

/** The lead keeps the members of its alliance; the office may too. Each answers the alliance as it stands. */
const refuses = ['access.denied', 'access.not_found', 'record.stale', 'membership.wrong_state'] as const;
const Member = z.strictObject({ id: Id, institutionId: Id });

export const inviteMember = route('POST', '/alliances/:id/members', {
  summary: 'Invite an institution; it is pending until its agreement is recorded',
  status: 201,
  params: ById,
  body: z.strictObject({ version: Version, institutionId: Id, from: CalendarDate }).meta({ id: 'InviteMember' }),
  returns: Alliance,
  refuses: ['access.denied', 'access.not_found', 'record.stale', 'membership.exists'],
});
export const recordAgreement = route('POST', '/alliances/:id/members/:institutionId/agreement', {
  summary: 'Record the signed agreement’s reference: the member is active',
  params: Member,
  body: z.strictObject({ version: Version, agreement: line(120) }).meta({ id: 'RecordAgreement' }),
  returns: Alliance,
  refuses,
});
export const suspendMember = route('POST', '/alliances/:id/members/:institutionId/suspend', {
  summary: 'Suspend: nothing new is sent to it or by it; what is under way goes on',
  params: Member,
  body: z.strictObject({ version: Version, reason: line(200) }).meta({ id: 'SuspendMember' }),
  returns: Alliance,
  refuses,
});
export const resumeMember = route('POST', '/alliances/:id/members/:institutionId/resume', {
  summary: 'End a suspension',
  params: Member,
  body: z.strictObject({ version: Version }).meta({ id: 'ResumeMember' }),
  returns: Alliance,
  refuses,
});
export const endMembership = route('POST', '/alliances/:id/members/:institutionId/leave', {
  summary: 'Leave with an effective last day; on the day after it is no member',
  params: Member,
  body: z.strictObject({ version: Version, lastDay: CalendarDate, reason: line(200) }).meta({ id: 'EndMembership' }),
  returns: Alliance,
  refuses: [...refuses, 'membership.date_invalid'],
});

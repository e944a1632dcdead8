import { alliancePhases, specialties } from '@alliance/domain/alliance/alliance';
import { membershipStates } from '@alliance/domain/alliance/membership';
import { institutionLevels } from '@alliance/domain/referral/direction';
import { institutionTypes } from '@alliance/domain/alliance/institution';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Id, Text, Version, line, page, pageOf } from './schema.js';

const Member = z.object({
  id: Id,
  name: z.string(),
  city: z.string().nullable(),
  type: z.enum(institutionTypes),
  level: z.enum(institutionLevels),
  role: z.enum(['lead', 'member']),
  from: CalendarDate,
  /** Last day, itself included. */
  to: CalendarDate.nullable(),
  /** Reference of the signed agreement; a member without one is pending (AL-05). */
  agreement: z.string().nullable(),
  state: z.enum(membershipStates),
});

export const AllianceSummary = z
  .object({
    id: Id,
    name: Text,
    specialty: z.enum(specialties),
    phase: z.enum(alliancePhases),
    lead: z.object({ id: Id, name: z.string() }),
    memberCount: z.int(),
    invented: z.boolean(),
  })
  .meta({ id: 'AllianceSummary' });
export type AllianceSummary = z.infer<typeof AllianceSummary>;

export const Alliance = z
  .object({
    ...AllianceSummary.shape,
    version: Version,
    members: z.array(Member),
    openedFrom: z.string().nullable(),
    openedOn: CalendarDate,
  })
  .meta({ id: 'Alliance' });
export type Alliance = z.infer<typeof Alliance>;

export const listAlliances = route('GET', '/alliances', {
  summary: 'Alliances of this installation, or only those my institution or a given one belongs to',
  query: z.strictObject({ mine: z.stringbool().optional(), institutionId: Id.optional(), ...page(50) }),
  returns: pageOf('AlliancePage', AllianceSummary),
});

export const getAlliance = route('GET', '/alliances/:id', {
  summary: 'One alliance with its members',
  params: ById,
  returns: Alliance,
  refuses: ['access.not_found'],
});

export const openAlliance = route('POST', '/alliances', {
  summary: 'Open an alliance: a lead, and members that are pending until their agreement is signed',
  status: 201,
  body: z
    .strictObject({
      id: Id.optional(),
      name: line(80),
      specialty: z.enum(specialties),
      leadId: Id,
      memberIds: z.array(Id).min(1).max(200),
      /** Source of the pairings it was opened from. */
      openedFrom: z.string().max(200).optional(),
    })
    .meta({ id: 'OpenAlliance' }),
  returns: Alliance,
  refuses: ['access.denied', 'access.not_found', 'alliance.lead_is_member', 'alliance.name_taken'],
});

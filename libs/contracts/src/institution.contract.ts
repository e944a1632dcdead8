import { capabilities } from '@alliance/domain/administration/capability';
import { contactLineKinds } from '@alliance/domain/administration/contact-line';
import { standingPermissions, treatmentSubjectCodes } from '@alliance/domain/administration/department';
import { specialties } from '@alliance/domain/alliance/alliance';
import { institutionLevels } from '@alliance/domain/referral/direction';
import { institutionTypes } from '@alliance/domain/alliance/institution';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Id, Text, Version, page, pageOf } from './schema.js';

export const Institution = z
  .object({
    id: Id,
    /** Key of the import file; null for institutions made here. */
    code: z.string().nullable(),
    name: z.string(),
    aliases: z.array(z.string()),
    province: z.string().nullable(),
    city: z.string().nullable(),
    type: z.enum(institutionTypes),
    level: z.enum(institutionLevels),
    /** Where the level is stated, often only for a whole class: a claim to verify. */
    levelBasis: z.string().nullable(),
    source: z.string().nullable(),
    /** Invented for the demonstration. */
    invented: z.boolean(),
    /** Codes of what a person should look at: masked_name, created_by_pairing_import, possible_duplicate … */
    flags: z.array(z.string()),
  })
  .meta({ id: 'Institution' });
export type Institution = z.infer<typeof Institution>;

export const Department = z
  .object({
    id: Id,
    version: Version,
    name: Text,
    specialties: z.array(z.enum(specialties)),
    /** 诊疗科目 as registered on the licence. */
    treatmentSubjects: z.array(z.enum(treatmentSubjectCodes)),
    standingPermissions: z.array(z.enum(standingPermissions)),
    phone: z.string().nullable(),
    /** What it says of its own wait. */
    claimedWaitDays: z.int().nullable(),
    closed: z.boolean(),
  })
  .meta({ id: 'Department' });
export type Department = z.infer<typeof Department>;

export const InstitutionDetail = z
  .object({
    ...Institution.shape,
    version: Version,
    phone: z.string().nullable(),
    timeZone: z.string(),
    /** Open ones first; closed ones only for those who keep them. */
    departments: z.array(Department),
    capabilities: z.array(
      z.object({ capability: z.enum(capabilities), departmentId: Id.nullable(), from: CalendarDate, note: z.string().nullable() }),
    ),
    contactLines: z.array(z.object({ kind: z.enum(contactLineKinds), phone: z.string(), note: z.string().nullable() })),
    possibleSameAs: z.array(z.object({ id: Id, name: z.string() })),
  })
  .meta({ id: 'InstitutionDetail' });
export type InstitutionDetail = z.infer<typeof InstitutionDetail>;

export const listInstitutions = route('GET', '/institutions', {
  summary: 'Institutions by name, alias, old place name or pinyin initials',
  query: z.strictObject({
    query: z.string().max(100).optional(),
    province: z.string().max(40).optional(),
    city: z.string().max(40).optional(),
    type: z.enum(institutionTypes).optional(),
    ...page(50),
  }),
  returns: pageOf('InstitutionPage', Institution),
});

export const getInstitution = route('GET', '/institutions/:id', {
  summary: 'One institution with its departments',
  params: ById,
  returns: InstitutionDetail,
  refuses: ['access.not_found'],
});

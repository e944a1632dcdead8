import { capabilities } from '@alliance/domain/administration/capability';
import { contactLineKinds } from '@alliance/domain/administration/contact-line';
import { standingPermissions, treatmentSubjectCodes } from '@alliance/domain/administration/department';
import { specialties } from '@alliance/domain/alliance/alliance';
import { institutionTypes } from '@alliance/domain/alliance/institution';
import { institutionLevels } from '@alliance/domain/referral/direction';
import { z } from 'zod';
import { InstitutionDetail } from './institution.contract.js';
import { route } from './route.js';
import { ById, CalendarDate, Id, Version, line } from './schema.js';

/** The management office keeps institutions; each institution keeps its departments, capabilities and lines. */
const institutionFields = {
  name: line(80),
  aliases: z.array(line(80)).max(20),
  province: line(40).nullable(),
  city: line(40).nullable(),
  type: z.enum(institutionTypes),
  level: z.enum(institutionLevels),
};
export const addInstitution = route('POST', '/institutions', {
  summary: 'Register an institution',
  status: 201,
  body: z.strictObject({ id: Id.optional(), ...institutionFields }).meta({ id: 'AddInstitution' }),
  returns: InstitutionDetail,
  refuses: ['access.denied', 'institution.name_taken'],
});
export const changeInstitution = route('POST', '/institutions/:id/change', {
  summary: 'Change an institution’s name, aliases, place, type or level; the old name stays an alias',
  params: ById,
  body: z.strictObject({ version: Version, ...institutionFields }).meta({ id: 'ChangeInstitution' }),
  returns: InstitutionDetail,
  refuses: ['access.denied', 'access.not_found', 'record.stale', 'institution.name_taken'],
});

const departmentFields = {
  nameZh: line(60),
  nameEn: line(80).nullable(),
  specialties: z.array(z.enum(specialties)).min(1).max(10),
  treatmentSubjects: z.array(z.enum(treatmentSubjectCodes)).max(20),
  standingPermissions: z.array(z.enum(standingPermissions)),
  phone: line(30).nullable(),
  /** What it says of its own wait; what is measured stands beside it. */
  claimedWaitDays: z.int().min(0).max(365).nullable().default(null),
};
const denied = ['access.denied', 'access.not_found', 'record.stale'] as const;
export const addDepartment = route('POST', '/institutions/:id/departments', {
  summary: 'Add a department to my institution',
  status: 201,
  params: ById,
  body: z.strictObject({ departmentId: Id.optional(), ...departmentFields }).meta({ id: 'AddDepartment' }),
  returns: InstitutionDetail,
  refuses: denied,
});
export const changeDepartment = route('POST', '/departments/:id/change', {
  summary: 'Change a department; `closed` takes it out of every choice and keeps its history',
  params: ById,
  body: z.strictObject({ version: Version, ...departmentFields, closed: z.boolean() }).meta({ id: 'ChangeDepartment' }),
  returns: InstitutionDetail,
  refuses: [...denied, 'department.in_use'],
});
export const setCapabilities = route('PUT', '/institutions/:id/capabilities', {
  summary: 'What my institution can do, each from a day on; what is left out ends today',
  params: ById,
  body: z
    .strictObject({
      version: Version,
      capabilities: z
        .array(
          z.strictObject({ capability: z.enum(capabilities), departmentId: Id.nullable(), from: CalendarDate, note: line(200).nullable() }),
        )
        .max(120),
    })
    .meta({ id: 'SetCapabilities' }),
  returns: InstitutionDetail,
  refuses: [...denied, 'department.foreign'],
});
export const setContactLines = route('PUT', '/institutions/:id/contact-lines', {
  summary: 'The lines my institution answers, the one round the clock among them',
  params: ById,
  body: z
    .strictObject({
      version: Version,
      lines: z.array(z.strictObject({ kind: z.enum(contactLineKinds), phone: line(30), note: line(120).nullable() })).max(20),
    })
    .meta({ id: 'SetContactLines' }),
  returns: InstitutionDetail,
  refuses: denied,
});

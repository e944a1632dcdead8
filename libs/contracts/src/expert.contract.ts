import { specialties } from '@alliance/domain/alliance/alliance';
import { consultationKinds, physicianTitles } from '@alliance/domain/consultation/consultation.codes';
import { ineligibleReasons } from '@alliance/domain/expert/eligibility';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Id, Named, Text, Version, line, page, pageOf } from './schema.js';

const kind = z.enum(consultationKinds);

export const Expert = z
  .object({
    /** Of the profile. */
    id: Id,
    version: Version,
    personId: Id,
    name: z.string(),
    institution: Named,
    department: z.object({ id: Id, name: Text }).nullable(),
    title: z.enum(physicianTitles),
    specialties: z.array(z.enum(specialties)),
    /** What this expert can be asked for. */
    kinds: z.array(kind),
    introduction: Text.nullable(),
    /** Of the core academic team. */
    academic: z.boolean(),
    /** Registered scope of practice 执业范围, from the appointment. */
    practiceScope: z.string().nullable(),
    independentSince: CalendarDate.nullable(),
    /** What keeps this expert from being invited today (TM-08). */
    ineligible: z.array(z.enum(ineligibleReasons)),
    actions: z.array(z.enum(['edit', 'manage'])),
  })
  .meta({ id: 'Expert' });
export type Expert = z.infer<typeof Expert>;

export const ExpertDetail = z
  .object({
    ...Expert.shape,
    /** 执业证书编码: for the expert and the own hospital’s administrators; null for everybody else. */
    licenceNumber: z.string().nullable(),
    ended: z.boolean(),
  })
  .meta({ id: 'ExpertDetail' });
export type ExpertDetail = z.infer<typeof ExpertDetail>;

export const listExperts = route('GET', '/experts', {
  summary: 'Experts of my hospital and of those we have an alliance or an agreement with, the most senior first',
  query: z.strictObject({
    /** Name, or its pinyin or initials. */
    query: z.string().max(60).optional(),
    specialty: z.enum(specialties).optional(),
    /** At least. */
    title: z.enum(physicianTitles).optional(),
    institutionId: Id.optional(),
    kind: kind.optional(),
    /** Of other hospitals: those one can invite. */
    elsewhere: z.stringbool().optional(),
    ...page(30),
  }),
  returns: z.object({
    ...pageOf('ExpertPage', Expert).shape,
    /** Hospitals that have experts here, to filter by. */
    institutions: z.array(Named),
    /** I may add experts of my hospital. */
    mayManage: z.boolean(),
    /** My own profile here; null where I have none. */
    mine: Id.nullable(),
  }),
});
export const getExpert = route('GET', '/experts/:id', {
  summary: 'One expert, with what you may do',
  params: ById,
  returns: ExpertDetail,
  refuses: ['access.not_found'],
});

/** What the expert writes. */
const own = {
  kinds: z.array(kind).max(consultationKinds.length),
  introductionZh: line(2000).nullable(),
  introductionEn: line(2000).nullable(),
};
/** What the hospital answers for. */
const managed = {
  departmentId: Id.nullable(),
  title: z.enum(physicianTitles),
  specialties: z.array(z.enum(specialties)).min(1).max(specialties.length),
  academic: z.boolean(),
  licenceNumber: line(40).nullable(),
};
export const saveOwnExpertProfile = route('PATCH', '/experts/:id', {
  summary: 'Change what I offer and how I introduce myself',
  params: ById,
  body: z.strictObject({ version: Version, ...own }).meta({ id: 'SaveOwnExpertProfile' }),
  returns: ExpertDetail,
  refuses: ['access.denied', 'access.not_found', 'record.stale'],
});
export const addExpert = route('POST', '/experts', {
  summary: 'Enter a physician of my hospital in the directory',
  status: 201,
  body: z.strictObject({ id: Id.optional(), personId: Id, ...managed, ...own }).meta({ id: 'AddExpert' }),
  returns: ExpertDetail,
  refuses: ['access.denied', 'access.not_found', 'expert.exists', 'expert.not_practising', 'department.foreign'],
});
export const saveExpert = route('PUT', '/experts/:id', {
  summary: 'Change the entry of a physician of my hospital',
  params: ById,
  body: z.strictObject({ version: Version, ...managed, ...own }).meta({ id: 'SaveExpert' }),
  returns: ExpertDetail,
  refuses: ['access.denied', 'access.not_found', 'record.stale', 'department.foreign'],
});
export const endExpert = route('POST', '/experts/:id/end', {
  summary: 'Take a physician of my hospital out of the directory',
  params: ById,
  body: z.strictObject({ version: Version }),
  returns: ExpertDetail,
  refuses: ['access.denied', 'access.not_found', 'record.stale'],
});

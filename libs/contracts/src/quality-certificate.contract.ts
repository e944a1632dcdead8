import { assessmentOutcomes, certificateActions, certificateStates } from '@alliance/domain/quality-certificate/certificate.machine';
import { assessorLevels } from '@alliance/domain/recognition/recognition.codes';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Named, Text, Version, line, page, pageOf } from './schema.js';

/** What a paper of external quality assessment (室间质评) says; its lines name the items. */
export const CertificateBody = z.strictObject({
  level: z.enum(assessorLevels),
  assessor: line(120),
  province: line(20).nullable().default(null),
  city: line(30).nullable().default(null),
  allianceId: Id.nullable().default(null),
  round: line(120),
  number: line(60).nullable().default(null),
  /** First and last day, by the hospital's own calendar. */
  validFrom: CalendarDate,
  validUntil: CalendarDate,
  items: z
    .array(
      z.strictObject({
        itemCode: line(40),
        outcome: z.enum(assessmentOutcomes),
        score: z.number().min(0).max(100).nullable().default(null),
      }),
    )
    .max(600),
});
export const CertificateLine = z
  .object({
    id: Id,
    version: Version,
    institution: Named,
    level: z.enum(assessorLevels),
    assessor: z.string(),
    province: z.string().nullable(),
    city: z.string().nullable(),
    alliance: Named.nullable(),
    /** 全国HR, 晋HR … */
    label: z.string(),
    round: z.string(),
    number: z.string().nullable(),
    validFrom: CalendarDate,
    validUntil: CalendarDate,
    state: z.enum(certificateStates),
    passed: z.int(),
    failed: z.int(),
    /** Days until its last one; negative once it is over. */
    daysLeft: z.int(),
    hasScan: z.boolean(),
  })
  .meta({ id: 'CertificateLine' });
export type CertificateLine = z.infer<typeof CertificateLine>;
export const CertificateView = CertificateLine.extend({
  items: z.array(z.object({ itemCode: z.string(), name: Text, outcome: z.enum(assessmentOutcomes), score: z.number().nullable() })),
  enteredBy: z.string(),
  enteredAt: Instant,
  checkedBy: z.string().nullable(),
  checkedAt: Instant.nullable(),
  refusedReason: z.string().nullable(),
  revokedReason: z.string().nullable(),
  scan: z.object({ id: Id, name: z.string(), bytes: z.int(), quarantined: z.boolean() }).nullable(),
  actions: z.array(z.enum(certificateActions)),
}).meta({ id: 'Certificate' });
export type CertificateView = z.infer<typeof CertificateView>;

export const certificateFilters = ['all', 'to_check', 'expiring', 'in_force', 'past', 'draft'] as const;
const refused = ['access.denied', 'access.not_found', 'record.stale', 'certificate.wrong_state'] as const;
const invalid = ['certificate.period_invalid', 'certificate.region_invalid', 'catalogue.item_invalid'] as const;
const act = z.strictObject({ version: Version });

export const listCertificates = route('GET', '/certificates', {
  summary: 'Papers of my hospital, and those of members for a lead and the office; what ends first comes first',
  query: z.strictObject({ filter: z.enum(certificateFilters).default('all'), institutionId: Id.optional(), ...page(30) }),
  returns: pageOf('Certificates', CertificateLine),
  refuses: ['access.denied'],
});
export const getCertificate = route('GET', '/certificates/:id', {
  summary: 'A paper with its items',
  params: ById,
  returns: CertificateView,
  refuses: ['access.denied', 'access.not_found'],
});
export const enterCertificate = route('POST', '/certificates', {
  summary: 'Enter a paper; it says nothing until a second person confirmed it',
  status: 201,
  body: CertificateBody.extend({ id: Id.optional() }).meta({ id: 'EnterCertificate' }),
  returns: CertificateView,
  refuses: ['access.denied', ...invalid],
});
export const saveCertificate = route('POST', '/certificates/:id/save', {
  summary: 'Correct a paper that is not handed in, or was refused',
  params: ById,
  body: CertificateBody.extend({ version: Version }).meta({ id: 'SaveCertificate' }),
  returns: CertificateView,
  refuses: [...refused, ...invalid],
});
export const attachScan = route('POST', '/certificates/:id/scan', {
  summary: 'The scan of the paper: PDF, JPEG or PNG; a later one takes its place',
  kind: 'form',
  params: ById,
  body: z.strictObject({ file: z.instanceof(Blob).meta({ type: 'string', format: 'binary' }) }).meta({ id: 'AttachScan' }),
  returns: CertificateView,
  refuses: [
    ...refused,
    'file.type_refused',
    'file.too_large',
    'file.empty',
    'file.name_refused',
    'file.damaged',
    'file.too_many_pixels',
    'file.too_many_pages',
  ],
});
export const getScan = route('GET', '/certificates/:id/scan', {
  summary: 'The scan of the paper',
  kind: 'file',
  params: ById,
  returns: z.unknown(),
  refuses: ['access.denied', 'access.not_found', 'file.quarantined'],
});
export const submitCertificate = route('POST', '/certificates/:id/submit', {
  summary: 'Hand it in to be checked; the scan has to be there',
  params: ById,
  body: act.meta({ id: 'SubmitCertificate' }),
  returns: CertificateView,
  refuses: [...refused, ...invalid, 'certificate.scan_missing'],
});
export const confirmCertificate = route('POST', '/certificates/:id/confirm', {
  summary: 'A second person compared it with the scan: marks follow at once',
  params: ById,
  body: act.meta({ id: 'ConfirmCertificate' }),
  returns: CertificateView,
  refuses: [...refused, 'certificate.same_person'],
});
export const refuseCertificate = route('POST', '/certificates/:id/refuse', {
  summary: 'A second person found that it does not agree with the scan',
  params: ById,
  body: act.extend({ reason: line(300) }).meta({ id: 'RefuseCertificate' }),
  returns: CertificateView,
  refuses: [...refused, 'certificate.same_person'],
});
export const revokeCertificate = route('POST', '/certificates/:id/revoke', {
  summary: 'It says nothing from today on: taken back by its assessor; results that carry its mark keep it',
  params: ById,
  body: act.extend({ reason: line(300) }).meta({ id: 'RevokeCertificate' }),
  returns: CertificateView,
  refuses: refused,
});

export const QualityFlag = z
  .object({
    id: Id,
    version: Version,
    itemCode: z.string(),
    name: Text,
    outFrom: CalendarDate,
    outUntil: CalendarDate.nullable(),
    reason: z.string(),
    setBy: z.string(),
  })
  .meta({ id: 'QualityFlag' });
export type QualityFlag = z.infer<typeof QualityFlag>;
export const listFlags = route('GET', '/quality-flags', {
  summary: 'Items that internal control has out of control here, the open ones first',
  returns: z.object({ items: z.array(QualityFlag) }).meta({ id: 'QualityFlags' }),
  refuses: ['access.denied'],
});
export const setFlag = route('POST', '/quality-flags', {
  summary: 'Internal control says that an item is out of control: no mark while it is',
  status: 201,
  body: z.strictObject({ id: Id.optional(), itemCode: line(40), outFrom: CalendarDate, reason: line(300) }).meta({ id: 'SetFlag' }),
  returns: QualityFlag,
  refuses: ['access.denied', 'access.not_found', 'certificate.wrong_state', 'certificate.period_invalid'],
});
export const clearFlag = route('POST', '/quality-flags/:id/clear', {
  summary: 'In control again: the last day on which it was not',
  params: ById,
  body: act.extend({ outUntil: CalendarDate }).meta({ id: 'ClearFlag' }),
  returns: QualityFlag,
  refuses: ['access.denied', 'access.not_found', 'record.stale', 'certificate.wrong_state', 'certificate.period_invalid'],
});

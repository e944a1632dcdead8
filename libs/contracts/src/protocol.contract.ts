import { z } from 'zod';
import { ProtocolContent, ProtocolFile, ProtocolSummary, ProtocolView, VersionView } from './protocol.schema.js';
import { route } from './route.js';
import { ById, CalendarDate, Id, Text, Version, line, page, pageOf } from './schema.js';

const VersionNumber = z.coerce.number<number | string>().int().min(1).max(100_000);
/** A version is addressed by its number: `/protocols/<id>/versions/3`. */
const OfVersion = z.strictObject({ id: Id, n: VersionNumber as unknown as z.ZodType<number, string> });
const onVersion = { version: Version } as const;
const refused = ['access.not_found', 'record.stale', 'protocol.wrong_state', 'protocol.not_your_action'] as const;

export const listProtocols = route('GET', '/protocols', {
  summary: 'Protocols that concern my institution, or those of one alliance with the common ones',
  query: z.strictObject({ allianceId: Id.optional(), ...page(50) }),
  returns: pageOf('ProtocolPage', ProtocolSummary),
});

export const createProtocol = route('POST', '/protocols', {
  summary: 'Start a protocol for an alliance that my hospital leads, with an empty first draft',
  status: 201,
  body: z
    .strictObject({ id: Id.optional(), allianceId: Id, code: z.string().regex(/^[A-Z][A-Z0-9]{1,9}$/), title: Text })
    .meta({ id: 'CreateProtocol' }),
  returns: ProtocolView,
  refuses: ['access.not_found', 'protocol.not_lead', 'protocol.code_taken'],
});

export const getProtocol = route('GET', '/protocols/:id', {
  summary: 'One protocol with its versions',
  params: ById,
  returns: ProtocolView,
  refuses: ['access.not_found'],
});

export const shareProtocol = route('PUT', '/protocols/:id/common', {
  summary: 'Extend a protocol to every alliance, or take that back',
  params: ById,
  body: z.strictObject({ ...onVersion, common: z.boolean() }).meta({ id: 'ShareProtocol' }),
  returns: ProtocolView,
  refuses: ['access.not_found', 'record.stale'],
});

export const getVersion = route('GET', '/protocols/:id/versions/:n', {
  summary: 'A version whole: sections, facts, criteria, quiz',
  params: OfVersion,
  returns: VersionView,
  refuses: ['access.not_found'],
});

export const draftVersion = route('POST', '/protocols/:id/versions', {
  summary: 'Begin the next version as a copy of the newest one',
  status: 201,
  params: ById,
  body: z.strictObject({ ...onVersion }).meta({ id: 'DraftVersion' }),
  returns: VersionView,
  refuses: [...refused, 'protocol.not_lead'],
});

export const writeVersion = route('PUT', '/protocols/:id/versions/:n/content', {
  summary: 'Save what an author wrote; a malformed rule is refused with its path',
  params: OfVersion,
  body: z.strictObject({ ...onVersion, content: ProtocolContent }).meta({ id: 'WriteVersion' }),
  returns: VersionView,
  refuses: refused,
});

export const submitVersion = route('POST', '/protocols/:id/versions/:n/submit', {
  summary: 'Hand a draft to a second person',
  params: OfVersion,
  body: z.strictObject({ ...onVersion }).meta({ id: 'SubmitVersion' }),
  returns: VersionView,
  refuses: [...refused, 'protocol.blocked'],
});

export const returnVersion = route('POST', '/protocols/:id/versions/:n/return', {
  summary: 'Send it back to its authors with a reason',
  params: OfVersion,
  body: z.strictObject({ ...onVersion, reason: line(1000) }).meta({ id: 'ReturnVersion' }),
  returns: VersionView,
  refuses: refused,
});

export const approveVersion = route('POST', '/protocols/:id/versions/:n/approve', {
  summary: 'Approve what others wrote: never one of its own authors',
  params: OfVersion,
  body: z.strictObject({ ...onVersion }).meta({ id: 'ApproveVersion' }),
  returns: VersionView,
  refuses: [...refused, 'protocol.same_person', 'protocol.blocked'],
});

export const signOffCriteria = route('POST', '/protocols/:id/versions/:n/sign-offs', {
  summary: 'Record who answers for the local defaults (grade L): never one of its own authors',
  params: OfVersion,
  body: z
    .strictObject({ ...onVersion, codes: z.array(z.string().max(20)).min(1).max(200), signatory: line(60), title: line(60) })
    .meta({ id: 'SignOffCriteria' }),
  returns: VersionView,
  refuses: [...refused, 'protocol.same_person', 'protocol.sign_off_needless'],
});

export const publishVersion = route('POST', '/protocols/:id/versions/:n/publish', {
  summary: 'Publish an approved version from a day on; until then the one before it holds',
  params: OfVersion,
  body: z.strictObject({ ...onVersion, effectiveFrom: CalendarDate }).meta({ id: 'PublishVersion' }),
  returns: VersionView,
  refuses: [...refused, 'protocol.blocked', 'protocol.date_invalid'],
});

export const withdrawVersion = route('POST', '/protocols/:id/versions/:n/withdraw', {
  summary: 'Withdraw a published version; the one before it holds again from now on',
  params: OfVersion,
  body: z.strictObject({ ...onVersion, reason: line(1000) }).meta({ id: 'WithdrawVersion' }),
  returns: VersionView,
  refuses: refused,
});

export const discardVersion = route('POST', '/protocols/:id/versions/:n/discard', {
  summary: 'Throw a draft away',
  params: OfVersion,
  body: z.strictObject({ ...onVersion }).meta({ id: 'DiscardVersion' }),
  returns: ProtocolView,
  refuses: refused,
});

export const annotateVersion = route('PUT', '/protocols/:id/versions/:n/editor-note', {
  summary: 'Put an interim note on a published version, or take it away',
  params: OfVersion,
  body: z.strictObject({ ...onVersion, text: line(2000).nullable() }).meta({ id: 'AnnotateVersion' }),
  returns: VersionView,
  refuses: refused,
});

export const attachProtocolFile = route('POST', '/protocols/:id/files', {
  summary: 'Add a document that sections can link to: PDF, JPEG or PNG, at most 20 MB',
  kind: 'form',
  status: 201,
  params: ById,
  body: z.strictObject({ file: z.instanceof(Blob).meta({ type: 'string', format: 'binary' }) }).meta({ id: 'AttachProtocolFile' }),
  returns: ProtocolFile,
  refuses: ['access.not_found', 'protocol.not_lead', 'file.type_refused', 'file.too_large'],
});
export const downloadProtocolFile = route('GET', '/protocol-files/:id', {
  summary: 'The bytes of a document of a protocol',
  kind: 'file',
  params: ById,
  returns: z.unknown(),
  refuses: ['access.not_found'],
});

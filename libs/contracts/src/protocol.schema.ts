import { blockerKinds, sectionKinds, shownVersionStates, versionActions, type Block } from '@alliance/domain/protocol/protocol.types';
import { contentErrors } from '@alliance/domain/protocol/content.check';
import { z } from 'zod';
import { Criterion, FactDefinition } from './criteria.schema.js';
import { CalendarDate, Id, Instant, Text, Version, line } from './schema.js';

const link = z
  .string()
  .max(500)
  .regex(/^(https:\/\/|mailto:|tel:|file:)[^\s<>"]+$/);
const Run = z.strictObject({
  text: z.string().max(4000),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  link: link.optional(),
});
const runs = z.array(Run).max(200);
export const RichBlock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), runs }),
  z.strictObject({ kind: z.literal('heading'), runs }),
  z.strictObject({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(runs).max(200) }),
  z.strictObject({ kind: z.literal('table'), header: z.boolean(), rows: z.array(z.array(runs).max(20)).max(200) }),
  z.strictObject({ kind: z.literal('note'), runs }),
]) satisfies z.ZodType<Block>;

export const QuizQuestion = z.strictObject({
  id: z.string().min(1).max(40),
  text: line(500),
  options: z.array(line(300)).min(2).max(8),
  right: z.array(z.int().min(0).max(7)).min(1),
  explanation: z.string().max(1000),
});

/** What an author writes. Whether its rules fit its facts is checked with it: an error names the path. */
export const ProtocolContent = z
  .strictObject({
    title: Text,
    changeNote: z.string().max(2000),
    sections: z.array(z.strictObject({ kind: z.enum(sectionKinds), blocks: z.array(RichBlock).max(300) })).max(sectionKinds.length),
    facts: z.array(FactDefinition).max(400),
    criteria: z.array(Criterion).max(200),
    quiz: z.strictObject({ passPercent: z.int().min(1).max(100), questions: z.array(QuizQuestion).min(1).max(30) }).nullable(),
    references: z.array(z.string().max(500)).max(60),
  })
  .superRefine((content, context) => {
    for (const { path, code } of contentErrors(content)) context.addIssue({ code: 'custom', path: [...path], message: code });
  })
  .meta({ id: 'ProtocolContent' });

export const SignOffView = z.object({
  code: z.string(),
  signatory: z.string(),
  title: z.string(),
  invented: z.boolean(),
  at: Instant,
  recordedBy: z.string(),
});
export const BlockerView = z.object({ kind: z.enum(blockerKinds), code: z.string().nullable(), detail: z.string().nullable() });
export const ProtocolFile = z
  .object({ id: Id, name: z.string(), mediaType: z.string(), bytes: z.int(), at: Instant, by: z.string() })
  .meta({ id: 'ProtocolFile' });

export const VersionSummary = z
  .object({
    id: Id,
    number: z.int(),
    state: z.enum(shownVersionStates),
    effectiveFrom: CalendarDate.nullable(),
    changeNote: z.string(),
    authors: z.array(z.string()),
    approvedBy: z.string().nullable(),
    publishedAt: Instant.nullable(),
    updatedAt: Instant,
  })
  .meta({ id: 'VersionSummary' });

/** Where I stand with a version that is in force. `none`: nobody asks me to read it. */
export const Acknowledgement = z.object({
  state: z.enum(['none', 'due', 'overdue', 'done']),
  dueOn: CalendarDate.nullable(),
  at: Instant.nullable(),
});

export const ProtocolSummary = z
  .object({
    id: Id,
    /** `HTN`: how people call it. */
    code: z.string(),
    title: Text,
    allianceId: Id,
    alliance: Text,
    leadId: Id,
    /** Belongs to every alliance. */
    common: z.boolean(),
    /** Demonstration content, not medical advice. */
    invented: z.boolean(),
    version: Version,
    inForce: VersionSummary.nullable(),
    scheduled: VersionSummary.nullable(),
    /** The version that is being worked on, to the lead's people only. */
    working: VersionSummary.nullable(),
    criteria: z.object({ up: z.int(), down: z.int() }),
    acknowledgement: Acknowledgement,
  })
  .meta({ id: 'ProtocolSummary' });
export type ProtocolSummary = z.infer<typeof ProtocolSummary>;

export const ProtocolView = z
  .object({ ...ProtocolSummary.shape, versions: z.array(VersionSummary), mayAuthor: z.boolean(), files: z.array(ProtocolFile) })
  .meta({ id: 'ProtocolView' });
export type ProtocolView = z.infer<typeof ProtocolView>;

export const VersionView = z
  .object({
    id: Id,
    protocolId: Id,
    protocolCode: z.string(),
    allianceId: Id,
    number: z.int(),
    version: Version,
    state: z.enum(shownVersionStates),
    actions: z.array(z.enum(versionActions)),
    effectiveFrom: CalendarDate.nullable(),
    authors: z.array(z.string()),
    submittedBy: z.string().nullable(),
    approvedBy: z.string().nullable(),
    approvedAt: Instant.nullable(),
    publishedBy: z.string().nullable(),
    publishedAt: Instant.nullable(),
    /** Why it was sent back or withdrawn. */
    reason: z.string().nullable(),
    /** An interim note that warns readers of a published version until the next one. */
    editorNote: z.object({ text: z.string(), at: Instant, by: z.string() }).nullable(),
    invented: z.boolean(),
    title: Text,
    changeNote: z.string(),
    sections: ProtocolContent.shape.sections,
    facts: ProtocolContent.shape.facts,
    criteria: ProtocolContent.shape.criteria,
    references: ProtocolContent.shape.references,
    /** Without the right answers for readers. */
    quiz: z
      .object({
        passPercent: z.int(),
        questions: z.array(QuizQuestion.partial({ right: true, explanation: true })),
      })
      .nullable(),
    signOffs: z.array(SignOffView),
    /** What still forbids publishing; to authors only. */
    blockers: z.array(BlockerView),
    updatedAt: Instant,
  })
  .meta({ id: 'ProtocolVersion' });
export type VersionView = z.infer<typeof VersionView>;

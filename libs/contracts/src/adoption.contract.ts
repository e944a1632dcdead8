import { z } from 'zod';
import { RuleTree } from './criteria.schema.js';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Named, line } from './schema.js';

const Override = z.strictObject({ code: z.string().max(20), rule: RuleTree, reason: line(500) });
/** How an override stands to the alliance's rule: who goes up by it and did not before, or the other way round. */
export const overrideEffects = ['tightens', 'loosens', 'both', 'same', 'unproven'] as const;

export const AdoptionView = z
  .object({
    protocolId: Id,
    institution: Named,
    /** 0 before the first adoption. */
    version: z.int().min(0),
    number: z.int().nullable(),
    adoptedAt: Instant.nullable(),
    adoptedBy: z.string().nullable(),
    overrides: z.array(
      z.object({
        code: z.string(),
        rule: RuleTree,
        reason: z.string(),
        /** The alliance's rule it was written against. */
        baseline: RuleTree,
        /** As it was proved when it was adopted. */
        effect: z.enum(overrideEffects),
        /** The alliance has changed the rule, its population, urgency or direction, or how a fact of it is measured: it does not hold until it is adopted anew. */
        lapsed: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Adoption' });
export type AdoptionView = z.infer<typeof AdoptionView>;

export const getAdoption = route('GET', '/protocols/:id/adoption', {
  summary: 'What my institution adopted of a protocol, and where it differs from the alliance',
  params: ById,
  returns: AdoptionView,
  refuses: ['access.not_found'],
});
export const adoptVersion = route('PUT', '/protocols/:id/adoption', {
  summary: 'Adopt the version in force, with rules of our own that may tighten and never loosen an immediate one',
  params: ById,
  body: z
    .strictObject({ version: z.int().min(0), number: z.int().min(1), overrides: z.array(Override).max(30) })
    .meta({ id: 'AdoptVersion' }),
  returns: AdoptionView,
  refuses: ['access.not_found', 'record.stale', 'protocol.not_adoptable', 'protocol.override_invalid', 'protocol.override_loosens'],
});
export const listAdoptions = route('GET', '/protocols/:id/adoptions', {
  summary: 'Which members adopted which version and with which overrides; for the lead and the office',
  params: ById,
  returns: z.object({ items: z.array(AdoptionView) }).meta({ id: 'Adoptions' }),
  refuses: ['access.not_found'],
});

/** Somebody who should read a version. */
const Reader = z.object({
  personId: Id,
  name: z.string(),
  department: z.string().nullable(),
  role: z.string(),
  dueOn: CalendarDate,
  state: z.enum(['due', 'overdue', 'done']),
  acknowledgedAt: Instant.nullable(),
  quiz: z.object({ attempts: z.int(), bestPercent: z.int().nullable(), passed: z.boolean() }).nullable(),
});
export const listReaders = route('GET', '/protocols/:id/readers', {
  summary: 'Who of my institution has read the version in force and who has not',
  params: ById,
  returns: z
    .object({ number: z.int().nullable(), done: z.int(), due: z.int(), overdue: z.int(), items: z.array(Reader) })
    .meta({ id: 'Readers' }),
  refuses: ['access.not_found'],
});
export type Readers = z.infer<(typeof listReaders)['returns']>;

export const OfReading = z.strictObject({
  id: Id,
  n: z.coerce.number<number | string>().int().min(1).max(100_000) as unknown as z.ZodType<number, string>,
});
const MyReading = z
  .object({
    acknowledgedAt: Instant.nullable(),
    dueOn: CalendarDate.nullable(),
    quiz: z.object({ attempts: z.int(), bestPercent: z.int().nullable(), passed: z.boolean() }).nullable(),
  })
  .meta({ id: 'MyReading' });
export const getMyReading = route('GET', '/protocols/:id/versions/:n/reading', {
  summary: 'Where I stand with a version: read, quiz taken, due',
  params: OfReading,
  returns: MyReading,
  refuses: ['access.not_found'],
});
export const acknowledgeVersion = route('POST', '/protocols/:id/versions/:n/acknowledgement', {
  summary: 'I have read it; where it has a quiz, after passing it',
  params: OfReading,
  body: z.strictObject({}).meta({ id: 'AcknowledgeVersion' }),
  returns: MyReading,
  refuses: ['access.not_found', 'protocol.wrong_state', 'protocol.quiz_required'],
});
export const takeQuiz = route('POST', '/protocols/:id/versions/:n/quiz-attempts', {
  summary:
    'Answer the quiz of a version; as often as wanted. What was right comes with a passed attempt; a failed one says which questions were wrong',
  status: 201,
  params: OfReading,
  body: z.strictObject({ answers: z.record(z.string().max(40), z.array(z.int().min(0).max(7)).max(8)) }).meta({ id: 'TakeQuiz' }),
  returns: z
    .object({
      percent: z.int(),
      passed: z.boolean(),
      questions: z.array(
        z.object({
          id: z.string(),
          right: z.boolean(),
          /** With the explanation only once the attempt is passed: otherwise an empty attempt would hand out what the next one asks for. */
          rightOptions: z.array(z.int()).optional(),
          explanation: z.string().optional(),
        }),
      ),
    })
    .meta({ id: 'QuizResult' }),
  refuses: ['access.not_found', 'protocol.wrong_state'],
});

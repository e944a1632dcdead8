import { cannotReasons, mostChoices, questionKinds } from '@alliance/domain/conversation/question';
import { z } from 'zod';
import { FactKey } from './criteria.schema.js';
import { Id, Instant, line } from './schema.js';

/** Questions of the receiver and answers of the sender. */

const ChecklistKey = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/);
const asked = { text: line(500), checklistItem: ChecklistKey.optional() } as const;
const distinct = (texts: readonly string[]) => new Set(texts).size === texts.length;

export const Question = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), ...asked }),
    z.strictObject({ kind: z.literal('document'), ...asked }),
    z.strictObject({
      kind: z.literal('choice'),
      ...asked,
      choices: z.array(line(100)).min(2).max(mostChoices).refine(distinct, 'distinct'),
    }),
    z.strictObject({ kind: z.literal('fact'), ...asked, fact: FactKey }),
  ])
  .meta({ id: 'Question' });
export type Question = z.infer<typeof Question>;

const number = { question: z.int().positive() } as const;
const FactValue = {
  value: z.union([z.number(), z.string().max(200), z.boolean()]),
  unit: z.string().min(1).max(40).optional(),
  at: Instant.optional(),
};
export const Answer = z
  .union([
    z.strictObject({ ...number, text: line(2_000) }),
    z.strictObject({ ...number, choice: line(100) }),
    z.strictObject({ ...number, ...FactValue }),
    z.strictObject({ ...number, attachmentId: Id }),
    z.strictObject({ ...number, cannot: z.enum(cannotReasons) }),
  ])
  .meta({ id: 'Answer' });
export type Answer = z.infer<typeof Answer>;

/** A question with what was said to it. */
export const QuestionView = z
  .object({
    id: Id,
    kind: z.enum(questionKinds),
    text: z.string(),
    choices: z.array(z.string()).nullable(),
    fact: z.string().nullable(),
    checklistItem: z.string().nullable(),
    /** How often the same was asked for in earlier rounds. */
    askedBefore: z.int(),
    /** Words or the choice. */
    answer: z.string().nullable(),
    value: z.object(FactValue).nullable(),
    attachmentId: Id.nullable(),
    cannot: z.enum(cannotReasons).nullable(),
  })
  .meta({ id: 'QuestionView' });
export type QuestionView = z.infer<typeof QuestionView>;

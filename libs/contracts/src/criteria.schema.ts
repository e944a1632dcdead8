import {
  comparisons,
  careLevels,
  criterionDirections,
  criterionUrgencies,
  evidenceGrades,
  trits,
  verdicts,
  type Rule,
} from '@alliance/domain/criteria/rule.types';
import { factDoubts, factGroups, factKinds, factOrigins } from '@alliance/domain/criteria/fact.types';
import { ruleErrors } from '@alliance/domain/criteria/rule.check';
import { z } from 'zod';
import { Instant, Text, line } from './schema.js';

export const FactKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const unit = z.string().min(1).max(40);

export const FactDefinition = z
  .strictObject({
    key: FactKey,
    name: Text,
    kind: z.enum(factKinds),
    group: z.enum(factGroups),
    unit: unit.optional(),
    low: z.number().optional(),
    high: z.number().optional(),
    molarMass: z.number().positive().optional(),
    scale: z.strictObject({ from: unit, slope: z.number(), offset: z.number() }).optional(),
    codes: z
      .array(z.strictObject({ code: z.string().min(1).max(40), name: Text }))
      .max(60)
      .optional(),
    loinc: z.string().max(12).optional(),
    hint: Text.optional(),
  })
  .meta({ id: 'FactDefinition' });

const Scalar = z.union([z.number(), z.string().max(200), z.boolean()]);
const Measured = z.strictObject({
  value: Scalar,
  unit: unit.optional(),
  at: Instant.optional(),
  origin: z.enum(factOrigins).optional(),
  confirmed: z.boolean().optional(),
});
/** A bare value is in the fact's own unit. */
export const GivenFacts = z
  .record(FactKey, z.union([Scalar, Measured, z.array(Measured).min(1).max(50)]))
  .refine((facts) => Object.keys(facts).length <= 400, 'too many facts')
  .meta({ id: 'GivenFacts' });

/**
 * A rule tree. The domain checks it, iteratively and with a ceiling: a recursive schema could be made to overflow.
 * Facts and units are checked with the definitions of the protocol it stands in.
 */
export const RuleTree = z.unknown().superRefine((value, context) => {
  for (const { path, code } of ruleErrors(value)) context.addIssue({ code: 'custom', path: [...path], message: code });
}) as unknown as z.ZodType<Rule>;

const TestCase = z.strictObject({
  name: line(120),
  facts: GivenFacts,
  expect: z.enum(verdicts),
  at: Instant.optional(),
});

export const Criterion = z
  .strictObject({
    code: z.string().regex(/^[A-Z][A-Z0-9]{0,9}-[UD]\d{2,3}$/),
    direction: z.enum(criterionDirections),
    urgency: z.enum(criterionUrgencies),
    label: Text,
    rule: RuleTree,
    population: RuleTree,
    levels: z.array(z.enum(careLevels)).max(careLevels.length),
    target: Text,
    grades: z.array(z.enum(evidenceGrades)).min(1).max(evidenceGrades.length),
    source: z.string().max(500),
    testCases: z.array(TestCase).max(60),
  })
  .meta({ id: 'Criterion' });

const Reason = z.object({
  part: z.enum(['rule', 'population']),
  path: z.string(),
  fact: z.string(),
  op: z.enum([...comparisons, 'is', 'in', 'between', 'since', 'trend']),
  threshold: z.union([Scalar, z.array(z.union([z.string(), z.number()]))]),
  unit: z.string().nullable(),
  value: Scalar.nullable(),
  derived: z.boolean(),
  outcome: z.enum(trits),
});

/** Why a fact that was given is not used, or is used and questioned. */
export const DoubtedFact = z.object({
  fact: z.string(),
  doubt: z.enum(factDoubts),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** The criterion as a judgement shows it: enough for a line on a screen or in a letter. */
export const JudgedCriterion = z.object({
  code: z.string(),
  label: Text,
  target: Text,
  grades: z.array(z.enum(evidenceGrades)),
  source: z.string(),
  protocolId: z.string(),
  protocolVersionId: z.string(),
  /** Number of that version. */
  number: z.int(),
  /** A member's own rule was used in place of the alliance's. */
  overridden: z.boolean(),
});

export const Finding = z
  .object({
    criterion: JudgedCriterion,
    verdict: z.enum(verdicts),
    urgency: z.enum(criterionUrgencies),
    reasons: z.array(Reason),
    missing: z.array(z.string()),
    settling: z.array(z.string()),
    otherLevel: z.boolean(),
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof Finding>;

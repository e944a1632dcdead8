import { encounterClasses, orderedActs } from '@alliance/domain/recognition/case-context';
import {
  careStates,
  directionKinds,
  modalities,
  recognitionContexts,
  recognitionDecisions,
  recognitionReasons,
  recognitionVerdicts,
  testClasses,
} from '@alliance/domain/recognition/recognition.codes';
import { z } from 'zod';
import { TestResult } from './result.schema.js';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Named, Text, Version, line, page, pageOf } from './schema.js';

/** The earlier result that a line of the answer is about, with all that a cautious physician asks: what, when, where, by which method, under which mark. */
const Earlier = TestResult.extend({
  reportId: Id,
  reportNumber: z.string(),
  institution: Named,
  performedAt: Instant,
  ageHours: z.int(),
  imagesAvailable: z.boolean(),
  /** Shown beside the data; it is not what is recognised (MR-01). */
  conclusion: z.string().nullable(),
});

export const RecognitionItem = z
  .object({
    id: Id,
    itemCode: z.string(),
    name: Text,
    testClass: z.enum(testClasses),
    modality: z.enum(modalities).nullable(),
    panelCode: z.string().nullable(),
    verdict: z.enum(recognitionVerdicts),
    reasons: z.array(z.enum(recognitionReasons)),
    /** One sentence in both languages. */
    sentence: Text,
    earlier: Earlier.nullable(),
    /** What taking it over would save. */
    saves: z.object({ fen: z.int(), microsievert: z.int(), microlitres: z.int() }),
    decision: z.enum(recognitionDecisions).nullable(),
    repeatReason: z.string().nullable(),
    repeatText: z.string().nullable(),
    counts: z.boolean().nullable(),
    explainedAt: Instant.nullable(),
    decidedAt: Instant.nullable(),
    decidedBy: z.string().nullable(),
    /** The result was corrected or revoked after it was taken over. */
    overturnedAt: Instant.nullable(),
    /** Where the physician who took it over should look now: the edition that stands. */
    overturnedBy: Id.nullable(),
  })
  .meta({ id: 'RecognitionItem' });
export type RecognitionItem = z.infer<typeof RecognitionItem>;

export const RecognitionCheck = z
  .object({
    id: Id,
    version: Version,
    patientId: Id,
    at: Instant,
    state: z.enum(careStates),
    contexts: z.array(z.enum(recognitionContexts)),
    /** Whether the patient's identity is verified here: nothing is taken over without. */
    identityVerified: z.boolean(),
    /** Whether results of other hospitals could be looked at. */
    consent: z.enum(['given', 'transfer', 'withdrawn', 'missing']),
    panels: z.array(z.object({ code: z.string(), name: Text })),
    /** One grouped answer to the whole order set, in the order it was asked. */
    items: z.array(RecognitionItem),
    decidedAt: Instant.nullable(),
  })
  .meta({ id: 'RecognitionCheck' });
export type RecognitionCheck = z.infer<typeof RecognitionCheck>;

const PlannedItem = z.strictObject({
  /** Of an item or a panel of the dictionary (LOINC or `X-…`). */
  code: line(40),
  method: line(120).nullable().default(null),
  specimen: line(60).nullable().default(null),
  bodySite: line(60).nullable().default(null),
});
export const checkOrders = route('POST', '/recognition/checks', {
  summary: 'Before tests are ordered: what of them is there already, and whether it can stand (MR-07)',
  body: z
    .strictObject({
      id: Id.optional(),
      patientId: Id,
      items: z
        .array(z.union([line(40).transform((code) => PlannedItem.parse({ code })), PlannedItem]))
        .min(1)
        .max(60),
      state: z.enum(careStates),
      referralId: Id.optional(),
      /** What else is ordered and known; circumstances are computed from it. */
      acts: z.array(z.enum(orderedActs)).max(10).default([]),
      encounter: z.enum(encounterClasses).nullable().default(null),
      diagnosisCodes: z.array(line(12)).max(20).default([]),
      pregnant: z.boolean().nullable().default(null),
      temperature: z.number().min(25).max(45).nullable().default(null),
      transfusedAt: Instant.nullable().default(null),
      exposedAt: Instant.nullable().default(null),
    })
    .meta({ id: 'CheckOrders' }),
  returns: RecognitionCheck,
  refuses: ['access.denied', 'access.not_found', 'request.invalid'],
});
export const getCheck = route('GET', '/recognition/checks/:id', {
  summary: 'A check as it was answered and decided',
  params: ById,
  returns: RecognitionCheck,
  refuses: ['access.denied', 'access.not_found'],
});

/** All undecided lines of a check at once: nothing is ordered half. */
export const decideCheck = route('POST', '/recognition/decisions', {
  summary: 'What the physician takes over and what is done again, with reasons (MR-09 to MR-14); never blocked',
  body: z
    .strictObject({
      checkId: Id,
      version: Version,
      items: z
        .array(
          z.strictObject({
            itemCode: line(40),
            decision: z.enum(recognitionDecisions),
            /** Of a repeat: a code of the reasons in force here. */
            reason: line(20).nullable().default(null),
            text: line(300).nullable().default(null),
            /** The patient was told what the repeat is for. */
            explained: z.boolean().default(false),
          }),
        )
        .min(1)
        .max(60),
    })
    .meta({ id: 'DecideCheck' }),
  returns: RecognitionCheck,
  refuses: [
    'access.denied',
    'access.not_found',
    'request.invalid',
    'record.stale',
    'recognition.reason_missing',
    'recognition.not_explained',
    'recognition.identity_unverified',
    'recognition.not_offered',
    'recognition.decided',
  ],
});

/** What was taken over for a patient here: the record of MR-14, with the corrections that came after. */
export const listAdoptions = route('GET', '/recognition/adoptions', {
  summary: 'Results taken over: of a patient, or mine that were corrected since and not looked at',
  query: z.strictObject({ patientId: Id.optional(), overturned: z.stringbool().optional(), ...page(20) }),
  returns: pageOf(
    'RecognitionAdoptions',
    RecognitionItem.extend({ checkId: Id, patientId: Id, patientName: z.string() }).meta({ id: 'RecognitionAdoption' }),
  ),
  refuses: ['access.denied', 'access.not_found'],
});
export const acknowledgeOverturned = route('POST', '/recognition/adoptions/:id/acknowledge', {
  summary: 'I have seen that a result which I took over was corrected or revoked',
  params: ById,
  returns: z.object({ id: Id, seenAt: Instant }).meta({ id: 'OverturnSeen' }),
  refuses: ['access.denied', 'access.not_found'],
});

export const RepeatReasonView = z
  .object({ code: z.string(), name: Text, national: z.boolean(), counts: z.boolean(), needsText: z.boolean() })
  .meta({ id: 'RepeatReason' });
export const listRepeatReasons = route('GET', '/recognition/repeat-reasons', {
  summary: 'Reasons for repeating a test, as they are in force for this hospital: the six national ones and the region’s (MR-10, MR-11)',
  returns: z.object({ items: z.array(RepeatReasonView) }).meta({ id: 'RepeatReasons' }),
});
export const addRepeatReason = route('POST', '/recognition/repeat-reasons', {
  summary: 'A region adds a reason and says whether it counts as not recognising',
  status: 201,
  body: z
    .strictObject({
      code: z.string().regex(/^[A-Z0-9]{2,12}$/),
      name: Text,
      province: line(20).nullable().default(null),
      counts: z.boolean(),
      needsText: z.boolean().default(false),
    })
    .meta({ id: 'AddRepeatReason' }),
  returns: RepeatReasonView,
  refuses: ['access.denied', 'test_code.taken'],
});

const Region = {
  allianceId: Id.nullable().default(null),
  province: line(20).nullable().default(null),
  city: line(30).nullable().default(null),
};
export const DirectionRuleView = z
  .object({
    id: Id,
    version: Version,
    alliance: Named.nullable(),
    province: z.string().nullable(),
    city: z.string().nullable(),
    kind: z.enum(directionKinds),
    testClass: z.enum(testClasses).nullable(),
    itemCodes: z.array(z.string()).nullable(),
    source: z.string().nullable(),
    validFrom: CalendarDate,
    validUntil: CalendarDate.nullable(),
    /** Whether I may end it. */
    mine: z.boolean(),
  })
  .meta({ id: 'DirectionRule' });
export const listDirectionRules = route('GET', '/recognition/direction-rules', {
  summary: 'Who takes over from whom, region by region (MR-08)',
  query: z.strictObject({ past: z.stringbool().default(false) }),
  returns: z.object({ items: z.array(DirectionRuleView) }).meta({ id: 'DirectionRules' }),
});
export const addDirectionRule = route('POST', '/recognition/direction-rules', {
  summary: 'A rule of a region (the office) or an alliance (its lead)',
  status: 201,
  body: z
    .strictObject({
      id: Id.optional(),
      ...Region,
      kind: z.enum(directionKinds),
      testClass: z.enum(testClasses).nullable().default(null),
      itemCodes: z.array(line(40)).min(1).max(500).nullable().default(null),
      source: line(200).nullable().default(null),
      validFrom: CalendarDate,
    })
    .meta({ id: 'AddDirectionRule' }),
  returns: DirectionRuleView,
  refuses: ['access.denied', 'catalogue.not_lead', 'request.invalid'],
});
export const endDirectionRule = route('POST', '/recognition/direction-rules/:id/end', {
  summary: 'Its last day',
  params: ById,
  body: z.strictObject({ version: Version, lastDay: CalendarDate }).meta({ id: 'EndDirectionRule' }),
  returns: DirectionRuleView,
  refuses: ['access.denied', 'access.not_found', 'catalogue.period_invalid', 'record.stale'],
});

import { criterionDirections, criterionUrgencies, careLevels, verdicts } from '@alliance/domain/criteria/rule.types';
import { z } from 'zod';
import { Criterion, DoubtedFact, FactDefinition, Finding, GivenFacts } from './criteria.schema.js';
import { route } from './route.js';
import { ById, Id, Instant, Text, Version } from './schema.js';

export const JudgementView = z
  .object({
    verdict: z.enum(verdicts),
    /** How soon the patient has to be seen: the strongest of the criteria that are met. */
    urgency: z.enum(criterionUrgencies).nullable(),
    /** The version whose criterion decided; of several the first, of none the alliance's own. Null where no protocol is in force. */
    protocolVersionId: z.string().nullable(),
    protocolVersionIds: z.array(z.string()),
    findings: z.array(Finding),
    /** `up` criteria that forbid a transfer down: met, or unknown and immediate. */
    suppressedBy: z.array(z.string()),
    doubted: z.array(DoubtedFact),
    /** When it was computed, and for which moment. */
    at: Instant,
  })
  .meta({ id: 'Judgement' });
export type JudgementView = z.infer<typeof JudgementView>;

export const judgeFacts = route('POST', '/criteria/judgements', {
  summary: 'Hold facts against the criteria of an alliance that are in force; nothing is kept',
  body: z
    .strictObject({
      allianceId: Id,
      direction: z.enum(criterionDirections),
      facts: GivenFacts,
      /** Moment of judgement: decides the version in force and every time since. Now, when left out. */
      at: Instant.optional(),
      /** Where the patient is; criteria of other levels are left out of the verdict. */
      level: z.enum(careLevels).optional(),
    })
    .meta({ id: 'JudgeFacts' }),
  returns: JudgementView,
  refuses: ['access.not_found', 'criteria.fact_unknown', 'criteria.fact_invalid', 'criteria.unit_unconvertible'],
});

/** One protocol in force as the browser judges with it: its criteria with the own hospital's overrides in their place. */
export const ProtocolInForce = z.object({
  protocolId: Id,
  versionId: Id,
  number: z.int(),
  title: Text,
  /** Belongs to every alliance. */
  common: z.boolean(),
  effectiveFrom: z.iso.date(),
  facts: z.array(FactDefinition),
  criteria: z.array(Criterion.omit({ testCases: true }).extend({ overridden: z.boolean() })),
});

/** Minutes in which a referral has to be answered, by how soon the patient has to be seen. */
export const ResponseTimes = z
  .object({ version: Version, minutes: z.record(z.enum(criterionUrgencies), z.int().min(1).max(20_160)) })
  .meta({ id: 'ResponseTimes' });
export type ResponseTimes = z.infer<typeof ResponseTimes>;

export const CriteriaInForce = z
  .object({
    allianceId: Id,
    at: Instant,
    /** Level of the own institution, where it is known. */
    level: z.enum(careLevels).nullable(),
    protocols: z.array(ProtocolInForce),
    responseMinutes: ResponseTimes.shape.minutes,
  })
  .meta({ id: 'CriteriaInForce' });
export type CriteriaInForce = z.infer<typeof CriteriaInForce>;

export const getCriteriaInForce = route('GET', '/criteria/in-force', {
  summary: 'What the form judges with: criteria and facts of an alliance, as they hold for my institution',
  query: z.strictObject({ allianceId: Id }),
  returns: CriteriaInForce,
  refuses: ['access.not_found'],
});

export const listFacts = route('GET', '/criteria/facts', {
  summary: 'The dictionary of coded facts: names, UCUM units, LOINC codes, physiological limits, and how the computed ones are computed',
  returns: z
    .object({
      items: z.array(FactDefinition.extend({ computedFrom: z.array(z.string()).optional(), computedBy: z.string().optional() })),
    })
    .meta({ id: 'FactDictionary' }),
});

export const getResponseTimes = route('GET', '/alliances/:id/response-times', {
  summary: 'What the urgency of a criterion means for the time to answer',
  params: ById,
  returns: ResponseTimes,
  refuses: ['access.not_found'],
});
export const setResponseTimes = route('PUT', '/alliances/:id/response-times', {
  summary: 'Change it; referrals that are on their way keep their deadline',
  params: ById,
  body: z.strictObject(ResponseTimes.shape).meta({ id: 'SetResponseTimes' }),
  returns: ResponseTimes,
  refuses: ['access.not_found', 'protocol.not_lead', 'record.stale'],
});

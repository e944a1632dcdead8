import type { CdsCard, CdsFeedback, CdsHook, CdsRequest } from '@alliance/contracts/cds.schema';
import type { Actor } from '@alliance/domain/access/actor';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Finding } from '@alliance/domain/criteria/finding.types';
import { judgeTogether, type JointJudgement } from '@alliance/domain/criteria/judge-together';
import { criterionUrgencies, type CriterionDirection } from '@alliance/domain/criteria/rule.types';
import { factsOfRule } from '@alliance/domain/criteria/rule-facts';
import type { Language } from '@alliance/domain/criteria/sentence';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { metCard, openCard, questionCard, type CardFrame, type MadeCard } from './cds-card.js';
import { conditionFacts, currentForHours, observationFacts, patientFacts } from './cds-fhir.js';
import { transferOf } from './cds-order.js';
import { CdsStore } from './cds.store.js';
import { StandingReader, type Standing, type StandingProtocol } from './standing.reader.js';

/** Criteria of the alliances inside the hospital's own system (CDS Hooks 2.0): cards out of what it sends, nothing of the patient kept. */
@Injectable()
export class CdsService {
  constructor(
    private readonly standing: StandingReader,
    private readonly store: CdsStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Refusal access.not_found for a service we do not have, request.invalid, cds.prefetch_missing naming the keys */
  async call(actor: Actor, service: CdsHook, request: CdsRequest, language: Language): Promise<CdsCard[]> {
    if (request.hook !== service) throw new Refusal('request.invalid', { fields: ['hook'] });
    const now = this.clock.now();
    const patient = requirePrefetch(request);
    const standing = await this.standing.of(actor, null, now);
    // the Patient resource says who it is, whatever an observation claims
    const facts = { ...factsOf(standing.protocols, request, now), ...patient };
    const transfer = service === 'order-sign' ? transferOf(request.context.draftOrders, this.config.origin) : undefined;
    const direction = transfer?.direction ?? 'up';
    const sets = standing.protocols.map(({ set }) => set);
    const joint = judgeTogether(sets, facts, { direction, at: now, level: standing.level });
    const frame = (protocol: StandingProtocol): CardFrame => ({
      protocol,
      origin: this.config.origin,
      language,
      direction,
      doubted: joint.doubted.filter(({ doubt, fact }) => doubt !== 'unknown_fact' && fact in facts),
    });
    const cards = cardsOf(standing, joint, { facts, direction, ordered: transfer !== undefined }, frame);
    if (cards.length) await this.store.shown(actor, cards, now);
    return cards.map(({ card }) => card);
  }

  /** @throws Refusal access.not_found for a card that was not shown here, or is forgotten */
  feedback(actor: Actor, { feedback }: CdsFeedback): Promise<void> {
    return this.store.answered(actor, feedback);
  }
}

interface Case {
  readonly facts: GivenFacts;
  readonly direction: CriterionDirection;
  /** Somebody is about to order the transfer. */
  readonly ordered: boolean;
}
function cardsOf(
  { protocols }: Standing,
  joint: JointJudgement,
  asked: Case,
  frame: (protocol: StandingProtocol) => CardFrame,
): MadeCard[] {
  const each = protocols.map((protocol, i) => ({ protocol, findings: joint.judgements[i]?.findings ?? [] }));
  const suppressed = joint.suppressedBy.length > 0;
  const met = suppressed
    ? []
    : each.map(({ protocol, findings }) => metCard(frame(protocol), bySoonest(findings.filter(({ verdict }) => verdict === 'met'))));
  const open =
    asked.direction === 'up'
      ? each.map(({ protocol, findings }) => openCard(frame(protocol), findings.filter(isWorthAsking(protocol, asked.facts))))
      : [];
  const deciding = protocols[joint.deciding ?? 0];
  const unmet = joint.verdict === 'not_met' || joint.verdict === 'not_applicable';
  const question = asked.ordered && (suppressed || unmet) && deciding ? [questionCard(frame(deciding), [], joint.suppressedBy)] : [];
  return [...question, ...met, ...open].filter((card) => card !== undefined);
}

const bySoonest = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => criterionUrgencies.indexOf(a.urgency) - criterionUrgencies.indexOf(b.urgency));

/** An immediate criterion for this kind of patient that has been looked at and that one more value would settle: anything less is noise. */
const isWorthAsking =
  ({ criteria }: StandingProtocol, facts: GivenFacts) =>
  ({ code, verdict, urgency, reasons, settling }: Finding): boolean => {
    if (verdict !== 'unknown' || urgency !== 'immediate' || !settling.length) return false;
    if (reasons.some(({ part, outcome }) => part === 'population' && outcome === 'unknown')) return false;
    const criterion = criteria.get(code);
    return criterion !== undefined && [...factsOfRule(criterion.rule)].some((key) => key in facts);
  };

/** @returns what is known of the patient */
function requirePrefetch({ prefetch }: CdsRequest): GivenFacts {
  const missing = (['patient', 'vitals', 'laboratory', 'conditions'] as const).filter(
    (key) => prefetch?.[key] === undefined || isOutcome(prefetch[key]),
  );
  const patient = patientFacts(prefetch?.['patient']);
  if (missing.length || !patient) throw new Refusal('cds.prefetch_missing', { fields: missing.length ? missing : ['patient'] });
  return patient;
}
/** What a client puts in the place of something it could not fetch. */
const isOutcome = (prefetched: unknown): boolean =>
  typeof prefetched === 'object' && prefetched !== null && 'resourceType' in prefetched && prefetched.resourceType === 'OperationOutcome';

function factsOf(protocols: readonly StandingProtocol[], { prefetch = {} }: CdsRequest, now: Date): GivenFacts {
  const definitions = [
    ...new Map(protocols.flatMap(({ content }) => content.facts).map((definition) => [definition.key, definition])).values(),
  ];
  return {
    ...conditionFacts(prefetch['conditions']),
    ...observationFacts(definitions, prefetch['laboratory'], now, currentForHours.laboratory),
    ...observationFacts(definitions, prefetch['vitals'], now, currentForHours.vitals),
  };
}

import type { JudgementView } from '@alliance/contracts/judgement.contract';
import type { DoubtedFact } from '@alliance/domain/criteria/fact.types';
import type { JointJudgement } from '@alliance/domain/criteria/judge-together';
import { derivedFacts } from '@alliance/domain/criteria/derived';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import { Refusal } from '@alliance/domain/refusal';
import type { StandingProtocol } from './standing.reader.js';

/** A judgement as the wire and the referral keep it: every finding with its criterion, so that it can be read when the protocol is long another one. */
export function judgementView(protocols: readonly StandingProtocol[], joint: JointJudgement, at: Date): JudgementView {
  const { verdict, urgency, deciding, judgements, suppressedBy, doubted } = joint;
  return {
    verdict,
    urgency,
    protocolVersionId: deciding === null ? null : (protocols[deciding]?.versionId ?? null),
    protocolVersionIds: protocols.map(({ versionId }) => versionId),
    findings: protocols.flatMap((protocol, i) => judgements[i]?.findings.flatMap((finding) => findingView(protocol, finding)) ?? []),
    suppressedBy: [...suppressedBy],
    doubted: doubted.filter(isReal).map(({ fact, doubt, detail }) => ({ fact, doubt, detail: { ...detail } })),
    at: at.toISOString(),
  };
}

/** One finding with its criterion. */
export function findingView(
  { protocolId, versionId, number, criteria }: StandingProtocol,
  { code, verdict, urgency, reasons, missing, settling, otherLevel }: JointJudgement['judgements'][number]['findings'][number],
): JudgementView['findings'] {
  const criterion = criteria.get(code);
  if (!criterion) return [];
  const { label, target, grades, source, overridden } = criterion;
  return [
    {
      criterion: { code, label, target, grades: [...grades], source, protocolId, protocolVersionId: versionId, number, overridden },
      verdict,
      urgency,
      reasons: reasons as JudgementView['findings'][number]['reasons'],
      missing: [...missing],
      settling: [...settling],
      otherLevel,
    },
  ];
}

const dictionary = new Set([...factDictionary.map(({ key }) => key), ...derivedFacts.keys()]);
/** A fact of the dictionary that no protocol in force asks for is no mistake. */
const isReal = ({ fact, doubt }: DoubtedFact): boolean => doubt !== 'unknown_fact' || !dictionary.has(fact);

const refusalOf = {
  unknown_fact: 'criteria.fact_unknown',
  value_invalid: 'criteria.fact_invalid',
  unit_unconvertible: 'criteria.unit_unconvertible',
} as const;
type Mistake = keyof typeof refusalOf;

/**
 * Facts that are wrong, not merely unlikely, are refused by name.
 * @throws Refusal criteria.fact_unknown, criteria.fact_invalid, criteria.unit_unconvertible with `fact` and what it was read as
 */
export function refuseMistakes(
  doubted: readonly DoubtedFact[],
  mistakes: readonly Mistake[] = ['unknown_fact', 'value_invalid', 'unit_unconvertible'],
): void {
  for (const mistake of mistakes) {
    const wrong = doubted.filter((one) => one.doubt === mistake && isReal(one));
    if (wrong[0]) throw new Refusal(refusalOf[mistake], { ...wrong[0].detail, fact: wrong[0].fact, facts: wrong.map(({ fact }) => fact) });
  }
}

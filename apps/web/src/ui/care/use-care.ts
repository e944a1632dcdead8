import type { CareFacts, DownVerdict } from '@alliance/contracts/down-candidate.contract';
import { getCriteriaInForce, type CriteriaInForce } from '@alliance/contracts/judgement.contract';
import { askedFacts, type AskedFact } from '@alliance/domain/criteria/asked-facts';
import { compileCriteria } from '@alliance/domain/criteria/criteria-set';
import { derivedFacts } from '@alliance/domain/criteria/derived';
import type { DoubtedFact, FactDefinition, GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Finding } from '@alliance/domain/criteria/finding.types';
import { judge } from '@alliance/domain/criteria/judge';
import { caseFacts } from '@alliance/domain/criteria/known-facts';
import { judgeDown } from '@alliance/domain/down-transfer/candidate';
import {
  factsInCare,
  withRecorded,
  type CareRecord,
  type RecordedFacts,
  type SilentReason,
} from '@alliance/domain/down-transfer/care-facts';
import { useMemo } from 'react';
import { useNow } from '../../platform/clock';
import { useAnswer } from '../../platform/query';

/** What a panel shows of a patient held against the criteria to go down, all computed here, on every keystroke. */
export interface CareJudged {
  readonly down: DownVerdict;
  readonly asked: readonly AskedFact[];
  readonly definitions: ReadonlyMap<string, FactDefinition>;
  readonly doubted: readonly DoubtedFact[];
  /** Facts that are there and do not count, with what was typed. */
  readonly silent: ReadonlyMap<string, SilentReason>;
}

const strongest = ['met', 'unknown', 'not_met'] as const;

export const useCareCriteria = (allianceId: string | null) =>
  useAnswer(getCriteriaInForce, allianceId ? { query: { allianceId } } : null, { staleTime: 5 * 60_000 });

/** Undefined while the protocols load and where none is in force. */
export function useCareJudged(
  care: CareFacts | undefined,
  bundle: CriteriaInForce | undefined,
  typed: GivenFacts,
  takenBack: readonly string[],
): CareJudged | undefined {
  const minute = useNow(60_000);
  const compiled = useMemo(() => (bundle?.protocols.length ? compile(bundle) : undefined), [bundle]);
  return useMemo(() => {
    if (!care || !compiled || !bundle) return undefined;
    const at = new Date(minute + 60_000);
    const { definitions, criteria, sets } = compiled;
    const registered = usable(caseFacts(care.patient, null), definitions);
    // criteria for other people than this patient, by what is registered alone, ask nothing
    const others = new Set(
      sets.flatMap((set) =>
        (['up', 'down'] as const).flatMap((direction) =>
          judge(set, registered, { direction, at }).findings.flatMap(({ code, verdict }) => (verdict === 'not_applicable' ? [code] : [])),
        ),
      ),
    );
    const asking = [...criteria.values()].filter(({ code }) => !others.has(code));
    const asked = askedFacts([...definitions.values()], asking, { direction: 'down', level: bundle.level }).filter(
      ({ definition: { key }, computed }) => !(key in registered) && (!computed || derivedFacts.get(key)?.askedItself),
    );
    const recorded = withRecorded(care.recorded as RecordedFacts, typed, takenBack, at);
    const { facts, silent } = factsInCare({ ...recordOf(care), recorded }, definitions, at);
    const { joint, against, missing } = judgeDown(sets, usable(facts, definitions), { at, level: bundle.level });
    const shown = (findings: readonly Finding[]): DownVerdict['findings'] =>
      strongest
        .flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict))
        .flatMap((finding) => {
          const criterion = criteria.get(finding.code);
          return criterion ? [{ ...(finding as unknown as DownVerdict['findings'][number]), criterion }] : [];
        });
    const findings = shown(joint.judgements.flatMap((judgement) => judgement.findings));
    const down = {
      verdict: joint.verdict,
      metSince: null,
      judgedAt: null,
      findings,
      against: shown(against.flat()),
      missing: [...missing],
    };
    return { down, asked, definitions, doubted: joint.doubted, silent };
  }, [care, compiled, bundle, typed, takenBack, minute]);
}

function compile(bundle: CriteriaInForce) {
  const definitions = new Map<string, FactDefinition>();
  for (const fact of bundle.protocols.flatMap(({ facts }) => facts)) if (!definitions.has(fact.key)) definitions.set(fact.key, fact);
  const criteria = new Map(
    bundle.protocols.flatMap(({ protocolId, versionId, number, criteria: own }) =>
      own.map((criterion) => [criterion.code, { ...criterion, protocolId, protocolVersionId: versionId, number }] as const),
    ),
  );
  return { definitions, criteria, sets: bundle.protocols.map((protocol) => compileCriteria(protocol.facts, protocol.criteria)) };
}

const recordOf = ({ patient, sent, sentAt, since, recorded }: CareFacts): CareRecord => ({
  patient,
  sent,
  sentAt: sentAt === null ? null : new Date(sentAt),
  since: new Date(since),
  recorded: recorded as RecordedFacts,
});
const usable = (facts: GivenFacts, definitions: ReadonlyMap<string, FactDefinition>): GivenFacts =>
  Object.fromEntries(Object.entries(facts).filter(([key]) => definitions.has(key)));

import { getInstitution } from '@alliance/contracts/institution.contract';
import { getCriteriaInForce, type CriteriaInForce } from '@alliance/contracts/judgement.contract';
import { askedFacts, type AskedFact } from '@alliance/domain/criteria/asked-facts';
import { compileCriteria } from '@alliance/domain/criteria/criteria-set';
import type { FactDefinition, GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Finding } from '@alliance/domain/criteria/finding.types';
import { judgeTogether, type JointJudgement } from '@alliance/domain/criteria/judge-together';
import { caseFacts } from '@alliance/domain/criteria/known-facts';
import type { CriterionDirection } from '@alliance/domain/criteria/rule.types';
import { directionOf, type InstitutionLevel } from '@alliance/domain/referral/direction';
import type { Direction } from '@alliance/domain/referral/referral.codes';
import type { PatientView } from '@alliance/contracts/patient.contract';
import { useMemo } from 'react';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';

const hour = 3_600_000;

/** Comes with the patient: not asked before one is chosen. Of somebody whose day of birth nobody knows the age is asked, not the day. */
const ofThePatient: ReadonlySet<string> = new Set(['sex', 'birth_date', 'age', 'age_months', 'age_days']);

export type CriterionInForce = CriteriaInForce['protocols'][number]['criteria'][number];
/** What the form shows of a case held against the protocols in force, all computed here, on every keystroke. */
export interface Judged {
  readonly bundle: CriteriaInForce;
  readonly direction: CriterionDirection;
  readonly judgement: JointJudgement & { readonly findings: readonly Finding[] };
  readonly asked: readonly AskedFact[];
  readonly definitions: ReadonlyMap<string, FactDefinition>;
  readonly criteria: ReadonlyMap<string, CriterionInForce>;
  /** What the portal knew without asking, with what was filled in. */
  readonly facts: GivenFacts;
}

/** Which way the patient goes: by the levels of both hospitals; before a receiver is chosen, a tertiary hospital sends down and others up. */
export function useDirection(receiverId: string | null): Direction {
  const own = useAppointment()?.institution.id;
  const mine = useAnswer(getInstitution, own ? { params: { id: own } } : null, { staleTime: hour });
  const theirs = useAnswer(getInstitution, receiverId ? { params: { id: receiverId } } : null, { staleTime: hour });
  const level: InstitutionLevel = mine.data?.level ?? 'unknown';
  if (receiverId && theirs.data) return directionOf(level, theirs.data.level);
  return level === 'tertiary' ? 'down' : 'up';
}

/** The protocols of an alliance as they hold for us today. */
export const useCriteriaInForce = (allianceId: string | null) =>
  useAnswer(getCriteriaInForce, allianceId ? { query: { allianceId } } : null, { staleTime: 5 * 60_000 });

/** Judges as one types. Undefined while the protocols load, where none is in force, and for a transfer sideways. */
export function useJudged(
  bundle: CriteriaInForce | undefined,
  direction: Direction,
  patient: Pick<PatientView, 'sex' | 'birthDate'> | null,
  given: GivenFacts | null,
): Judged | undefined {
  const compiled = useMemo(() => {
    if (!bundle?.protocols.length) return undefined;
    const definitions = new Map<string, FactDefinition>();
    for (const fact of bundle.protocols.flatMap(({ facts }) => facts)) if (!definitions.has(fact.key)) definitions.set(fact.key, fact);
    const criteria = bundle.protocols.flatMap((protocol) => protocol.criteria);
    return {
      definitions,
      criteria: new Map(criteria.map((criterion) => [criterion.code, criterion])),
      sets: bundle.protocols.map((protocol) => compileCriteria(protocol.facts, protocol.criteria)),
    };
  }, [bundle]);
  const facts = useMemo(() => caseFacts(patient && { sex: patient.sex, birthDate: patient.birthDate }, given), [patient, given]);
  return useMemo(() => {
    if (!bundle || !compiled || direction === 'level') return undefined;
    const { definitions, criteria, sets } = compiled;
    const at = new Date();
    // criteria for other people than this patient, by what is registered alone, ask nothing
    const others = new Set(
      (['up', 'down'] as const).flatMap((way) =>
        judgeTogether(sets, usableOf(caseFacts(patient, null), definitions), { direction: way, at }).judgements.flatMap(({ findings }) =>
          findings.flatMap(({ code, verdict }) => (verdict === 'not_applicable' ? [code] : [])),
        ),
      ),
    );
    const asking = [...criteria.values()].filter(({ code }) => !others.has(code));
    const wanted = askedFacts([...definitions.values()], asking, { direction, level: bundle.level });
    const asked = wanted.filter(({ definition: { key } }) => key !== 'birth_date' && (patient !== null || !ofThePatient.has(key)));
    const joint = judgeTogether(sets, usableOf(facts, definitions), { direction, at, level: bundle.level });
    const judgement = { ...joint, findings: joint.judgements.flatMap(({ findings }) => findings) };
    return { bundle, direction, judgement, asked, definitions, criteria, facts };
  }, [bundle, compiled, direction, facts, patient]);
}

const usableOf = (facts: GivenFacts, definitions: ReadonlyMap<string, FactDefinition>): GivenFacts =>
  Object.fromEntries(Object.entries(facts).filter(([key]) => definitions.has(key)));

import type { AskedFact } from '@alliance/domain/criteria/asked-facts';
import { boundsOf } from '@alliance/domain/criteria/derived';
import { factGroups, type FactGroup, type GivenFact, type GivenFacts } from '@alliance/domain/criteria/fact.types';
import { readFacts } from '@alliance/domain/criteria/given';
import { useMemo } from 'react';
import { useLanguage, useWords } from '../../platform/i18n';
import { useFactText } from '../../ui/criteria/fact-text';
import { currentOf } from '../../ui/criteria/given-fact';
import { FactField } from '../../ui/criteria/fact-field';
import { SoonMark, VerdictMark } from '../../ui/criteria/verdict-mark';
import { factWords } from '../../ui/criteria/fact.locale';
import { criteriaWords } from './criteria.locale';
import type { Judged } from './use-criteria';
import './facts-step.css';

interface Props {
  readonly judged: Judged;
  readonly given: GivenFacts | null;
  readonly onChange: (facts: GivenFacts) => void;
}

/** What the protocols ask, by group; what the portal knows is not asked again. */
export function FactsStep({ judged, given, onChange }: Props) {
  const t = useWords(criteriaWords);
  const f = useWords(factWords);
  const language = useLanguage();
  const { asked, facts, definitions, judgement } = judged;
  const computed = useComputed(judged);
  const known = asked.filter(({ definition: { key } }) => isKnown(facts[key]) || computed.fromKnown.has(key));
  const groups = Map.groupBy(
    asked.filter((one) => !known.includes(one)),
    ({ definition }) => definition.group,
  );
  const doubts = new Map(judgement.doubted.map((doubt) => [doubt.fact, doubt]));
  const spell = useFactText([...definitions.values()]);
  const listed = (parts: string[]) => new Intl.ListFormat(language, { style: 'narrow', type: 'unit' }).format(parts);
  const knownText = (key: string): string[] => {
    const fact = currentOf(facts[key]);
    return fact ? [spell(key, fact)] : [];
  };
  const set = (key: string, value: GivenFact | undefined) => {
    const { [key]: _before, ...others } = given ?? {};
    onChange(value === undefined ? others : { ...others, [key]: value });
  };
  const field = ({ definition, trend }: AskedFact) => (
    <FactField
      key={definition.key}
      definition={definition}
      given={given?.[definition.key]}
      doubt={doubts.get(definition.key)}
      computed={computed.words.get(definition.key)}
      trend={trend}
      onChange={(value) => set(definition.key, value)}
    />
  );
  return (
    <>
      <p className="facts-verdict" aria-hidden="true">
        {judgement.urgency && <SoonMark urgency={judgement.urgency} />} <VerdictMark verdict={judgement.verdict} />
      </p>
      <p className="faint">{t('factsHint')}</p>
      {known.length > 0 && (
        <p className="faint">{t('known', { facts: listed(known.flatMap(({ definition: { key } }) => knownText(key))) })}</p>
      )}
      {factGroups.map((group: FactGroup, i) => {
        const members = groups.get(group);
        if (!members) return null;
        const filled = members.filter(({ definition }) => given && definition.key in given).length;
        return (
          <details key={group} className="fact-group" open={i < 4 || filled > 0}>
            <summary>
              {f(`group.${group}`)} <span className="faint figures">{`${filled}/${members.length}`}</span>
            </summary>
            <div className="fact-grid">{members.map(field)}</div>
          </details>
        );
      })}
    </>
  );
}

/** What is computed from the rest, in words; and which facts follow from what the portal knows alone. */
function useComputed({ asked, facts, definitions }: Judged): { words: ReadonlyMap<string, string>; fromKnown: ReadonlySet<string> } {
  const f = useWords(factWords);
  return useMemo(() => {
    const at = new Date();
    const all = readFacts(definitions, facts, at).values;
    const knownOnly = readFacts(definitions, Object.fromEntries(Object.entries(facts).filter(([, fact]) => isKnown(fact))), at).values;
    const words = new Map<string, string>();
    const fromKnown = new Set<string>();
    for (const { definition, computed } of asked) {
      if (!computed) continue;
      const alone = boundsOf(definition, knownOnly, at);
      if (alone && alone.low === alone.high) fromKnown.add(definition.key);
      const bounds = boundsOf(definition, all, at);
      if (!bounds || !Number.isFinite(bounds.low) || !Number.isFinite(bounds.high)) continue;
      const round = (value: number) => Math.round(value * 100) / 100;
      words.set(
        definition.key,
        bounds.low === bounds.high
          ? f('computed', { value: round(bounds.low) })
          : f('computedRange', { low: round(bounds.low), high: round(bounds.high) }),
      );
    }
    return { words, fromKnown };
  }, [asked, facts, definitions, f]);
}

const isKnown = (fact: GivenFact | undefined): boolean => typeof fact === 'object' && 'origin' in fact && fact.origin === 'known';

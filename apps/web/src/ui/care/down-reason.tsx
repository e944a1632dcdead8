import type { DownVerdict } from '@alliance/contracts/down-candidate.contract';
import { listFacts } from '@alliance/contracts/judgement.contract';
import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { reasonText } from '@alliance/domain/criteria/sentence';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { careWords } from './care.locale';

type Finding = DownVerdict['findings'][number];

/** Definitions of facts by key, for names and sentences; the same for every row of a list. */
export function useFactNames(): readonly FactDefinition[] {
  return useAnswer(listFacts, {}, { staleTime: 3_600_000 }).data?.items ?? [];
}

/** Why, in one sentence: the criterion that is met, or what speaks against going down. What is missing is shown as such. */
export function DownReason({ down, facts }: { readonly down: DownVerdict; readonly facts: readonly FactDefinition[] }) {
  const t = useWords(careWords);
  const [first] = down.findings;
  const met = down.against.filter(({ verdict }) => verdict === 'met');
  if (met.length)
    return (
      <p className="down-reason against">
        <span aria-hidden="true">⛔ </span>
        {t('against')} · <FindingText finding={met[0] as Finding} facts={facts} />
      </p>
    );
  if (!first || down.verdict === 'unknown') return null;
  return (
    <p className="down-reason">
      <FindingText finding={first} facts={facts} />
    </p>
  );
}

function FindingText({ finding: { criterion, reasons }, facts }: { readonly finding: Finding; readonly facts: readonly FactDefinition[] }) {
  const text = useText();
  const language = useLanguage();
  const because = reasons.filter(({ part }) => part === 'rule').map((reason) => reasonText(reason, facts, language));
  const stop = language === 'zh' ? '：' : ': ';
  return (
    <>
      <span className="figures faint">{criterion.code}</span> {text(criterion.label)}
      {because.length > 0 && (
        <span className="soft">
          {stop}
          {because.join(language === 'zh' ? '；' : '; ')}
        </span>
      )}
    </>
  );
}

/** More than these nobody reads; the rest stands in the panel. */
const shownMissing = 4;

/** Facts that would decide, each a way to its field. */
export function MissingFacts({
  missing,
  facts,
  onFill,
}: {
  readonly missing: readonly string[];
  readonly facts: readonly FactDefinition[];
  readonly onFill: (key: string) => void;
}) {
  const t = useWords(careWords);
  const text = useText();
  if (!missing.length) return null;
  const next = missing[shownMissing];
  return (
    <p className="down-missing">
      <span className="faint">{t('missing')}</span>
      {missing.slice(0, shownMissing).map((key) => (
        <button key={key} type="button" className="chip" onClick={() => onFill(key)}>
          {text(facts.find((one) => one.key === key)?.name) || key}
        </button>
      ))}
      {next && (
        <button type="button" className="chip" onClick={() => onFill(next)}>
          {t('more', { count: missing.length - shownMissing })}
        </button>
      )}
    </p>
  );
}

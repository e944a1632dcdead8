import { askedFacts } from '@alliance/domain/criteria/asked-facts';
import type { DoubtedFact, FactDefinition, GivenFact, GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Finding } from '@alliance/domain/criteria/finding.types';
import { reasonText } from '@alliance/domain/criteria/sentence';
import { verdicts, type Criterion, type TestCase, type Verdict } from '@alliance/domain/criteria/rule.types';
import { useState } from 'react';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { FactField } from '../../ui/criteria/fact-field';
import { VerdictMark } from '../../ui/criteria/verdict-mark';
import { SelectField, TextField } from '../../ui/field';
import { exact } from '../../ui/moment';
import { say } from '../../ui/said';
import { asTestCase, isComplete, tryCase } from './criterion.policy';
import { criterionWords } from './criterion.locale';

/** A case on the bench: what is given, and the test case it came from. */
export interface Trial {
  readonly given: GivenFacts;
  readonly at?: string | undefined;
  /** Place of the test case that is being changed. */
  readonly of?: number | undefined;
}
interface Props {
  readonly criterion: Criterion;
  readonly facts: readonly FactDefinition[];
  readonly trial: Trial;
  readonly onTrial: (trial: Trial) => void;
  readonly onKeep: (testCase: TestCase, at: number | undefined) => void;
}

/** The facts of a criterion as fields, with what it says about them at once. */
export function TryCase({ criterion, facts, trial, onTrial, onKeep }: Props) {
  const t = useWords(criterionWords);
  const now = trial.at ? new Date(trial.at) : new Date();
  const tried = tryCase(facts, criterion, trial.given, now);
  const asked = isComplete(criterion) ? askedFacts(facts, [criterion], { direction: criterion.direction, level: null }) : [];
  const give = (key: string, value: GivenFact | undefined) => {
    const { [key]: _, ...rest } = trial.given;
    onTrial({ ...trial, given: value === undefined ? rest : { ...rest, [key]: value } });
  };
  const doubtOf = (key: string): DoubtedFact | undefined => tried?.judgement.doubted.find(({ fact }) => fact === key);
  return (
    <section className="card try" aria-label={t('try.title')}>
      <header className="card-head">
        <h2>{t('try.title')}</h2>
        {Object.keys(trial.given).length > 0 && (
          <button type="button" className="button bare card-do" onClick={() => onTrial({ given: {} })}>
            {t('try.clear')}
          </button>
        )}
      </header>
      <div className="card-body try-body">
        {!tried ? (
          <p className="soft">{t('try.incomplete')}</p>
        ) : (
          <>
            <TryVerdict of={tried.finding} facts={facts} at={trial.at} />
            {!asked.length && <p className="soft">{t('try.noFacts')}</p>}
            <div className="try-facts">
              {asked.map(({ definition, trend }) => (
                <FactField
                  key={`${trial.of ?? 'new'} ${definition.key}`}
                  definition={definition}
                  given={trial.given[definition.key]}
                  doubt={doubtOf(definition.key)}
                  trend={trend}
                  onChange={(value) => give(definition.key, value)}
                />
              ))}
            </div>
            <KeepCase
              key={`${trial.of ?? 'new'}`}
              of={trial.of === undefined ? undefined : criterion.testCases[trial.of]}
              verdict={tried.finding.verdict}
              onKeep={(name, expect, asNew) => onKeep(asTestCase(name, trial.given, expect, facts, now), asNew ? undefined : trial.of)}
            />
          </>
        )}
      </div>
    </section>
  );
}

function TryVerdict({
  of,
  facts,
  at,
}: {
  readonly of: Finding;
  readonly facts: readonly FactDefinition[];
  readonly at: string | undefined;
}) {
  const t = useWords(criterionWords);
  return (
    <div className="try-verdict" role="status">
      <p>
        {t('try.verdict')} <VerdictMark verdict={of.verdict} />
        {at && <span className="faint figures"> · {t('try.at', { at: exact(at) })}</span>}
      </p>
      <Because of={of} facts={facts} />
    </div>
  );
}

/** What decided, and what could still change it. */
export function Because({ of, facts }: { readonly of: Finding; readonly facts: readonly FactDefinition[] }) {
  const t = useWords(criterionWords);
  const text = useText();
  const language = useLanguage();
  const names = (keys: readonly string[]) => {
    const words = keys.map((key) => text(facts.find((one) => one.key === key)?.name ?? { zh: key }));
    return words.join(language === 'zh' ? '、' : ', ');
  };
  return (
    <>
      {of.reasons.length > 0 && (
        <ul className="try-reasons" aria-label={t('try.why')}>
          {of.reasons.map((reason) => (
            <li key={`${reason.part} ${reason.path}`}>
              {reason.part === 'population' && <span className="faint">{t('try.population')} </span>}
              {reasonText(reason, facts, language)}
            </li>
          ))}
        </ul>
      )}
      {of.settling.length > 0 ? (
        <p className="soft">{t('try.settling', { facts: names(of.settling) })}</p>
      ) : (
        of.missing.length > 0 && <p className="soft">{t('try.missing', { facts: names(of.missing) })}</p>
      )}
    </>
  );
}

function KeepCase(props: {
  readonly of: TestCase | undefined;
  readonly verdict: Verdict;
  readonly onKeep: (name: string, expect: Verdict, asNew: boolean) => void;
}) {
  const { of, verdict, onKeep } = props;
  const t = useWords(criterionWords);
  const words = useWords(criteriaWords);
  const [name, setName] = useState(of?.name ?? '');
  const [expect, setExpect] = useState<Verdict | undefined>(of?.expect);
  const [tried, setTried] = useState(false);
  const keep = (asNew: boolean) => {
    setTried(true);
    if (!name.trim()) return;
    onKeep(name.trim(), expect ?? verdict, asNew);
    if (!of) setName('');
    setTried(false);
    say(t('try.saved'));
  };
  return (
    <div className="try-keep">
      {of && <p className="note-warn">{t('try.editing', { name: of.name })}</p>}
      <TextField
        label={t('try.name')}
        placeholder={t('try.namePlaceholder')}
        maxLength={120}
        value={name}
        error={tried && !name.trim() ? t('try.nameMissing') : undefined}
        onChange={setName}
      />
      <SelectField
        label={t('try.expect')}
        placeholder={t('try.expect')}
        value={expect ?? verdict}
        onChange={setExpect}
        options={verdicts.map((value) => ({ value, label: words(`verdict.${value}`) }))}
      />
      <div className="rule-acts">
        <button type="button" className="button" onClick={() => keep(false)}>
          {of ? t('try.update') : t('try.save')}
        </button>
        {of && (
          <button type="button" className="button bare" onClick={() => keep(true)}>
            {t('try.asNew')}
          </button>
        )}
      </div>
    </div>
  );
}

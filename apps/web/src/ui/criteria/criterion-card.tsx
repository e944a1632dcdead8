import type { VersionView } from '@alliance/contracts/protocol.schema';
import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import type { Criterion } from '@alliance/domain/criteria/rule.types';
import type { ReactNode } from 'react';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { Fact } from '../fact';
import { dayOf } from '../moment';
import { criteriaWords } from './criteria.locale';
import { GradeMarks } from './grade-mark';
import { RuleLine, RuleOutline } from './rule-outline';
import { SourceText } from './source-text';
import { TestCases } from './test-cases';
import { SoonMark } from './verdict-mark';
import './criteria.css';

interface Props {
  readonly criterion: Criterion;
  /** Definitions of the version in which it stands. */
  readonly facts: readonly FactDefinition[];
  readonly signOff?: VersionView['signOffs'][number] | undefined;
  /** What an own hospital's rule changes, in place of the plain outline. */
  readonly instead?: ReactNode;
  /** What can be done with it, at the end of the head. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** One criterion as people read it: what, how soon, for whom, where to, and why one may believe it. */
export function CriterionCard({ criterion, facts, signOff, instead, actions, children }: Props) {
  const t = useWords(criteriaWords);
  const text = useText();
  const language = useLanguage();
  const { code, label, urgency, rule, population, levels, target, grades, source, testCases } = criterion;
  return (
    <article className="criterion" id={code} aria-labelledby={`${code}-label`} tabIndex={-1}>
      <header className="criterion-head">
        <span className="criterion-code figures">{code}</span>
        <h4 id={`${code}-label`}>{text(label)}</h4>
        <SoonMark urgency={urgency} />
        {actions}
      </header>
      <div className="criterion-facts">
        <dl className="facts">
          <Fact label={t('condition')}>{instead ?? <RuleOutline rule={rule} facts={facts} />}</Fact>
        </dl>
        <dl className="facts">
          <Fact label={t('population')}>
            <RuleLine rule={population} facts={facts} />
          </Fact>
          <Fact label={t('levels')}>
            {levels.length ? levels.map((level) => t(`level.${level}`)).join(language === 'en' ? ', ' : '、') : t('everyLevel')}
          </Fact>
          <Fact label={t('target')}>{text(target)}</Fact>
          <Fact label={t('evidence')}>
            <GradeMarks of={grades} explained />
            {grades.includes('L') && <SignedBy of={signOff} />}
          </Fact>
          <Fact label={t('source')}>
            <SourceText text={source} />
          </Fact>
        </dl>
      </div>
      {testCases.length > 0 && <TestCases of={testCases} facts={facts} />}
      {children}
    </article>
  );
}

function SignedBy({ of }: { readonly of: Props['signOff'] }) {
  const t = useWords(criteriaWords);
  if (!of) return <p className="criterion-unsigned">⚠ {t('signOffOpen')}</p>;
  return (
    <p>
      ✍ {t('signedBy', { signatory: of.signatory, title: of.title })} · {dayOf(of.at)} · {t('recordedBy', { name: of.recordedBy })}
      {of.invented && <span className="tag invented">◇ {t('signedInvented')}</span>}
    </p>
  );
}

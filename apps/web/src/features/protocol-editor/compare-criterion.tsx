import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { ruleText } from '@alliance/domain/criteria/sentence';
import type { Criterion, Rule } from '@alliance/domain/criteria/rule.types';
import type { CriterionDiff, RuleChange } from '@alliance/domain/protocol/content.diff';
import type { ReactNode } from 'react';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { GradeMarks } from '../../ui/criteria/grade-mark';
import { RuleOutline } from '../../ui/criteria/rule-outline';
import { SoonMark } from '../../ui/criteria/verdict-mark';
import { ChangeMark, ChangeRow } from './compare-mark';
import { compareWords } from './compare.locale';

type Facts = readonly FactDefinition[];

/** What changed in one criterion: its rule condition by condition, in words, then the rest of it. */
export function CompareCriterion({ of, before, after }: { readonly of: CriterionDiff; readonly before: Facts; readonly after: Facts }) {
  const t = useWords(compareWords);
  const words = useWords(criteriaWords);
  const text = useText();
  const shown = of.after ?? of.before;
  const others = of.fields.filter((field) => field !== 'rule' && field !== 'population');
  return (
    <section className="card compare-part" id={`criterion-${of.code}`} tabIndex={-1} aria-label={of.code}>
      <header className="card-head">
        <h2>
          <span className="figures criterion-ref">{of.code}</span> {text(shown?.label)}
        </h2>
        {shown && <span className="faint">{words(`direction.${shown.direction}`)}</span>}
        <ChangeMark of={of.change} />
      </header>
      <div className="card-body">
        {of.change === 'changed' && of.before && of.after ? (
          <>
            <RuleChanges label={t('field.rule')} of={of.rule} moved={of.fields.includes('rule')} before={before} after={after} />
            <RuleChanges
              label={t('field.population')}
              of={of.population}
              moved={of.fields.includes('population')}
              before={before}
              after={after}
            />
            {others.map((field) => (
              <ChangeRow
                key={field}
                of="changed"
                label={t(`field.${field}`)}
                before={<FieldValue of={of.before as Criterion} beside={of.after as Criterion} field={field} />}
                after={<FieldValue of={of.after as Criterion} beside={of.before as Criterion} field={field} />}
              />
            ))}
          </>
        ) : (
          <ChangeRow
            of={of.change}
            before={of.before && <Whole of={of.before} facts={before} />}
            after={of.after && <Whole of={of.after} facts={after} />}
          />
        )}
      </div>
    </section>
  );
}

function RuleChanges(props: {
  readonly label: string;
  readonly of: readonly RuleChange[];
  readonly moved: boolean;
  readonly before: Facts;
  readonly after: Facts;
}) {
  const t = useWords(compareWords);
  const language = useLanguage();
  const say = (rule: Rule | null, facts: Facts): ReactNode => rule && ruleText(rule, facts, language);
  if (props.moved && !props.of.length) return <p className="soft">{t('moved', { part: props.label })}</p>;
  return props.of.map((one, i) => (
    <ChangeRow key={i} of={one.change} label={props.label} before={say(one.before, props.before)} after={say(one.after, props.after)} />
  ));
}

function FieldValue({ of, beside, field }: { readonly of: Criterion; readonly beside: Criterion; readonly field: keyof Criterion }) {
  const t = useWords(compareWords);
  const words = useWords(criteriaWords);
  const text = useText();
  switch (field) {
    case 'urgency':
      return <SoonMark urgency={of.urgency} />;
    case 'grades':
      return <GradeMarks of={of.grades} />;
    case 'levels':
      return of.levels.length ? of.levels.map((level) => words(`level.${level}`)).join('、') : words('everyLevel');
    case 'label':
    case 'target':
      return text(of[field]);
    case 'direction':
      return words(`direction.${of.direction}`);
    case 'testCases':
      return (
        <>
          {t('cases', { count: of.testCases.length })}
          <ul className="faint compare-cases">
            {casesOnlyIn(of, beside).map(({ name, expect }, i) => (
              <li key={i}>
                {name} → {words(`verdict.${expect}`)}
              </li>
            ))}
          </ul>
        </>
      );
    case 'source':
      return of.source || words('noSource');
    default:
      return null;
  }
}

const casesOnlyIn = ({ testCases }: Criterion, { testCases: others }: Criterion): Criterion['testCases'] => {
  const known = new Set(others.map((one) => JSON.stringify(one)));
  return testCases.filter((one) => !known.has(JSON.stringify(one)));
};

/** A criterion that only one of the versions has. */
function Whole({ of, facts }: { readonly of: Criterion; readonly facts: Facts }) {
  const words = useWords(criteriaWords);
  const text = useText();
  return (
    <>
      <p>
        <SoonMark urgency={of.urgency} /> {text(of.target)} <GradeMarks of={of.grades} />
      </p>
      <RuleOutline rule={of.rule} facts={facts} />
      <p className="faint">{words('population')}</p>
      <RuleOutline rule={of.population} facts={facts} />
    </>
  );
}

import { listFacts, type JudgementView } from '@alliance/contracts/judgement.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { reasonText } from '@alliance/domain/criteria/sentence';
import { Link } from '@tanstack/react-router';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useFactText } from '../../ui/criteria/fact-text';
import { factWords } from '../../ui/criteria/fact.locale';
import { currentOf } from '../../ui/criteria/given-fact';
import { VerdictMark } from '../../ui/criteria/verdict-mark';
import { When } from '../../ui/moment-view';
import { EmptyState } from '../../ui/states';
import { criteriaWords } from './criteria.locale';
import './verdict-card.css';

type Finding = JudgementView['findings'][number];

/** What the protocols in force said when the patient was sent: pinned, whatever becomes of them. */
export function ReferralJudgement({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(criteriaWords);
  const { judgement, facts, criteriaReason } = referral;
  const dictionary = useAnswer(listFacts, judgement ? {} : null, { staleTime: 3_600_000 });
  const definitions: readonly FactDefinition[] = dictionary.data?.items ?? [];
  if (!judgement) return <EmptyState title={t('notJudged')} text={t('notJudgedText')} />;
  const met = judgement.findings.filter(({ verdict }) => verdict === 'met');
  const others = judgement.findings.filter(({ verdict }) => verdict !== 'met');
  return (
    <section className="detail-part">
      <h2>{t('pinned')}</h2>
      <p>
        <VerdictMark verdict={judgement.verdict} /> {judgement.urgency && <strong>{t(`seenWithin.${judgement.urgency}`)}</strong>}
      </p>
      <p className="faint">
        {t('pinnedAt')} · <When at={judgement.at} />
      </p>
      {criteriaReason && (
        <p className="note-warn">
          {t('reason')}：{t(`reasons.${criteriaReason}`)}
        </p>
      )}
      {judgement.suppressedBy.length > 0 && <p className="note-warn">{t('suppressed', { codes: judgement.suppressedBy.join('、') })}</p>}
      <Findings findings={met} definitions={definitions} />
      {others.length > 0 && (
        <details>
          <summary>{t('others', { count: others.length })}</summary>
          <Findings findings={others} definitions={definitions} />
        </details>
      )}
      {facts && Object.keys(facts).length > 0 && <GivenList facts={facts} definitions={definitions} />}
    </section>
  );
}

function Findings({ findings, definitions }: { readonly findings: readonly Finding[]; readonly definitions: readonly FactDefinition[] }) {
  const t = useWords(criteriaWords);
  const text = useText();
  const language = useLanguage();
  return (
    <ul className="finding-list">
      {findings.map(({ criterion, verdict, reasons }) => (
        <li key={criterion.code}>
          <VerdictMark verdict={verdict} />{' '}
          <Link
            to="/protocols/$id"
            params={{ id: criterion.protocolId }}
            search={{ version: criterion.number }}
            hash={criterion.code}
            className="figures"
          >
            {criterion.code}
          </Link>{' '}
          {text(criterion.label)}
          <span className="faint">
            {t('version', { number: criterion.number })}
            {criterion.overridden && ` · ${t('overridden')}`}
          </span>
          {verdict !== 'not_applicable' && (
            <span className="finding-because faint">
              {t('because')} {reasons.map((reason) => reasonText(reason, definitions, language)).join('；')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What was filled in, with where it came from. */
function GivenList({
  facts,
  definitions,
}: {
  readonly facts: NonNullable<ReferralView['facts']>;
  readonly definitions: readonly FactDefinition[];
}) {
  const t = useWords(criteriaWords);
  const f = useWords(factWords);
  const spell = useFactText(definitions);
  return (
    <details>
      <summary>
        {t('filled')} <span className="faint figures">{Object.keys(facts).length}</span>
      </summary>
      <ul className="given-list">
        {Object.entries(facts).map(([key, given]) => {
          const current = currentOf(given);
          return (
            current && (
              <li key={key}>
                {spell(key, current)} <span className="faint">{f(`origin.${current.origin ?? 'typed'}`)}</span>
              </li>
            )
          );
        })}
      </ul>
    </details>
  );
}

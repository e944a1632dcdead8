import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import type { GivenFact } from '@alliance/domain/criteria/fact.types';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useFactText } from '../../ui/criteria/fact-text';
import { currentOf } from '../../ui/criteria/given-fact';
import { consultationDetailWords } from './consultation-detail.locale';
import { consultationWords } from './consultation.locale';

/** What an expert reads before the session, in two minutes. */
export function CaseSummary({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useWords(consultationDetailWords);
  const spell = useFactText(factDictionary);
  const { reason, aim, diagnosis, summary, facts } = consultation;
  const results = Object.entries((facts ?? {}) as Readonly<Record<string, GivenFact>>).flatMap(([key, given]) => {
    const fact = currentOf(given);
    return fact ? [{ key, text: spell(key, fact) }] : [];
  });
  return (
    <section className="card consultation-part" aria-label={t('case.title')}>
      <h2>{t('case.title')}</h2>
      <dl className="facts">
        <dt>{t('case.reason')}</dt>
        <dd>
          <strong>{reason ?? t('case.nothing')}</strong>
        </dd>
        {aim && <dt>{t('case.aim')}</dt>}
        {aim && <dd>{aim}</dd>}
        {diagnosis && <dt>{t('case.diagnosis')}</dt>}
        {diagnosis && (
          <dd>
            {diagnosis.text} {diagnosis.code && <span className="tag figures">{diagnosis.code}</span>}
          </dd>
        )}
        {results.length > 0 && <dt>{t('case.facts')}</dt>}
        {results.length > 0 && (
          <dd>
            <ul className="consultation-results figures">
              {results.map(({ key, text }) => (
                <li key={key}>{text}</li>
              ))}
            </ul>
          </dd>
        )}
        {!consultation.observer && consultation.kind !== 'teaching' && <Consent consultation={consultation} />}
        <Links consultation={consultation} />
      </dl>
      {summary && (
        <div>
          <h3>{t('case.summary')}</h3>
          <p className="prose">{summary}</p>
        </div>
      )}
    </section>
  );
}

function Consent({ consultation: { consent } }: { readonly consultation: ConsultationView }) {
  const t = useWords(consultationDetailWords);
  const codes = useWords(consultationWords);
  const { giver, name, on, authorisedBy, costTold } = consent;
  const text = !giver
    ? t('case.noConsent')
    : giver === 'rescue'
      ? t('case.rescue', { name: authorisedBy ?? '—' })
      : t('case.consentOf', { giver: codes(`giver.${giver}`), name: name ?? '', on: on ?? '—' });
  return (
    <>
      <dt>{t('case.consent')}</dt>
      <dd>
        {text} {costTold && <span className="faint">· {t('case.cost')}</span>}
      </dd>
    </>
  );
}

/** The referral it came from or became, the consultation below and those above. */
function Links({ consultation: { referral, becameReferral, parent, escalatedTo } }: { readonly consultation: ConsultationView }) {
  const t = useWords(consultationDetailWords);
  if (!referral && !becameReferral && !parent && !escalatedTo.length) return null;
  const up = [
    ...(parent ? [{ ...parent, word: 'case.parent' as const }] : []),
    ...escalatedTo.map((one) => ({ ...one, word: 'case.escalated' as const })),
  ];
  return (
    <>
      <dt>{t('case.links')}</dt>
      <dd className="consultation-links">
        {referral && (
          <Link to="/referrals/$id" params={{ id: referral.id }}>
            {t('case.fromReferral', { number: referral.number })}
          </Link>
        )}
        {becameReferral && (
          <Link to="/referrals/$id" params={{ id: becameReferral.id }}>
            {t('case.becameReferral', { number: becameReferral.number })}
          </Link>
        )}
        {up.map(({ id, number, word }) => (
          <Link key={id} to="/consultations/$id" params={{ id }} search={{}}>
            {t(word, { number })}
          </Link>
        ))}
      </dd>
    </>
  );
}

import type { ConsultationOpinion, ConsultationView } from '@alliance/contracts/consultation.schema';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { exact } from '../../ui/moment';
import { consultationDetailWords } from './consultation-detail.locale';
import { consultationWords } from './consultation.locale';
import { OpinionEditor } from './opinion-editor';

/** Signed opinions read like documents, a dissent with its shape and word; mine is written beside the case. */
export function OpinionsCard({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useWords(consultationDetailWords);
  const [again, setAgain] = useState(false);
  const { opinions, actions } = consultation;
  const signed = opinions.filter((opinion) => opinion.signed);
  const draft = opinions.find((opinion) => opinion.mine && !opinion.signed);
  const mineSigned = signed.some(({ mine }) => mine);
  const writes = actions.includes('sign');
  return (
    <section className="card consultation-part" aria-label={t('opinion.title')}>
      <h2>{t('opinion.title')}</h2>
      {signed.length === 0 && !writes && <p className="soft">{t('opinion.none')}</p>}
      {signed.map((opinion) => (
        <Opinion key={opinion.id} opinion={opinion} />
      ))}
      {writes && (!mineSigned || draft || again) ? (
        <OpinionEditor consultation={consultation} draft={draft} onSigned={() => setAgain(false)} />
      ) : (
        writes && (
          <button type="button" className="button" onClick={() => setAgain(true)}>
            {t('opinion.another')}
          </button>
        )
      )}
    </section>
  );
}

export function Opinion({ opinion }: { readonly opinion: ConsultationOpinion }) {
  const t = useWords(consultationDetailWords);
  const codes = useWords(consultationWords);
  const { by, institution, stance, text, dissent, recommendations, signed, supersededAt } = opinion;
  const dissents = stance === 'dissents';
  return (
    <article
      className={supersededAt ? 'consultation-opinion superseded' : dissents ? 'consultation-opinion dissents' : 'consultation-opinion'}
    >
      <p className="consultation-line">
        <strong>{by}</strong> <span className="soft">{institution.name}</span>
        <strong className={dissents ? 'consultation-dissent' : 'consultation-signed'}>
          <span aria-hidden="true">{dissents ? '◇' : '✓'}</span> {codes(`stance.${stance}`)}
        </strong>
        {supersededAt && <span className="tag">{t('opinion.superseded')}</span>}
      </p>
      <p className="prose">{text}</p>
      {dissent && (
        <blockquote className="consultation-dissent-text">
          <span className="faint">{t('opinion.dissent')}</span>
          <p className="prose">{dissent}</p>
        </blockquote>
      )}
      {recommendations.length > 0 && (
        <ol className="consultation-recommendations">
          {recommendations.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
      )}
      {signed && (
        <p className="faint figures">
          {t('opinion.signedAt', { time: exact(signed.at) })} ·{' '}
          <span title={signed.sha256}>{t('opinion.hash', { hash: signed.sha256.slice(0, 12) })}</span>
        </p>
      )}
    </article>
  );
}

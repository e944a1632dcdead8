import type { ConsultationOpinion, ConsultationView } from '@alliance/contracts/consultation.schema';
import { useWords } from '../../platform/i18n';
import { exact } from '../../ui/moment';
import { OpinionEditor } from '../../ui/opinion/opinion-editor';
import { consultationDetailWords } from './consultation-detail.locale';
import { consultationWords } from './consultation.locale';
import { cardOf } from './consultation-duty.policy';

/** Signed opinions read like documents, a dissent with its shape and word; mine is written beside the case. */
export function OpinionsCard({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useWords(consultationDetailWords);
  const { opinions, actions } = consultation;
  const writes = actions.includes('sign');
  // the editor shows mine as it was signed
  const signed = opinions.filter((opinion) => opinion.signed && !(writes && opinion.mine && !opinion.supersededAt));
  return (
    <section className="card consultation-part" id={cardOf.sign} tabIndex={-1} aria-label={t('opinion.title')}>
      <h2>{t('opinion.title')}</h2>
      {signed.length === 0 && !writes && <p className="soft">{t('opinion.none')}</p>}
      {signed.map((opinion) => (
        <Opinion key={opinion.id} opinion={opinion} />
      ))}
      {writes && (
        <div className="consultation-mine-opinion">
          <h3>{t('opinion.mine')}</h3>
          <OpinionEditor consultation={consultation} />
        </div>
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

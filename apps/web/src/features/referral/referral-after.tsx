import type { ReferralView } from '@alliance/contracts/referral.contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useDayTime } from '../../ui/moment';
import { CorrectionDifference } from './correction-difference';
import { detailWords } from './detail.locale';
import { panelWords } from './panel.locale';
import { referralWords } from './referral.locale';

/** Reviews of a return: they run beside the case. */
export function ReferralAppeals({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(detailWords);
  const dayTime = useDayTime();
  if (!referral.appeals.length) return null;
  return (
    <section className="detail-part">
      <h2>{t('appeals')}</h2>
      <ul className="aside-list">
        {referral.appeals.map(({ id, state, reviewer, dueAt, decidedAt }) => (
          <li key={id}>
            <strong>{t(`appealState.${state}`)}</strong>{' '}
            {decidedAt
              ? t('correctionDecided', { name: reviewer.name, time: dayTime(decidedAt) })
              : t('appealBy', { reviewer: reviewer.name, time: dayTime(dueAt) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was corrected, and what waits for its second person. */
export function ReferralCorrections({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(detailWords);
  const panel = useWords(panelWords);
  const dayTime = useDayTime();
  if (!referral.corrections.length) return null;
  return (
    <section className="detail-part">
      <h2>{t('corrections')}</h2>
      <ul className="aside-list">
        {referral.corrections.map(({ id, state, before, after, explanation, proposedBy, proposedAt, decidedBy, decidedAt }) => (
          <li key={id}>
            <p>
              <strong>{t(`correctionState.${state}`)}</strong>{' '}
              <span className="faint">
                {panel('correction.by', { name: proposedBy })} · {dayTime(proposedAt)}
                {decidedBy && decidedAt && ` · ${t('correctionDecided', { name: decidedBy, time: dayTime(decidedAt) })}`}
              </span>
            </p>
            <CorrectionDifference before={before} after={after} />
            <p className="prose soft">{explanation}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Referrals of the same story: the other half of a pair, what an offer came from, offers back. */
export function ReferralRelated({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(detailWords);
  const codes = useWords(referralWords);
  const { pair, origin, offers } = referral;
  const related = [
    ...(pair ? [{ kind: 'pairOf' as const, ...pair }] : []),
    ...(origin ? [{ kind: 'originOf' as const, ...origin }] : []),
    ...offers.map((offer) => ({ kind: 'offerOf' as const, ...offer })),
  ];
  if (!related.length) return null;
  return (
    <section className="detail-part">
      <h2>{t('related')}</h2>
      <ul className="aside-list">
        {related.map(({ kind, id, number, state, patient }) => (
          <li key={id}>
            {t(kind)} <strong>{patient ?? '—'}</strong>{' '}
            <Link to="/referrals/$id" params={{ id }} className="figures">
              {number}
            </Link>{' '}
            <span className="tag">{codes(`state.${state}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

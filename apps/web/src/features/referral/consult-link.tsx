import { listConsultations } from '@alliance/contracts/consultation.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { Link } from '@tanstack/react-router';
import { useWords, words } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { TimeLeft } from '../../ui/time-left';

const consultLinkWords = words(
  'referral-consult',
  { title: '会诊', ask: '申请会诊', open: '会诊 {{number}}', first: '对方要求先会诊' },
  { title: 'Consultation', ask: 'Ask for advice', open: 'Consultation {{number}}', first: 'Advice is asked for first' },
);
/** Before these nobody has been asked yet, and after them there is nothing to advise on. */
const over: ReadonlySet<ReferralView['state']> = new Set(['draft', 'closed', 'cancelled', 'voided']);

/** Consultations that belong to a referral; the sender may ask for one. */
export function ConsultLink({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(consultLinkWords);
  const may = useMay();
  const list = useAnswer(listConsultations, may('consultation.read') ? { query: { referralId: referral.id, limit: 10 } } : null);
  const items = list.data?.items ?? [];
  const asks = referral.side === 'sender' && !over.has(referral.state) && may('consultation.request');
  // a second request beside one that runs would ask the same people twice
  const running = items.some(({ state }) => !['closed', 'cancelled', 'voided'].includes(state));
  if (!items.length && !asks) return null;
  return (
    <section className="detail-part">
      <h2>{t('title')}</h2>
      {referral.state === 'consult_first' && <p>◷ {t('first')}</p>}
      <ul>
        {items.map(({ id, number, reason, deadline }) => (
          <li key={id}>
            <Link to="/consultations/$id" params={{ id }} search={{}}>
              {t('open', { number })}
            </Link>{' '}
            <span className="soft">{reason}</span> {deadline && <TimeLeft until={deadline.at} />}
          </li>
        ))}
      </ul>
      {asks && !running && (
        <Link to="/consultations/new" search={{ referral: referral.id }} className="button" preload={false}>
          {t('ask')}
        </Link>
      )}
    </section>
  );
}

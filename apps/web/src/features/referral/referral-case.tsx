import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { ReactNode } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { When } from '../../ui/moment-view';
import { detailWords } from './detail.locale';
import { referralWords } from './referral.locale';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Why, from where to where, and what was arranged. */
export function ReferralCase({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(detailWords);
  const codes = useWords(referralWords);
  const text = useText();
  const { diagnosis, reception, outcome } = referral;
  const place = (institution: { name: string } | null, department: ReferralView['receiverDepartment']) =>
    [institution?.name ?? codes('noReceiver'), text(department?.name)].filter(Boolean).join(' · ');
  return (
    <>
      {reception && (
        <section className="detail-part detail-reception">
          <h2>{t('reception')}</h2>
          <dl className="facts">
            <Fact name={t('arriveBy')}>
              <strong>
                <When at={reception.arriveBy} />
              </strong>
            </Fact>
            <Fact name={codes('field.place')}>{reception.place}</Fact>
            {reception.phone && (
              <Fact name={codes('field.phone')}>
                <a href={`tel:${reception.phone}`}>{reception.phone}</a>
              </Fact>
            )}
            {reception.physician && <Fact name={codes('field.physician')}>{reception.physician}</Fact>}
            {reception.bedRoute && <Fact name={codes('field.bedRoute')}>{codes(`bedRoute.${reception.bedRoute}`)}</Fact>}
          </dl>
        </section>
      )}
      <section className="detail-part">
        <h2>{t('case')}</h2>
        <dl className="facts">
          {outcome && (
            <Fact name={t('outcome')}>
              <strong>{codes(`outcome.${outcome}`)}</strong>
            </Fact>
          )}
          <Fact name={t('diagnosis')}>
            {diagnosis ? (
              <>
                {diagnosis.text} <span className="faint figures">{diagnosis.code ?? t('noCode')}</span>
              </>
            ) : (
              '—'
            )}
          </Fact>
          <Fact name={t('reason')}>
            <span className="prose">{referral.reason ?? '—'}</span>
          </Fact>
          {referral.summary && (
            <Fact name={t('summary')}>
              <span className="prose">{referral.summary}</span>
            </Fact>
          )}
          <Fact name={t('sender')}>{place(referral.sender, referral.senderDepartment)}</Fact>
          <Fact name={t('receiver')}>{place(referral.receiver, referral.receiverDepartment)}</Fact>
          <Fact name={t('reviewer')}>{referral.reviewer ?? (referral.urgency === 'immediate' ? t('reviewerLater') : '—')}</Fact>
          <Fact name={t('consent')}>{referral.consentGiver ? codes(`consentGiver.${referral.consentGiver}`) : '—'}</Fact>
          <Fact name={t('createdBy')}>
            {referral.createdBy}
            <span className="faint">
              {' '}
              <When at={referral.submittedAt ?? referral.createdAt} />
            </span>
          </Fact>
          {referral.owner !== referral.createdBy && <Fact name={t('owner')}>{referral.owner}</Fact>}
        </dl>
      </section>
    </>
  );
}

/** Questions, answers and advice in the order they were written. */
export function ReferralNotes({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(detailWords);
  const codes = useWords(referralWords);
  if (!referral.notes.length) return null;
  return (
    <section className="detail-part">
      <h2>{t('conversation')}</h2>
      <ol className="notes">
        {referral.notes.map(({ id, kind, text, at, by, institution }) => (
          <li key={id} className={institution === referral.sender.name ? 'sender' : 'receiver'}>
            <p className="faint">
              <strong>{codes(`noteKind.${kind}`)}</strong> · {by}（{institution}） · <When at={at} />
            </p>
            <p className="prose">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

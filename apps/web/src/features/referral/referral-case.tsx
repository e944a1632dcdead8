import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useText, useWords } from '../../platform/i18n';
import { Fact } from '../../ui/fact';
import { When } from '../../ui/moment-view';
import { detailWords } from './detail.locale';
import { referralWords } from './referral.locale';

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
            <Fact label={t('arriveBy')}>
              <strong>
                <When at={reception.arriveBy} />
              </strong>
            </Fact>
            <Fact label={codes('field.place')}>{reception.place}</Fact>
            {reception.phone && (
              <Fact label={codes('field.phone')}>
                <a href={`tel:${reception.phone}`}>{reception.phone}</a>
              </Fact>
            )}
            {reception.physician && <Fact label={codes('field.physician')}>{reception.physician}</Fact>}
            {reception.bedRoute && <Fact label={codes('field.bedRoute')}>{codes(`bedRoute.${reception.bedRoute}`)}</Fact>}
          </dl>
        </section>
      )}
      <section className="detail-part">
        <h2>{t('case')}</h2>
        <dl className="facts">
          {outcome && (
            <Fact label={t('outcome')}>
              <strong>{codes(`outcome.${outcome}`)}</strong>
            </Fact>
          )}
          <Fact label={t('diagnosis')}>
            {diagnosis ? (
              <>
                {diagnosis.text} <span className="faint figures">{diagnosis.code ?? t('noCode')}</span>
              </>
            ) : (
              '—'
            )}
          </Fact>
          <Fact label={t('reason')}>
            <span className="prose">{referral.reason ?? '—'}</span>
          </Fact>
          {referral.summary && (
            <Fact label={t('summary')}>
              <span className="prose">{referral.summary}</span>
            </Fact>
          )}
          <Fact label={t('sender')}>{place(referral.sender, referral.senderDepartment)}</Fact>
          <Fact label={t('receiver')}>{place(referral.receiver, referral.receiverDepartment)}</Fact>
          <Fact label={t('reviewer')}>{referral.reviewer ?? (referral.urgency === 'immediate' ? t('reviewerLater') : '—')}</Fact>
          <Fact label={t('consent')}>{referral.consentGiver ? codes(`consentGiver.${referral.consentGiver}`) : '—'}</Fact>
          <Fact label={t('createdBy')}>
            {referral.createdBy}
            <span className="faint">
              {' '}
              <When at={referral.submittedAt ?? referral.createdAt} />
            </span>
          </Fact>
          {referral.owner !== referral.createdBy && <Fact label={t('owner')}>{referral.owner}</Fact>}
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

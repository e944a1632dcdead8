import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { ReactNode } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { Fact } from '../../ui/fact';
import { useDayTime } from '../../ui/moment';
import { When } from '../../ui/moment-view';
import { CompletenessFact } from './completeness-fact';
import { detailWords } from './detail.locale';
import { HeldLine } from './held-line';
import { referralWords } from './referral.locale';

/** Why, from where to where, and what was arranged. */
export function ReferralCase({ referral, verdict }: { readonly referral: ReferralView; readonly verdict: ReactNode }) {
  const t = useWords(detailWords);
  const codes = useWords(referralWords);
  const text = useText();
  const { diagnosis, reception, outcome, endedAs, directionReason } = referral;
  const place = (institution: { name: string } | null, department: ReferralView['receiverDepartment']) =>
    [institution?.name ?? codes('noReceiver'), text(department?.name)].filter(Boolean).join(' · ');
  const late = (...fields: readonly string[]) => <LateMark referral={referral} fields={fields} />;
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
            <HeldLine referral={referral} />
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
          {endedAs && referral.closedAt && <Fact label={t('endedAs')}>{codes(`ending.${endedAs}`)}</Fact>}
          <Fact label={t('diagnosis')}>
            {diagnosis ? (
              <>
                {diagnosis.text} <span className="faint figures">{diagnosis.code ?? t('noCode')}</span>
              </>
            ) : (
              '—'
            )}{' '}
            {late('diagnosisText', 'diagnosisCode')}
          </Fact>
          <Fact label={t('reason')}>
            <span className="prose">{referral.reason ?? '—'}</span>
          </Fact>
          {referral.summary && (
            <Fact label={t('summary')}>
              <span className="prose">{referral.summary}</span> {late('summary')}
            </Fact>
          )}
          <Fact label={t('sender')}>
            {place(referral.sender, referral.senderDepartment)} {late('senderDepartmentId')}
          </Fact>
          <Fact label={t('receiver')}>{place(referral.receiver ?? referral.outside, referral.receiverDepartment)}</Fact>
          {referral.transport && (
            <Fact label={t('transport')}>
              {codes(`transport.${referral.transport}`)} {late('transport')}
            </Fact>
          )}
          {directionReason && <Fact label={t('directionReason')}>{codes(`directionReason.${directionReason}`)}</Fact>}
          {referral.judgement && <Fact label={t('verdict')}>{verdict}</Fact>}
          <CompletenessFact referral={referral} />
          {referral.consultAllowed && <Fact label={t('consultAllowed')}>{t('allowed')}</Fact>}
          <Fact label={t('reviewer')}>
            {referral.reviewer ?? (referral.urgency === 'immediate' ? t('reviewerLater') : '—')} {late('reviewer')}
          </Fact>
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

/** Marks what was filled in after an immediate case had left (RF-06), and once more after six hours (ER-12). */
function LateMark({ referral, fields }: { readonly referral: ReferralView; readonly fields: readonly string[] }) {
  const t = useWords(detailWords);
  const dayTime = useDayTime();
  const entry = fields.map((field) => referral.lateEntries[field]).find(Boolean);
  if (!entry) return null;
  return <span className="tag late-mark">{t(entry.afterSixHours ? 'lateAfterSix' : 'lateAt', { time: dayTime(entry.at) })}</span>;
}

/** What somebody wrote with an action: advice, a reason, a summary. */
export function NoteView({ note, referral }: { readonly note: ReferralView['notes'][number]; readonly referral: ReferralView }) {
  const codes = useWords(referralWords);
  const { kind, text, at, by, institution } = note;
  return (
    <div className={institution === referral.sender.name ? 'note-said sender' : 'note-said receiver'}>
      <p className="faint">
        <strong>{codes(`noteKind.${kind}`)}</strong> · {by}（{institution}） · <When at={at} />
      </p>
      <p className="prose">{text}</p>
    </div>
  );
}

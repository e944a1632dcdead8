import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useText, useWords } from '../../platform/i18n';
import { When } from '../../ui/moment-view';
import { DutyAt, Telephone } from '../../ui/on-duty';
import { detailWords } from './detail.locale';
import { referralWords } from './referral.locale';

/** From where to where, with somebody to ring at the other end: on duty there, or the number of a hospital off the platform. */
export function ReferralRoute({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(detailWords);
  const codes = useWords(referralWords);
  const text = useText();
  const { sender, senderDepartment, receiver, receiverDepartment, outside, side, state } = referral;
  const place = (name: string, department: typeof senderDepartment) => [name, text(department?.name)].filter(Boolean).join(' · ');
  const there = side === 'sender' ? { at: receiver, department: receiverDepartment } : { at: sender, department: senderDepartment };
  return (
    <>
      {there.at && state !== 'draft' && referral.deadline && (
        <div className="detail-line detail-ring">
          <span className="soft">{t(`ring.${side}`)}</span>
          <DutyAt institutionId={there.at.id} departmentId={there.department?.id ?? null} />
        </div>
      )}
      <div className="detail-line detail-route">
        <span>{place(sender.name, senderDepartment)}</span>
        <span aria-hidden="true">→</span>
        {outside ? (
          <span>
            <strong>{outside.name}</strong> <span className="tag">{t('offPlatform')}</span> <Telephone phone={outside.phone} />
            {outside.contact && <span className="soft"> {outside.contact}</span>}
          </span>
        ) : (
          <span>{receiver ? place(receiver.name, receiverDepartment) : codes('noReceiver')}</span>
        )}
      </div>
    </>
  );
}

/** Every place it was sent to, the one it is sent to now last. Said only where there was more than one. */
export function ReferralChain({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(detailWords);
  const text = useText();
  const { chain } = referral;
  if (chain.length < 2) return null;
  return (
    <section className="detail-part">
      <h2>{t('chain')}</h2>
      <ol className="chain">
        {chain.map(({ place, department, from, until, how }) => (
          <li key={`${from} ${how}`} className={until ? 'faint' : ''}>
            {t(until ? 'stop.before' : 'stop.now')} <strong>{[place, text(department)].filter(Boolean).join(' · ')}</strong>{' '}
            <span className="faint">
              {t(`stop.${how}`)} · <When at={from} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

import type { Shortage } from '@alliance/contracts/shortage.contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { useDayTime } from '../../ui/moment';
import { EmptyState } from '../../ui/states';
import { UrgencyMark } from '../../ui/urgency-mark';
import { capacityWords } from './capacity.locale';
import { ContactDialog, ResolveDialog } from './waiting-dialogs';

type Asked = { readonly what: 'contact' | 'resolve'; readonly id: string };

/** Who waits because nothing was free, with the day on which somebody promised to call; the earliest first. */
export function WaitingList({ items }: { readonly items: readonly Shortage[] }) {
  const t = useWords(capacityWords);
  const [asked, setAsked] = useState<Asked>();
  const of = (what: Asked['what']) => (asked?.what === what ? items.find(({ id }) => id === asked.id) : undefined);
  const close = () => setAsked(undefined);
  if (!items.length) return <EmptyState title={t('wait.empty')} text={t('wait.emptyText')} />;
  return (
    <>
      <ul className="waiting">
        {items.map((shortage) => (
          <Waiting key={shortage.id} shortage={shortage} onAsk={(what) => setAsked({ what, id: shortage.id })} />
        ))}
      </ul>
      <ContactDialog shortage={of('contact')} onClose={close} />
      <ResolveDialog shortage={of('resolve')} onClose={close} />
    </>
  );
}

function Waiting({ shortage, onAsk }: { readonly shortage: Shortage; readonly onAsk: (what: Asked['what']) => void }) {
  const t = useWords(capacityWords);
  const text = useText();
  const dayTime = useDayTime();
  const may = useMay();
  const { referral, department, sender, service, bedKind, since, promisedOn, due, contacts } = shortage;
  const what = [text(department.name), bedKind ? t(`kind.${bedKind}`) : t(`service.${service}`)].join(' · ');
  const [last] = contacts;
  return (
    <li className={`card waiting-row ${due}`}>
      <p className="waiting-due">
        <strong>{t(`wait.due.${due}`)}</strong> <span className="figures">{t('wait.promised', { day: promisedOn })}</span>
      </p>
      <p>
        {referral.urgency && <UrgencyMark urgency={referral.urgency} />}{' '}
        {may('referral.read') ? (
          <Link to="/referrals/$id" params={{ id: referral.id }} className="figures">
            {referral.number}
          </Link>
        ) : (
          <span className="figures">{referral.number}</span>
        )}{' '}
        <span>{t('wait.wants', { what })}</span>
      </p>
      <p className="soft">
        {t('wait.from', { sender: sender.name })} · {t('wait.since', { time: dayTime(since) })}
        {contacts.length > 0 && ` · ${t('wait.calls', { count: contacts.length })}`}
      </p>
      {last && (
        <p className="faint">
          {t('wait.call', { time: dayTime(last.at), by: last.by, outcome: t(`wait.outcome.${last.outcome}`) })}
          {last.note && ` · ${last.note}`}
        </p>
      )}
      {may('capacity.mark') && (
        <div className="waiting-do">
          <button
            type="button"
            className="button"
            aria-label={t('wait.resolveTitle', { number: referral.number })}
            onClick={() => onAsk('resolve')}
          >
            {t('wait.resolve')}
          </button>
          <button
            type="button"
            className={due === 'later' ? 'button' : 'button primary'}
            aria-label={t('wait.contactTitle', { number: referral.number })}
            onClick={() => onAsk('contact')}
          >
            {t('wait.contact')}
          </button>
        </div>
      )}
    </li>
  );
}

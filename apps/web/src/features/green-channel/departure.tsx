import { departReferral } from '@alliance/contracts/referral-journey.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useState } from 'react';
import { serverNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { TextField } from '../../ui/field';
import { RefusalNote } from '../../ui/states';
import { greenWords } from './green.locale';

const drives = [20, 40, 60] as const;

/** The patient leaves, answered or not: how long it will take, in one tap. */
export function Departure({ referral: { id, version } }: { readonly referral: ReferralView }) {
  const t = useWords(greenWords);
  const [own, setOwn] = useState('');
  const depart = useCommand(departReferral, { touches: ['referral'] });
  const leave = (minutes: number) => {
    if (depart.isPending || minutes < 1) return;
    const estimatedArrivalAt = new Date(serverNow() + minutes * 60_000).toISOString();
    depart.mutate({ params: { id }, body: { version, estimatedArrivalAt } });
  };
  return (
    <section className="green-part" aria-label={t('status.depart')}>
      <h2>{t('status.depart')}</h2>
      <div className="green-three">
        {drives.map((count) => (
          <button key={count} type="button" className="button" aria-disabled={depart.isPending} onClick={() => leave(count)}>
            {t('status.minutes', { count })}
          </button>
        ))}
      </div>
      <div className="green-own">
        <TextField label={t('status.own')} value={own} maxLength={3} inputMode="numeric" onChange={setOwn} />
        <button
          type="button"
          className="button"
          aria-disabled={depart.isPending}
          onClick={() => leave(/^\d+$/.test(own) ? Number(own) : 0)}
        >
          {t('status.depart')}
        </button>
      </div>
      <RefusalNote error={depart.error} />
    </section>
  );
}

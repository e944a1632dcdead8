import { extendHold, releaseHold, type Hold } from '@alliance/contracts/capacity.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useNow } from '../../platform/clock';
import { useMay } from '../../platform/session';
import { useDayTime } from '../../ui/moment';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { capacityWords } from './capacity.locale';

const hour = 3_600_000;
const longer = [1, 4, 24] as const;

/** Hold longer, or give back; a bed with somebody in it is freed by freeing the bed. */
export function HoldActions({ hold, label, onDone }: { readonly hold: Hold; readonly label: string; readonly onDone: () => void }) {
  const t = useWords(capacityWords);
  const dayTime = useDayTime();
  const now = useNow(60_000);
  const [sure, setSure] = useState(false);
  const marks = useMay()('capacity.mark');
  const done = (line: string) => {
    say(line);
    onDone();
  };
  const extend = useCommand(extendHold, {
    touches: ['capacity'],
    onDone: ({ until }) => until && done(t('hold.extended', { time: dayTime(until) })),
  });
  const release = useCommand(releaseHold, { touches: ['capacity', 'referral'], onDone: () => done(t('hold.released', { label })) });
  const at = { params: { id: hold.id } };
  const isPending = extend.isPending || release.isPending;
  if (!marks || hold.state === 'occupied') return null;
  const { until } = hold;
  const from = Math.max(Date.parse(until ?? '') || 0, now);
  return (
    <div className="hold-do">
      <RefusalNote error={extend.error ?? release.error} />
      {sure ? (
        <>
          <p>{t('hold.releaseSure')}</p>
          <button
            type="button"
            className="button danger"
            aria-disabled={isPending}
            onClick={() => !isPending && release.mutate({ ...at, body: { version: hold.version } })}
          >
            {t('hold.release')}
          </button>
          <button type="button" className="button" onClick={() => setSure(false)}>
            {t('hold.keep')}
          </button>
        </>
      ) : (
        <>
          <span className="soft">{t('hold.longer')}</span>
          {longer.map((hours) => (
            <button
              key={hours}
              type="button"
              className="chip"
              aria-label={`${t('hold.longer')} ${hours} h`}
              aria-disabled={isPending}
              onClick={() =>
                !isPending && extend.mutate({ ...at, body: { version: hold.version, until: new Date(from + hours * hour).toISOString() } })
              }
            >
              +{hours} h
            </button>
          ))}
          <button type="button" className="button danger" onClick={() => setSure(true)}>
            {t('hold.release')}
          </button>
        </>
      )}
    </div>
  );
}

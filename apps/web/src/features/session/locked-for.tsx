import { useCallback, useEffect, useState } from 'react';
import { serverNow, useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { sessionWords } from './session.locale';

export interface Locked {
  readonly now: boolean;
  readonly until: number | null;
  readonly during: (seconds: number) => void;
  readonly over: () => void;
}
/** Too many attempts under this name: nothing is sent until the time is over, or another name is typed. */
export function useLocked(): Locked {
  const [until, setUntil] = useState<number | null>(null);
  const during = useCallback((seconds: number) => setUntil(serverNow() + seconds * 1_000), []);
  const over = useCallback(() => setUntil(null), []);
  return { now: until !== null, until, during, over };
}

/** How long it still takes, in words. */
export function LockedFor({ locked: { until, over } }: { readonly locked: Locked }) {
  return until === null ? null : <Counting until={until} over={over} />;
}
function Counting({ until, over }: { readonly until: number; readonly over: () => void }) {
  const t = useWords(sessionWords);
  const left = until - useNow(1_000);
  useEffect(() => {
    if (left <= 0) over();
  }, [left, over]);
  const whole = Math.max(1, Math.floor(left / 1_000));
  const [minutes, seconds] = [Math.floor(whole / 60), whole % 60];
  const time = minutes ? t('minutes', { minutes, seconds }) : t('seconds', { seconds });
  return (
    <p className="soft figures" role="timer" aria-live="off">
      {t('lockedFor', { time })}
    </p>
  );
}

import { useNow } from '../platform/clock';
import { useWords, type Say } from '../platform/i18n';
import { uiWords } from './ui.locale';
import { exact } from './moment';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const two = (n: number) => String(n).padStart(2, '0');

/** `08:32` under ten minutes, then `2 小时 05 分`, `3 天 4 小时`; late times in minutes, hours, days. */
export function spellDuration(ms: number, t: Say<typeof uiWords>, ticking: boolean): string {
  const size = Math.abs(ms);
  if (ticking) return `${two(Math.floor(size / minute))}:${two(Math.floor((size % minute) / second))}`;
  if (size < hour) return t('left.minutes', { count: Math.max(1, Math.floor(size / minute)) });
  if (size < day) return t('left.hours', { hours: Math.floor(size / hour), minutes: two(Math.floor((size % hour) / minute)) });
  return t('left.days', { days: Math.floor(size / day), hours: Math.floor((size % day) / hour) });
}

/** Time left or late as words and figures. Ticks once a second only under ten minutes: nothing moves unless it matters. */
export function TimeLeft({ until }: { readonly until: string }) {
  const coarse = Date.parse(until) - useNow(15 * second);
  const close = coarse > -minute && coarse < 10 * minute + 15 * second;
  return close ? <Ticking until={until} /> : <Spelled ms={coarse} until={until} ticking={false} />;
}
function Ticking({ until }: { readonly until: string }) {
  const ms = Date.parse(until) - useNow(second);
  return <Spelled ms={ms} until={until} ticking={ms >= 0 && ms < 10 * minute} />;
}
function Spelled({ ms, until, ticking }: { readonly ms: number; readonly until: string; readonly ticking: boolean }) {
  const t = useWords(uiWords);
  const time = spellDuration(ms, t, ticking);
  const tone = ms < 0 ? 'late' : ms < 10 * minute ? 'close' : 'calm';
  return (
    <time className={`time-left ${tone}`} dateTime={until} title={exact(until)} role="timer" aria-live="off">
      {ms < 0 ? t('left.late', { time }) : t('left.short', { time })}
    </time>
  );
}

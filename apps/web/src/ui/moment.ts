import { useNow } from '../platform/clock';
import { useWords, type Language } from '../platform/i18n';
import { uiWords } from './ui.locale';

/** Everything is shown in this zone, whatever the PC is set to. */
const timeZone = 'Asia/Shanghai';
const offset = '+08:00';
const minute = 60_000;
const hour = 60 * minute;

const formats = new Map<string, Intl.DateTimeFormat>();
function format(options: Intl.DateTimeFormatOptions, locale = 'sv-SE'): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...options });
  formats.set(key, known);
  return known;
}

/** `2026-11-21` of an instant, in Shanghai. */
export const dayOf = (at: number | string): string => format({ year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(at));
/** `14:05`, or with seconds `14:05:09`. */
export const clockOf = (at: number | string, seconds = false): string =>
  format({ hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}) }).format(new Date(at));
/** `11-21 14:05`, with the year where it is not this one. */
export function absolute(at: number | string, now: number): string {
  const day = dayOf(at);
  return `${day.slice(0, 4) === dayOf(now).slice(0, 4) ? day.slice(5) : day} ${clockOf(at)}`;
}
export const exact = (at: number | string): string => `${dayOf(at)} ${clockOf(at, true)}`;
export const longDay = (at: number | string, language: Language): string =>
  format({ month: 'long', day: 'numeric', weekday: 'long' }, language === 'en' ? 'en-GB' : 'zh-CN').format(new Date(at));

/** `2026-11-21T14:05`, which knows no zone, from and to an instant of Shanghai. */
export const toLocalField = (at: number): string => `${dayOf(at)}T${clockOf(at)}`;
export const fromLocalField = (value: string): string | null => {
  const at = Date.parse(`${value}:00${offset}`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
};

/** `今天 14:05`, `明天 08:00`, then the date: for a time that is meant, not measured. */
export function useDayTime(): (at: string) => string {
  const t = useWords(uiWords);
  const now = useNow(minute);
  return (at) => {
    const time = clockOf(at);
    if (dayOf(at) === dayOf(now)) return t('ago.today', { time });
    if (dayOf(at) === dayOf(now - 24 * hour)) return t('ago.yesterday', { time });
    if (dayOf(at) === dayOf(now + 24 * hour)) return t('ago.tomorrow', { time });
    return absolute(at, now);
  };
}

/** `3 分钟前`, `今天 14:05`, `昨天 …`, then the date: as people say it. */
export function useRelative(): (at: string) => string {
  const t = useWords(uiWords);
  const dayTime = useDayTime();
  const now = useNow(15_000);
  return (at) => {
    const past = now - Date.parse(at);
    if (past >= -15_000 && past < minute) return t('ago.now');
    if (past > 0 && past < hour) return t('ago.minutes', { count: Math.floor(past / minute) });
    return dayTime(at);
  };
}
/** Today in Shanghai, `YYYY-MM-DD`. */
export const useToday = (): string => dayOf(useNow(minute));

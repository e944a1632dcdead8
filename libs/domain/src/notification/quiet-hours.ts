/** Local times of a day, `HH:MM`; `to` before `from` runs over midnight, equal times are no quiet hours at all. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

const minute = 60_000;
const day = 24 * 60;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Minutes since local midnight. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** What a clock on the wall shows, `HH:MM`. @param zone IANA name, of the institution */
export function localTime(at: Date, zone: string): string {
  const clock =
    clocks.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(zone, clock);
  return clock.format(at);
}

/** The first whole minute after an instant at which the local clock shows `time`; where the clock jumps over it, the minute it jumps to or near it. */
export function nextLocal(time: string, after: Date, zone: string): Date {
  const start = Math.floor(after.getTime() / minute) * minute;
  const ahead = (from: number) => (minutesOf(time) - minutesOf(localTime(new Date(from), zone)) + day) % day;
  const guess = start + (ahead(start) || day) * minute;
  // clocks that were moved in between show something else there
  const off = ahead(guess);
  return new Date(guess + (off > day / 2 ? off - day : off) * minute);
}

/** When quiet hours that hold now end; null when it is not quiet. */
export function quietUntil(now: Date, hours: QuietHours | null, zone: string): Date | null {
  if (!hours) return null;
  const [from, to, at] = [hours.from, hours.to, localTime(now, zone)].map(minutesOf) as [number, number, number];
  const quiet = from < to ? at >= from && at < to : from > to && (at >= from || at < to);
  return quiet ? nextLocal(hours.to, now, zone) : null;
}

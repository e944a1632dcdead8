/**
 * The decision on one earlier result, written down a second time: a flat list of questions in the order of the regulation, on plain records
 * with ISO texts, with its own arithmetic of days and its own table of levels. Knows nothing of the rules it checks.
 */
export interface OracleCase {
  readonly item: { readonly name: string; readonly class: 'lab' | 'exam'; readonly bound: boolean; readonly unit: string };
  readonly patient: 'stable' | 'acute';
  /** Validity for that state; null: none set. */
  readonly days: number | null;
  readonly asks: 'national' | 'province' | 'city' | 'alliance';
  /** Minutes since 1970, UTC. */
  readonly askedMinute: number;
  readonly takenMinute: number;
  /** Minutes that the issuing hospital's clock is ahead of UTC. */
  readonly offset: number;
  /** First and last day of the certificate by that clock, `YYYYMMDD` as numbers; null: none. */
  readonly certificate: { readonly from: number; readonly to: number; readonly level: OracleCase['asks']; readonly region: string } | null;
  readonly state: 'preliminary' | 'final' | 'corrected' | 'revoked';
  readonly verified: boolean;
  readonly critical: boolean;
  readonly unit: string;
  readonly method: string;
  readonly methodAsked: string;
  readonly here: { readonly region: string; readonly level: string };
  readonly there: { readonly own: boolean; readonly region: string; readonly level: string };
  readonly rule: 'none' | 'lower_accepts_upper' | 'same_level' | 'upper_accepts_lower';
}

const ranks: readonly (readonly string[])[] = [['village'], ['township', 'primary'], ['secondary'], ['tertiary']];
const rankOf = (level: string): number => ranks.findIndex((row) => row.includes(level));
const wide = 'national province city alliance'.split(' ');
/** Which units can be written as which others. */
const same = new Set(['g/L>g/L', 'g/dL>g/L', 'mg/L>g/L', 'ng/L>ng/L', 'pg/mL>ng/L', 'g/L>ng/L']);

/** The day of a minute by a clock, as a number `YYYYMMDD`, counted forward from 1970 year by year and month by month. */
export function dayNumber(minute: number, offset: number): number {
  let days = Math.floor((minute + offset) / 1440);
  let year = 1970;
  const long = (y: number) => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  for (; days >= (long(year) ? 366 : 365); year++) days -= long(year) ? 366 : 365;
  const months = [31, long(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  let month = 0;
  for (; days >= (months[month] as number); month++) days -= months[month] as number;
  return year * 10_000 + (month + 1) * 100 + days + 1;
}

/** Region texts are `province/city/alliance`. */
const part = (region: string, n: number): string => region.split('/')[n] ?? '';

/** @returns recognisable, own, physician_decides, not_recognisable or no_result */
export function oracle(c: OracleCase): string {
  if (c.state === 'revoked' || c.takenMinute > c.askedMinute) return 'no_result';
  if (c.days === 0) return 'not_recognisable';
  let doubt = c.days === null;
  const no: boolean[] = [!c.verified, c.state === 'preliminary', c.critical];
  if (c.days !== null) no.push(c.askedMinute - c.takenMinute > c.days * 1440);
  if (c.item.class === 'lab') no.push(!same.has(`${c.unit}>${c.item.unit}`));
  if (c.item.bound) {
    if (c.method === '') doubt = true;
    else if (c.methodAsked !== '') no.push(c.method !== c.methodAsked);
  }
  if (!c.there.own) {
    const day = dayNumber(c.takenMinute, c.offset);
    const mark = c.certificate && c.certificate.from <= day && day <= c.certificate.to ? c.certificate : undefined;
    const holds = {
      national: true,
      province: part(mark?.region ?? '', 0) === part(c.here.region, 0),
      city: mark?.region.split('/').slice(0, 2).join('/') === c.here.region.split('/').slice(0, 2).join('/'),
      alliance: part(mark?.region ?? '', 2) === part(c.here.region, 2),
    };
    no.push(!mark || !holds[mark.level] || wide.indexOf(mark.level) > wide.indexOf(c.asks));
    if (c.rule !== 'none') {
      const [here, there] = [rankOf(c.here.level), rankOf(c.there.level)];
      if (here < 0 || there < 0) doubt = true;
      else if (c.rule === 'same_level') no.push(here !== there);
      else no.push(c.rule === 'lower_accepts_upper' ? there <= here : there >= here);
    }
  }
  if (no.includes(true)) return 'not_recognisable';
  return doubt ? 'physician_decides' : c.there.own ? 'own' : 'recognisable';
}

import { placeOf, sentAt } from './calendar.js';
import { fromCounty, fromTownship } from './cardiovascular.data.js';
import { fatesOf, type Fate } from './fate.js';
import type { HistoricKind, Share } from './kind.types.js';
import { spread } from './spread.js';
import { countyOf, departmentAt, isTownship, senderOf } from './who.js';

/** Patients of the cardiovascular alliance who were sent up in the last ninety days, without those who came back. */
export const upwards = 1_116;

export interface Planned {
  readonly n: number;
  readonly kind: HistoricKind;
  readonly from: string;
  readonly to: string;
  readonly department: string;
  readonly at: Date;
  readonly fate: Fate;
}

const kindOf = (n: number, shares: readonly Share[]): HistoricKind => {
  const at = placeOf(
    shares.map(([, share]) => share),
    spread(n, 303, 0, 9_999) / 10_000,
  );
  const [kind] = shares[at] ?? shares[0] ?? [];
  if (!kind) throw new Error('no kinds of patients');
  return kind;
};

/** Townships send to their county hospital, or to the lead where time is short; a few of the counties' patients leave for another city. */
function receiverOf(n: number, from: string, { urgency }: HistoricKind): string {
  const chance = spread(n, 304, 0, 99);
  if (isTownship(from)) return chance < (urgency === 'immediate' ? 45 : 74) ? (countyOf[from] ?? 'lead') : 'lead';
  return chance < 95 || urgency === 'immediate' ? 'lead' : 'other';
}

/** Who was sent where when, and what became of it. */
export function planUpwards(now: Date): readonly Planned[] {
  const sent = Array.from({ length: upwards }, (_, n) => {
    const from = senderOf(n);
    const kind = kindOf(n, isTownship(from) ? fromTownship : fromCounty);
    const to = receiverOf(n, from, kind);
    return { n, kind, from, to, department: departmentAt(to, kind.department), at: sentAt(n, upwards, kind.urgency, now) };
  });
  const inside = sent.filter(({ to }) => to !== 'other');
  const fates = fatesOf(inside, now);
  return sent.map((one) => ({ ...one, fate: fates.get(one.n) ?? 'plain' }));
}

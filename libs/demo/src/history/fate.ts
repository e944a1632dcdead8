import type { HistoricKind } from './kind.types.js';
import { spread } from './spread.js';

/** What became of a referral beside being answered, coming and being treated. */
export const fates = [
  'plain',
  'asked',
  'returned_resent',
  'returned_elsewhere',
  'returned_treated_here',
  'returned_upheld',
  'returned_overturned',
  'returned_cancelled',
  'no_show_rebooked',
  'no_show_cancelled',
  'declined',
  'cancelled',
  'redirected',
  'withdrawn',
  'advice',
  'died_in_care',
  'diverted',
  'wrong_patient',
  'comes_down',
  'comes_down_and_back',
  'down_declined',
] as const;
export type Fate = (typeof fates)[number];

const stays = ({ service }: HistoricKind) => service === 'inpatient' || service === 'emergency';
const comesAlone = ({ service }: HistoricKind) => service === 'outpatient' || service === 'examination';
const canWait = ({ urgency }: HistoricKind) => urgency !== 'immediate';
const immediate = (kind: HistoricKind) => !canWait(kind);

interface Quota {
  readonly count: number;
  readonly among: (kind: HistoricKind) => boolean;
  /** Days that it takes to come to its end. */
  readonly days?: number;
}
/** How often each happened; everything else went its plain way. */
export const quotas: Readonly<Partial<Record<Fate, Quota>>> = {
  died_in_care: { count: 1, among: immediate, days: 6 },
  diverted: { count: 3, among: immediate },
  comes_down_and_back: { count: 9, among: stays, days: 16 },
  down_declined: { count: 24, among: stays },
  comes_down: { count: 267, among: stays },
  no_show_rebooked: { count: 30, among: comesAlone, days: 12 },
  no_show_cancelled: { count: 15, among: comesAlone, days: 10 },
  returned_upheld: { count: 4, among: canWait, days: 5 },
  returned_overturned: { count: 5, among: canWait, days: 5 },
  returned_resent: { count: 32, among: canWait, days: 3 },
  returned_elsewhere: { count: 20, among: canWait, days: 3 },
  returned_treated_here: { count: 21, among: canWait, days: 3 },
  returned_cancelled: { count: 8, among: canWait, days: 3 },
  declined: { count: 18, among: canWait },
  cancelled: { count: 14, among: canWait },
  redirected: { count: 22, among: canWait },
  withdrawn: { count: 6, among: ({ service }) => service === 'inpatient' },
  advice: { count: 9, among: comesAlone, days: 3 },
  wrong_patient: { count: 3, among: canWait },
  asked: { count: 118, among: canWait },
};

interface Sent {
  readonly n: number;
  readonly kind: HistoricKind;
  readonly to: string;
  readonly at: Date;
}
/** A member that sends patients back more than others do. */
const returnsMuch = 'shuangxi';

/** Gives each referral its fate: as many as the quotas say, spread as chance would, the same at every load. */
export function fatesOf(sent: readonly Sent[], now: Date): ReadonlyMap<number, Fate> {
  const given = new Map<number, Fate>();
  for (const [at, [fate, { count, among, days = 0 }]] of (Object.entries(quotas) as [Fate, Quota][]).entries()) {
    const rank = ({ n, to }: Sent) => spread(n, 500 + at, 0, 100_000) / (fate.startsWith('returned') && to === returnsMuch ? 20 : 1);
    const latest = new Date(now.getTime() - days * 86_400_000);
    const open = sent
      .filter(({ n, kind, at }) => !given.has(n) && among(kind) && at < latest)
      .toSorted((a, b) => rank(a) - rank(b) || a.n - b.n);
    if (open.length < count) throw new Error(`only ${open.length} referrals can be ${fate}`);
    for (const { n } of open.slice(0, count)) given.set(n, fate);
  }
  return given;
}

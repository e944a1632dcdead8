/** What a member owes the alliance: each is one column of the lead's console and one list behind it. */
export const dutySubjects = [
  'answers',
  'capacity',
  'waiting_list',
  'follow_ups',
  'return_reviews',
  'appeals',
  'corrections',
  'findings',
  'protocols',
  'reading',
  'certificates',
  'line',
  'rota',
] as const;
export type DutySubject = (typeof dutySubjects)[number];

/** A certificate, an agreement or a capability is shown this many days before its last one. */
export const certificateWarningDays = 30;
/** A membership or capability that ended longer ago was ended on purpose. */
export const certificateLapsedDays = 180;
/** A protocol in force is taken up within this many days. */
export const adoptionDays = 30;
/** A correction waits this many days for its second person. */
export const correctionDays = 3;
/** Somebody has to own what the nightly check found by the next day. */
export const findingHours = 24;
/** The night whose rota is looked at, by the clock of the hospitals. */
export const night = { from: '20:00', to: '08:00' } as const;

/** One thing that is owed, in numbers. */
export interface Owed {
  readonly subject: DutySubject;
  readonly count: number;
  readonly late: number;
}

/** What a patient waits for; the rest is to be registered, read or renewed. */
const patientWaits: ReadonlySet<DutySubject> = new Set([
  ...(['answers', 'waiting_list', 'follow_ups', 'return_reviews', 'appeals', 'findings'] as const),
]);
/** Whether a patient waits where this is late. */
export const isForPatients = (subject: DutySubject): boolean => patientWaits.has(subject);

export const standings = ['patients_wait', 'papers_late', 'due', 'clear'] as const;
/** 患者在等, 资料逾期, 有待办, 无待办: the worst first. */
export type Standing = (typeof standings)[number];

/** How a member stands: by the worst thing that it owes. */
export function standingOf(owed: readonly Owed[]): Standing {
  const late = owed.filter((one) => one.late > 0);
  if (late.some(({ subject }) => isForPatients(subject))) return 'patients_wait';
  if (late.length) return 'papers_late';
  return owed.some(({ count }) => count > 0) ? 'due' : 'clear';
}

/** What a member owes, and since when the first of what is late is. */
export interface OwedSince extends Owed {
  /** null where nothing is late, or where nobody can say since when. */
  readonly lateSince: Date | null;
}

/**
 * Which member is looked at first: one where patients wait before one that is late with papers; of those alike whoever is late longest,
 * then whoever owes most. What is late of the lesser kind does not count against a member where patients wait.
 */
export function byUrgency(a: readonly OwedSince[], b: readonly OwedSince[]): number {
  const [mine, yours] = [standingOf(a), standingOf(b)];
  const [first, second] = [worst(a, mine), worst(b, yours)];
  return (
    standings.indexOf(mine) - standings.indexOf(yours) ||
    first.since - second.since ||
    second.late - first.late ||
    second.count - first.count
  );
}

/** The longest late, how much is late and how much is owed of what gives a member its standing. Something without a time counts as the newest. */
function worst(owed: readonly OwedSince[], standing: Standing) {
  const of = owed.filter(({ subject }) => (standing === 'patients_wait' ? isForPatients(subject) : true));
  const sum = (field: 'late' | 'count') => of.reduce((n, one) => n + one[field], 0);
  return {
    since: Math.min(latest, ...of.map(({ lateSince }) => lateSince?.getTime() ?? latest)),
    late: sum('late'),
    count: sum('count'),
  };
}
const latest = Number.MAX_SAFE_INTEGER;

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

export const standings = ['late', 'due', 'clear'] as const;
/** 有逾期, 有待办, 无待办. */
export type Standing = (typeof standings)[number];

/** How a member stands: late as soon as one thing is. */
export function standingOf(owed: readonly Pick<Owed, 'count' | 'late'>[]): Standing {
  if (owed.some(({ late }) => late > 0)) return 'late';
  return owed.some(({ count }) => count > 0) ? 'due' : 'clear';
}

const weightOf: Readonly<Record<DutySubject, number>> = {
  // somebody waits for an answer or a bed: before papers
  ...{
    answers: 100,
    line: 60,
    rota: 40,
    waiting_list: 20,
    follow_ups: 20,
    findings: 10,
    appeals: 10,
    capacity: 5,
    corrections: 5,
    return_reviews: 5,
  },
  ...{ certificates: 3, protocols: 2, reading: 1 },
};

/** What is late comes first, patients before papers; then whoever owes most. Higher is sooner. */
export const weigh = (owed: readonly Owed[]): number =>
  owed.reduce(
    (sum, { subject, count, late }) => sum + Math.min(late, 99) * weightOf[subject] * 1_000 + Math.min(count, 99) * weightOf[subject],
    0,
  );

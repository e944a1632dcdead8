/** Who is asked in turn when somebody on duty is needed: nobody at one rung leads to the next, and the last one always answers. */
export const dutyRungs = [
  'department',
  'duty_office',
  'round_the_clock_line',
  'lead_duty_office',
  'lead_line',
  'management_office',
  'emergency_number',
] as const;
export type DutyRung = (typeof dutyRungs)[number];

/** The national number of medical emergency calls. */
export const emergencyNumber = '120';

/** Somebody on duty from–to, or a line that is answered always. */
export interface Reachable {
  readonly person: string | null;
  readonly phone: string;
  readonly backup: { readonly name: string; readonly phone: string } | null;
  /** null: always. */
  readonly during: { readonly from: Date; readonly to: Date } | null;
  readonly takenOver: boolean;
}

/** Whom each rung has; a rung that is missing has nobody. */
export type Rungs = { readonly [R in Exclude<DutyRung, 'emergency_number'>]?: readonly Reachable[] };

export interface DutyAnswer {
  readonly rung: DutyRung;
  readonly person: string | null;
  readonly phone: string;
  readonly backup: Reachable['backup'];
  readonly until: Date | null;
  readonly takenOver: boolean;
}

/** A line that is answered whoever is there. */
export const line = (phone: string): Reachable => ({ person: null, phone, backup: null, during: null, takenOver: false });

const onDuty = ({ phone, during }: Reachable, at: Date): boolean =>
  phone.trim() !== '' && (during === null || (during.from <= at && at < during.to));

/** People before lines; of two at one place the one who took over, then the one who came last. */
const rank = ({ during, takenOver }: Reachable): number => (during ? (takenOver ? 1e15 : 0) + during.from.getTime() : -Infinity);

/** Who answers at an instant: exactly one, never nobody. */
export function whoIsOnDuty(rungs: Rungs, at: Date): DutyAnswer {
  for (const rung of dutyRungs) {
    const there = rung === 'emergency_number' ? [] : (rungs[rung] ?? []).filter((each) => onDuty(each, at));
    const [first, ...rest] = there;
    if (!first) continue;
    const { person, phone, backup, during, takenOver } = rest.reduce((best, next) => (rank(next) > rank(best) ? next : best), first);
    return { rung, person, phone, backup, until: during?.to ?? null, takenOver };
  }
  return { rung: 'emergency_number', person: null, phone: emergencyNumber, backup: null, until: null, takenOver: false };
}

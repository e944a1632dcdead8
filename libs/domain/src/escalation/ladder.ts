import { addWorkingTime } from '../calendar/working-time.js';
import { stateCouncilCalendar, type Calendar } from '../calendar/working-day.js';
import { after, dueAt, type DeadlineSettings, type DeadlineStep } from '../referral/deadline.js';
import type { Urgency } from '../referral/referral.codes.js';

/** Who is told that nobody answered, lowest first: the receiving department, its house, the lead hospital, and the office, which learns no patient's name. */
export const rungs = ['department', 'duty_office', 'backup', 'lead', 'management_office'] as const;
export type Rung = (typeof rungs)[number];

/** What a row of the list says was climbed; `owner` is whoever is late themselves, with a step that answers nobody. */
export const toldRungs = ['owner', ...rungs] as const;
export type ToldRung = (typeof toldRungs)[number];

/** Some rungs are reached together. */
export interface Climb {
  readonly at: Date;
  readonly rungs: readonly ToldRung[];
}

const minute = 60;
const hour = 60 * minute;
const workingDay = 24 * hour;

/**
 * Who is told when, as long as nobody answers. An immediate case rings department and duty office as it is sent, backup and lead three minutes later,
 * and the office once it is late; others climb from the moment they are late, a routine one in working time (product.md, "On call", "Deadlines").
 * @param since when the step began
 * @param due when its answer is due
 */
export function ladderOf(urgency: Urgency, since: Date, due: Date, calendar: Calendar = stateCouncilCalendar): readonly Climb[] {
  if (urgency === 'immediate') {
    const second = after(since, 3 * minute);
    return [
      { at: since, rungs: ['department', 'duty_office'] },
      { at: second < due ? second : due, rungs: ['backup', 'lead'] },
      { at: due, rungs: ['management_office'] },
    ];
  }
  const later = (seconds: number) => (urgency === 'routine' ? addWorkingTime(due, seconds, calendar).at : after(due, seconds));
  const [house, lead, office] = urgency === 'routine' ? [4 * hour, workingDay, 2 * workingDay] : [30 * minute, hour, 2 * hour];
  return [
    { at: due, rungs: ['department'] },
    { at: later(house), rungs: ['duty_office'] },
    { at: later(lead), rungs: ['lead'] },
    { at: later(office), rungs: ['management_office'] },
  ];
}

/** Papers of a patient who is cared for: they stay a matter of the house that owes them. */
const paperSteps: readonly DeadlineStep[] = ['in_care', 'outcome_sent'];

/**
 * Who is told when a step is late that answers nobody: whoever owns it, their own duty office once the agreed time has passed again, and then the lead
 * hospital where the patient still waits for somebody. The office is never told: nobody kept another hospital waiting.
 * @param agreed the next action of the referral; an arrival has some time of its own after it
 */
export function ownLadderOf(
  step: DeadlineStep,
  urgency: Urgency,
  agreed: Date,
  settings: DeadlineSettings = {},
  calendar: Calendar = stateCouncilCalendar,
): readonly Climb[] {
  const again = (from: Date): Date => dueAt(step, urgency, from, settings, calendar);
  const late = step === 'accepted' ? again(agreed) : agreed;
  const house = again(late);
  const climbs: readonly Climb[] = [
    { at: late, rungs: ['owner'] },
    { at: house, rungs: ['duty_office'] },
  ];
  return paperSteps.includes(step) ? climbs : [...climbs, { at: again(house), rungs: ['lead'] }];
}

/** Rungs that are reached now and were not told yet, lowest first. */
export const rungsToTell = (ladder: readonly Climb[], told: readonly string[], now: Date): ToldRung[] =>
  ladder.filter(({ at }) => at <= now).flatMap((climb) => climb.rungs.filter((rung) => !told.includes(rung)));

/** When the next rung is reached; null at the top. */
export const nextClimbAt = (ladder: readonly Climb[], now: Date): Date | null => ladder.find(({ at }) => at > now)?.at ?? null;

/** Rungs that rang when the referral was sent: nobody tells them again. */
export const dispatched = (urgency: Urgency): readonly Rung[] => (urgency === 'immediate' ? ['department', 'duty_office'] : []);

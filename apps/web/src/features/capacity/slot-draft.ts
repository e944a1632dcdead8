import type { addSlots } from '@alliance/contracts/capacity.contract';
import type { AskOf } from '@alliance/contracts/route';
import { planSlots, type PlannedSlot } from '@alliance/domain/capacity/slot-plan';
import { timeOfDay, wholeNumber } from './number.policy';

/** What is typed for new slots. */
export interface SlotDraft {
  departmentId: string;
  service: 'outpatient' | 'examination';
  room: string;
  firstDay: string;
  lastDay: string;
  weekdays: readonly string[];
  opens: string;
  closes: string;
  pauseFrom: string;
  pauseTo: string;
  minutes: string;
  places: string;
}
type AddSlots = AskOf<typeof addSlots>['body'];

/** What would be sent; null while something is missing or no number. */
export function slotsOf(draft: SlotDraft): AddSlots | null {
  const { departmentId, service, firstDay, lastDay } = draft;
  const [opens, closes] = [timeOfDay(draft.opens), timeOfDay(draft.closes)];
  const [minutes, places] = [wholeNumber(draft.minutes, 5, 480), wholeNumber(draft.places, 1, 20)];
  const [from, to] = [timeOfDay(draft.pauseFrom), timeOfDay(draft.pauseTo)];
  if (!opens || !closes || !minutes || !places || !firstDay || !lastDay || !draft.weekdays.length || pauseIsHalf(draft)) return null;
  const weekdays = draft.weekdays.map(Number);
  return {
    departmentId,
    service,
    room: draft.room.trim(),
    firstDay,
    lastDay,
    weekdays,
    opens,
    closes,
    pauses: from && to ? [{ from, to }] : [],
    minutes,
    places,
  };
}

/** One end of a break without the other, or one that is no time. */
export const pauseIsHalf = ({ pauseFrom, pauseTo }: Pick<SlotDraft, 'pauseFrom' | 'pauseTo'>): boolean =>
  [pauseFrom, pauseTo].some((typed) => typed.trim()) && [pauseFrom, pauseTo].some((typed) => timeOfDay(typed) === null);

/** The slots that would be made, by the rule that makes them; none where the rule refuses. */
export function previewOf(draft: SlotDraft): PlannedSlot[] {
  const asked = slotsOf(draft);
  if (!asked) return [];
  try {
    return planSlots(asked);
  } catch {
    return [];
  }
}

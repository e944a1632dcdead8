import type { Bed, BoardDepartment, Slot } from '@alliance/contracts/capacity.contract';
import type { BedSituation, BedState, SlotSituation, SlotState } from '@alliance/domain/capacity/bed';
import type { ReferralState } from '@alliance/domain/referral/referral.machine';

/** Shapes beside the words: none of them needs a colour. */
export const bedShapes: Readonly<Record<BedSituation, string>> = { free: '○', held: '◐', occupied: '●', closed: '✕' };
export const slotShapes: Readonly<Record<SlotSituation, string>> = { free: '○', held: '◐', given: '●', closed: '✕' };

export type BedMark = { readonly state: BedState; readonly word: 'occupy' | 'vacate' | 'close' | 'reopen' };

/** What one press does with a bed: the first is the one that is on the tile. Nothing while it is held: the hold has its own. */
export function bedMarks({ situation, hold }: Pick<Bed, 'situation' | 'hold'>, manages: boolean): readonly BedMark[] {
  if (situation === 'held') return [];
  if (situation === 'occupied') {
    const close: BedMark[] = manages && !hold ? [{ state: 'closed', word: 'close' }] : [];
    return [{ state: 'open', word: 'vacate' }, ...close];
  }
  if (situation === 'closed') return manages ? [{ state: 'open', word: 'reopen' }] : [];
  return [{ state: 'occupied', word: 'occupy' }, ...(manages ? [{ state: 'closed' as const, word: 'close' as const }] : [])];
}

/** What one press does with a slot. */
export function slotMark(
  { situation }: Pick<Slot, 'situation'>,
  manages: boolean,
): { state: SlotState; word: 'give' | 'free' | 'reopen' } | null {
  if (situation === 'free') return { state: 'given', word: 'give' };
  if (situation === 'given') return { state: 'open', word: 'free' };
  return situation === 'closed' && manages ? { state: 'open', word: 'reopen' } : null;
}

export const freeOf = <T extends { readonly situation: string }>(all: readonly T[]): T[] =>
  all.filter(({ situation }) => situation === 'free');
export const openOf = (beds: readonly Bed[]): Bed[] => beds.filter(({ situation }) => situation !== 'closed');

/** Departments worth a place on the board: those that have published what is looked at. */
export const publishing = (departments: readonly BoardDepartment[], what: 'beds' | 'slots'): BoardDepartment[] =>
  departments.filter((each) => each[what].length > 0);

/** Still on the way, or about to be: when it is expected matters. */
export const isComing = (state: ReferralState): boolean => state === 'accepted' || state === 'in_transit';

/** `YYYY-MM-DD` a number of days later. */
export const dayBy = (day: string, by: number): string => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);

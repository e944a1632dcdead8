import { Refusal } from '../refusal.js';
import { covers, earliestTakeOverHours, type Period } from './shift.js';

interface Assigned {
  readonly personId: string;
  readonly phone: string;
  readonly backupPersonId: string | null;
  readonly backupPhone: string | null;
}
export interface ShiftFacts extends Period, Assigned {
  readonly id: string;
}

/** What stands in the way of taking a shift over; nothing when this person may do it now. */
export function takeOverRefusal(shift: ShiftFacts, personId: string, at: Date): 'shift.not_yours' | 'shift.not_now' | undefined {
  if (personId !== shift.personId && personId !== shift.backupPersonId) return 'shift.not_yours';
  const opens = new Date(shift.from.getTime() - earliestTakeOverHours * 3_600_000);
  return covers({ from: opens, to: shift.to }, at) ? undefined : 'shift.not_now';
}

export interface TakeOver {
  readonly mine: Assigned & Period & { readonly takenOverAt: Date };
  /** Whoever was on duty at this place until now: their shifts end at this moment. */
  readonly relieves: readonly string[];
}

/**
 * 接班: the person or the backup takes the shift over, up to two hours early; a shift that starts later starts now. The backup becomes the
 * person on duty and the one on the rota the backup. From then on one person is on duty at the place.
 * @param others the other shifts of the same place
 * @throws Refusal shift.not_yours, shift.not_now
 */
export function decideTakeOver(
  shift: ShiftFacts,
  others: readonly (Period & { readonly id: string })[],
  personId: string,
  at: Date,
): TakeOver {
  const refusal = takeOverRefusal(shift, personId, at);
  if (refusal) throw new Refusal(refusal, { from: shift.from.toISOString(), to: shift.to.toISOString() });
  const { backupPersonId, backupPhone } = shift;
  const backupComes = personId === backupPersonId && backupPersonId !== null && backupPhone !== null;
  const assigned = backupComes
    ? { personId: backupPersonId, phone: backupPhone, backupPersonId: shift.personId, backupPhone: shift.phone }
    : { personId: shift.personId, phone: shift.phone, backupPersonId, backupPhone };
  return {
    mine: { ...assigned, from: at < shift.from ? at : shift.from, to: shift.to, takenOverAt: at },
    relieves: others.filter((other) => other.id !== shift.id && covers(other, at)).map(({ id }) => id),
  };
}

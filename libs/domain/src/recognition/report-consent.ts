import { ageOn } from '../identity/age.js';
import { guardianBelow } from '../referral/completion.js';
import type { ConsentGiver } from '../referral/referral.codes.js';
import { Refusal } from '../refusal.js';

/** Whether a patient agrees that this hospital looks up results of others, as it was said and by whom. */
export interface SaidConsent {
  readonly given: boolean;
  readonly giver: ConsentGiver;
  readonly giverName: string | null;
  /** Why nobody could be asked. */
  readonly rescueReason: string | null;
}

/**
 * Whoever speaks must be able to: for a child under 14 not the child itself, others by name; a rescue with its reason, and it never withdraws.
 * @param today day where the hospital is, `YYYY-MM-DD`
 * @throws Refusal request.invalid naming the field
 */
export function checkConsent({ given, giver, giverName, rescueReason }: SaidConsent, birthDate: string | null, today: string): void {
  const age = ageOn(birthDate, today);
  const refuse = (field: string) => new Refusal('request.invalid', { fields: [field] });
  if (giver === 'patient' && age !== undefined && age < guardianBelow) throw refuse('giver');
  if (giver === 'rescue' && !given) throw refuse('given');
  if ((giver === 'rescue') !== (rescueReason !== null)) throw refuse('rescueReason');
  if ((giver === 'guardian' || giver === 'relative') && giverName === null) throw refuse('giverName');
}

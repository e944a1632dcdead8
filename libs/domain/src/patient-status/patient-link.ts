import type { Actor } from '../access/actor.js';
import type { ReferralState } from '../referral/referral.machine.js';
import { sideOf } from '../referral/referral.policy.js';

/** To whom the link is given: whoever consented, or stands by the patient. */
export const linkHolders = ['patient', 'guardian', 'relative'] as const;
export type LinkHolder = (typeof linkHolders)[number];

/** A link works this long at most. */
export const linkDays = 180;
/** And this long after the case has ended. */
export const linkDaysAfterEnd = 30;
/** What leaves the portal can still be taken back this long: a message tells what is true then. */
export const messageDelaySeconds = 60;

/** Kind of the timer that asks, a minute after a step, what the patient has to be told now. */
export const tellPatientTimer = 'patient_link.tell';

/** A referral as far as its patient may be told about it. */
export interface ToldCase {
  readonly state: ReferralState;
  readonly senderId: string;
  readonly receiverId: string | null;
  readonly closedAt: Date | null;
  readonly died: boolean;
}

const clinicians: ReadonlySet<string> = new Set(['doctor', 'coordinator']);
const unsent: ReadonlySet<ReferralState> = new Set(['draft', 'voided']);

/** There is something to tell: it was sent, is not void, nobody died, and it did not end long ago. */
export const canBeTold = ({ state, died, closedAt }: ToldCase, now: Date): boolean =>
  !unsent.has(state) && !died && (closedAt === null || now.getTime() - closedAt.getTime() < linkDaysAfterEnd * 86_400_000);

/** Either of the two hospitals gives the link out, and either takes it back: people who treat or accompany the patient. */
export const mayGiveLink = (actor: Actor, told: Pick<ToldCase, 'senderId' | 'receiverId'>): boolean =>
  clinicians.has(actor.role) && sideOf(told, actor.institutionId) !== undefined;

import type { Actor, Role } from '../access/actor.js';
import type { ReferralState } from '../referral/referral.machine.js';
import { sideOf } from '../referral/referral.policy.js';

/** Longest message, in characters. */
export const longestMessage = 4_000;
/** Days after the end of a referral in which its sides can still write: questions of aftercare. */
export const aftercareDays = 30;
/** Seconds in which the writer can withdraw a message. */
export const withdrawSeconds = 120;
/** Most people and documents that one message can name. */
export const mostReferences = 10;

/** Who writes: those who treat, and the expert whose opinion is asked. A machine and the management do not. */
const writers: readonly Role[] = ['doctor', 'coordinator', 'expert'];

/** What a conversation depends on. */
export interface ConversationFacts {
  readonly state: ReferralState;
  readonly senderId: string;
  readonly receiverId: string | null;
  readonly submittedAt: Date | null;
  readonly closedAt: Date | null;
}

/**
 * Whether somebody can write: `open`, `aftercare` (over, for some days more), or why not: `over` (nobody any more), `not_sent` (nobody
 * to read it), `outside` (a receiver that is not on the platform), `reads_only` (this person).
 */
export const conversationStandings = ['open', 'aftercare', 'over', 'not_sent', 'outside', 'reads_only'] as const;
export type ConversationStanding = (typeof conversationStandings)[number];

/** Until when the sides of a referral that is over can write; null while it is not over. */
export const writableUntil = ({ closedAt }: Pick<ConversationFacts, 'closedAt'>): Date | null =>
  closedAt && new Date(closedAt.getTime() + aftercareDays * 86_400_000);

/** Where a person stands in the conversation of a referral. Whoever is no side of it any more only reads what was written to them. */
export function conversationStanding(
  referral: ConversationFacts,
  actor: Pick<Actor, 'institutionId' | 'role'>,
  now: Date,
): ConversationStanding {
  if (!sideOf(referral, actor.institutionId) || !writers.includes(actor.role)) return 'reads_only';
  if (referral.state === 'voided') return 'over';
  if (!referral.submittedAt) return 'not_sent';
  if (!referral.receiverId) return 'outside';
  const until = writableUntil(referral);
  if (!until) return 'open';
  return now < until ? 'aftercare' : 'over';
}

export const canWrite = (standing: ConversationStanding): boolean => standing === 'open' || standing === 'aftercare';

/** Until when a message can be withdrawn by whoever wrote it, in the same appointment's house. */
export const withdrawableUntil = (at: Date): Date => new Date(at.getTime() + withdrawSeconds * 1_000);

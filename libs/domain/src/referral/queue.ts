import type { Actor } from '../access/actor.js';
import { openStates } from './referral.machine.js';
import type { ReferralFacts } from './referral.types.js';

/** Orders of a queue: by urgency and what is due next, by age, by department and then as the first. */
export const queueOrders = ['due', 'newest', 'oldest', 'department'] as const;
export type QueueOrder = (typeof queueOrders)[number];

export const queueGroupings = ['urgency', 'department', 'none'] as const;
export type QueueGrouping = (typeof queueGroupings)[number];

/** What the row of a queue can show; the urgency, the time and the patient are always there. */
export const queueColumns = ['identifier', 'reason', 'place', 'verdict', 'claim', 'presence'] as const;
export type QueueColumn = (typeof queueColumns)[number];

/** Views that everybody starts with. */
export const startingViews = ['mine', 'immediate', 'unanswered', 'department', 'late', 'in_transit'] as const;
export type StartingView = (typeof startingViews)[number];

/** What can be done with many rows at once. Answers are never among them: each patient is looked at. */
export const bulkActions = ['claim', 'release', 'hand_over', 'remind', 'print'] as const;
export type BulkAction = (typeof bulkActions)[number];

/** A claim without activity ends after so long. */
export const claimSeconds = 30 * 60;
/** A second reminder about the same referral comes after so long at the earliest. */
export const reminderSeconds = 30 * 60;

/** Whether this person can take the work on it: a clinician of the receiving house, while something is still to be done. */
export const mayClaim = ({ institutionId, role }: Actor, { receiverId, state }: Pick<ReferralFacts, 'receiverId' | 'state'>): boolean =>
  receiverId === institutionId && (role === 'doctor' || role === 'coordinator') && (openStates as readonly string[]).includes(state);

import { may } from '../access/may.js';
import type { Actor, Role } from '../access/actor.js';
import { offeredActions, returnReviewMachine, type OfferedAction, type ReturnReviewState } from './return-review.machine.js';

/** What the rules of a review need to know of it. Ids are UUIDs. */
export interface ReturnReviewFacts {
  readonly state: ReturnReviewState;
  /** The hospital that sent the patient down, and the one that the patient came home to. */
  readonly downSenderId: string;
  readonly downReceiverId: string;
  /** null where the patient was sent down outside of every alliance: then the office decides. */
  readonly leadId: string | null;
  /** The office was told that this state lasts too long. */
  readonly officeTold: boolean;
  /** Hospitals that have written their account. */
  readonly accountsOf: readonly string[];
  /** The actor treated, sent, took or wrote an account: nobody judges their own part. */
  readonly tookPart: boolean;
}

const parties = ({ downSenderId, downReceiverId }: ReturnReviewFacts): readonly string[] => [downSenderId, downReceiverId];
const judges: ReadonlySet<Role> = new Set(['quality_manager', 'lead_administrator']);

const allowed: Readonly<Record<OfferedAction, (actor: Actor, review: ReturnReviewFacts) => boolean>> = {
  account: (actor, review) =>
    may(actor, 'return_review.account') &&
    parties(review).includes(actor.institutionId) &&
    !review.accountsOf.includes(actor.institutionId),
  conclude: (actor, review) =>
    may(actor, 'return_review.conclude') && !review.tookPart && judges.has(actor.role) && actor.institutionId === review.leadId,
  // whoever concluded does not object to itself
  object: (actor, review) =>
    may(actor, 'return_review.account') && parties(review).includes(actor.institutionId) && actor.institutionId !== review.leadId,
  // for good: nobody is above the office; a lead that is late, or has nobody who took no part, keeps nobody waiting for ever
  decide: (actor, review) =>
    may(actor, 'return_review.conclude') &&
    actor.role === 'management_office' &&
    (review.state === 'objected' || review.leadId === null || review.officeTold),
};

/** What this actor may do now. */
export const reviewActionsOf = (actor: Actor, review: ReturnReviewFacts): OfferedAction[] =>
  offeredActions.filter((action) => action in returnReviewMachine[review.state] && allowed[action](actor, review));

import type { Actor } from '../access/actor.js';
import { may } from '../access/may.js';
import {
  offeredReviewActions,
  recognitionReviewMachine,
  type OfferedReviewAction,
  type RecognitionReviewState,
  type ReviewVerdict,
} from './recognition-review.machine.js';

/** What the rules of a review need to know of it. Ids are UUIDs. */
export interface RecognitionReviewFacts {
  readonly state: RecognitionReviewState;
  /** The hospital that repeated the test, and the one whose result could have stood. */
  readonly repeaterId: string;
  readonly issuerId: string;
  /** Who sampled: the lead of an alliance of the repeating hospital, or the management office. */
  readonly samplerId: string;
  /** The physician who repeated the test. */
  readonly repeatedBy: string;
  readonly judgedBy: string | null;
  readonly judgedFrom: string | null;
  readonly verdict: ReviewVerdict | null;
  /** The hospital that was asked to decide the appeal; null: the office, or the sampler where it is neither party. */
  readonly reviewerId: string | null;
}

type Judging = Pick<Actor, 'institutionId' | 'personId' | 'role' | 'scopes'>;

/** Nobody decides about the own hospital. */
export const isParty = (
  institutionId: string,
  { repeaterId, issuerId }: Pick<RecognitionReviewFacts, 'repeaterId' | 'issuerId'>,
): boolean => institutionId === repeaterId || institutionId === issuerId;

/** Whom a verdict goes against: a refused reason the hospital that repeated, a justified one the hospital whose result was passed over. */
export const appellantOf = ({ verdict, repeaterId, issuerId }: RecognitionReviewFacts): string | null =>
  verdict === null ? null : verdict === 'refused' ? repeaterId : issuerId;

const isOffice = ({ role }: Judging): boolean => role === 'management_office';

const allowed: Readonly<Record<OfferedReviewAction, (actor: Judging, review: RecognitionReviewFacts) => boolean>> = {
  judge: (actor, review) =>
    may(actor, 'recognition.review') &&
    (actor.institutionId === review.samplerId || isOffice(actor)) &&
    actor.personId !== review.repeatedBy,
  // a hospital does not appeal against what its own quality manager found
  appeal: (actor, review) =>
    may(actor, 'recognition.appeal') && actor.institutionId === appellantOf(review) && actor.institutionId !== review.judgedFrom,
  // whoever is a party does not choose who decides
  assign: (actor, review) =>
    may(actor, 'recognition.review') &&
    !isParty(actor.institutionId, review) &&
    (actor.institutionId === review.samplerId || isOffice(actor)),
  decide: (actor, review) =>
    may(actor, 'recognition.review') &&
    !isParty(actor.institutionId, review) &&
    actor.personId !== review.judgedBy &&
    actor.personId !== review.repeatedBy &&
    (review.reviewerId === null ? isOffice(actor) || actor.institutionId === review.samplerId : actor.institutionId === review.reviewerId),
};

/** What this actor may do now. */
export const recognitionReviewActionsOf = (actor: Judging, review: RecognitionReviewFacts): OfferedReviewAction[] =>
  offeredReviewActions.filter((action) => action in recognitionReviewMachine[review.state] && allowed[action](actor, review));

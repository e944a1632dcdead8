import type { Actor } from '../access/actor.js';
import type { ReferralState } from '../referral/referral.machine.js';
import { sideOf } from '../referral/referral.policy.js';
import type { Urgency } from '../referral/referral.codes.js';

/** A link of one journey stops working this long after it was issued, or one hour after the arrival, whichever comes first. */
export const linkHours = 12;
/** What one crew may report in a minute; an ambulance that comes back into the net sends all that waited. */
export const reportsPerMinute = 60;
/** Nobody reported an arrival this long after the time that was estimated: an alarm, and a person decides. */
export const overdueSeconds = 30 * 60;

export interface Journey {
  readonly state: ReferralState;
  readonly senderId: string;
  readonly receiverId: string | null;
  readonly urgency: Urgency | null;
}

const clinicians: ReadonlySet<string> = new Set(['doctor', 'coordinator']);
const clinicianOf = (actor: Actor, journey: Journey, side: 'sender' | 'receiver'): boolean =>
  clinicians.has(actor.role) && sideOf(journey, actor.institutionId) === side;

/** Somebody may leave, or has left: an immediate case goes before it was answered. */
export const mayTravel = ({ state, urgency }: Pick<Journey, 'state' | 'urgency'>): boolean =>
  state === 'accepted' || state === 'in_transit' || (state === 'submitted' && urgency === 'immediate');

/** The side that sends the ambulance gives its crew the link. */
export const mayIssueLink = (actor: Actor, journey: Journey): boolean => clinicianOf(actor, journey, 'sender') && mayTravel(journey);
/** The sender takes it back at any time. */
export const mayRevokeLink = (actor: Actor, journey: Journey): boolean => clinicianOf(actor, journey, 'sender');
/** The side that waits calls its team in. */
export const mayActivateTeam = (actor: Actor, journey: Journey): boolean => clinicianOf(actor, journey, 'receiver') && mayTravel(journey);

/** Kind of the timer that asks whether somebody on the way has arrived; set `overdueSeconds` after every estimate. */
export const overdueTimer = 'trip.overdue';

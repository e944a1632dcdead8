import type { Actor } from '../access/actor.js';
import { may } from '../access/may.js';
import { Refusal } from '../refusal.js';
import { isRoomOpen } from './room-window.js';
import { roomActions, type Participant, type RoomAction, type RoomFacts, type Standing } from './room.types.js';

/** Places with picture and sound; whoever watches takes one only where a party does not need it. */
export const mediaPlaces = 16;
/** Those who watch a round or a lesson at the same time, without sending. */
export const attendeePlaces = 200;
/** Browser to browser, everybody sends to everybody. */
export const meshPlaces = 4;
/** A token is good for one entrance within this time. */
export const joinTokenSeconds = 60;
/** A line that is silent for so long is broken… */
export const awayAfterSeconds = 10;
/** …and the place is kept for so long. */
export const placeKeptMinutes = 15;

type Acting = Pick<Actor, 'personId' | 'institutionId' | 'role' | 'scopes'>;

/** Whoever accepted a seat, also where they were given up for not coming. */
export const seatedStates = ['accepted', 'absent'] as const satisfies readonly Participant['partyState'][];

/** Whoever has a seat; whoever registered to watch. */
export const takesPart = ({ kind, partyState, cancelled }: Participant): boolean =>
  kind === 'party' ? (seatedStates as readonly unknown[]).includes(partyState) : !cancelled;

/** The place of a person; of a party before that of an attendee. @returns undefined for whoever declined, or never was asked */
export const placeOf = (
  room: RoomFacts,
  { personId, institutionId }: Pick<Acting, 'personId' | 'institutionId'>,
): Participant | undefined =>
  room.participants
    .filter((participant) => participant.personId === personId && participant.institutionId === institutionId && takesPart(participant))
    .sort((a, b) => Number(b.kind === 'party') - Number(a.kind === 'party'))[0];

/** Whoever asked for the session, and every expert who accepted. */
export const isModerator = ({ requesterPersonId }: Pick<RoomFacts, 'requesterPersonId'>, participant: Participant): boolean =>
  participant.kind === 'party' && takesPart(participant) && (participant.side === 'invited' || participant.personId === requesterPersonId);

const isInside = ({ standing, presence }: Participant): boolean => standing === 'admitted' && presence !== 'absent';
const isThere = ({ standing, presence }: Participant): boolean => standing !== null && standing !== 'removed' && presence !== 'absent';

/**
 * How somebody comes in: parties at once, who only watches waits in the lobby; whoever has a place comes back to it.
 * @throws Refusal room.not_participant, room.not_open, room.removed, room.locked, room.full
 */
export function standingAtDoor(room: RoomFacts, actor: Acting, now: Date): { place: Participant; standing: Exclude<Standing, 'removed'> } {
  const place = may(actor, 'consultation.attend') ? placeOf(room, actor) : undefined;
  if (!place) throw new Refusal('room.not_participant');
  if (!isRoomOpen(room, now)) throw new Refusal('room.not_open');
  if (place.standing === 'removed') throw new Refusal('room.removed');
  if (isThere(place)) return { place, standing: place.standing === 'admitted' ? 'admitted' : 'waiting' };
  if (room.locked && !isModerator(room, place)) throw new Refusal('room.locked');
  if (
    place.kind === 'attendee' &&
    room.participants.filter((other) => other.kind === 'attendee' && isThere(other)).length >= attendeePlaces
  )
    throw new Refusal('room.full', { places: attendeePlaces });
  return { place, standing: place.kind === 'party' ? 'admitted' : 'waiting' };
}

const moderating: readonly RoomAction[] = ['admit', 'mute', 'remove', 'lock', 'unlock'];

/** May this person do it now? A target is asked for where the action has one. */
export function mayInRoom(room: RoomFacts, actor: Acting, action: RoomAction, now: Date, target?: Participant): boolean {
  const place = may(actor, 'consultation.attend') ? placeOf(room, actor) : undefined;
  if (!place || !isRoomOpen(room, now)) return false;
  if (action === 'join') return !isThere(place) && place.standing !== 'removed' && (!room.locked || isModerator(room, place));
  if (action === 'leave') return isThere(place);
  if (!isInside(place)) return false;
  if (action === 'lock') return isModerator(room, place) && !room.locked;
  if (action === 'unlock') return isModerator(room, place) && room.locked;
  if (action === 'lowerHand' && target && target.id !== place.id) return isModerator(room, place);
  if (!moderating.includes(action)) return true;
  if (!isModerator(room, place)) return false;
  // nobody removes oneself, or who leads the session too
  return action !== 'remove' || !target || !isModerator(room, target);
}

export const roomActionsOf = (room: RoomFacts, actor: Acting, now: Date): RoomAction[] =>
  roomActions.filter((action) => mayInRoom(room, actor, action, now));

/**
 * Inside, now.
 * @throws Refusal room.not_participant, room.not_open, room.not_admitted, consultation.not_your_action
 */
export function decideInRoom(
  room: RoomFacts,
  actor: Acting,
  action: Exclude<RoomAction, 'join' | 'leave'>,
  now: Date,
  target?: Participant,
): Participant {
  const place = may(actor, 'consultation.attend') ? placeOf(room, actor) : undefined;
  if (!place) throw new Refusal('room.not_participant');
  if (!isRoomOpen(room, now)) throw new Refusal('room.not_open');
  if (!isInside(place)) throw new Refusal('room.not_admitted');
  const already = (action === 'lock' && room.locked) || (action === 'unlock' && !room.locked);
  if (!already && !mayInRoom(room, actor, action, now, target)) throw new Refusal('consultation.not_your_action', { action });
  if (already && !isModerator(room, place)) throw new Refusal('consultation.not_your_action', { action });
  return place;
}

/**
 * Is a place with picture and sound free? Parties that are still expected keep theirs.
 * @param places as many as the engine carries
 */
export function hasMediaPlace(room: RoomFacts, place: Participant, taken: readonly string[], places: number): boolean {
  const others = taken.filter((id) => id !== place.id);
  if (place.kind === 'party') return others.length < places;
  const expected = room.participants.filter((other) => other.kind === 'party' && takesPart(other) && !others.includes(other.id)).length;
  return others.length + expected < places;
}

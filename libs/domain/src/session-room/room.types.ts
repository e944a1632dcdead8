import type { PhysicianTitle } from '../consultation/consultation.codes.js';
import type { ConsultationState } from '../consultation/consultation.machine.js';
import type { PartySide, PartyState } from '../consultation/consultation.types.js';

/** How somebody stands with the room: those who only watch wait in the lobby until a moderator admits them. */
export const standings = ['admitted', 'waiting', 'removed'] as const;
export type Standing = (typeof standings)[number];

/** `away`: the line broke and the place is kept; `absent`: not come yet, or left. */
export const presences = ['here', 'away', 'absent'] as const;
export type Presence = (typeof presences)[number];

/** A party sits at the table; an attendee watches a round or a lesson. */
export const participantKinds = ['party', 'attendee'] as const;
export type ParticipantKind = (typeof participantKinds)[number];

/** Why a moderator removes somebody. */
export const removeReasons = ['not_invited', 'disturbs', 'privacy', 'mistaken', 'other'] as const;
export type RemoveReason = (typeof removeReasons)[number];

/** Why somebody is out of the room. `replaced`: the same participant came in from another window; `withdrawn`: has no seat in the case any more. */
export const leaveReasons = ['left', 'lost', 'removed', 'over', 'replaced', 'withdrawn'] as const;
export type LeaveReason = (typeof leaveReasons)[number];

export const roomActions = [
  'join',
  'admit',
  'mute',
  'remove',
  'lock',
  'unlock',
  'raiseHand',
  'lowerHand',
  'leave',
  'report',
  'write',
] as const;
export type RoomAction = (typeof roomActions)[number];

/** One participant as the rules of the room see it. Ids are UUIDs. */
export interface Participant {
  readonly id: string;
  readonly kind: ParticipantKind;
  readonly side: PartySide | null;
  /** null for an attendee. */
  readonly partyState: PartyState | null;
  /** An attendee who took the registration back. */
  readonly cancelled: boolean;
  readonly personId: string | null;
  readonly institutionId: string;
  readonly title: PhysicianTitle | null;
  /** null: never came in. */
  readonly standing: Standing | null;
  readonly presence: Presence;
}

/** A session and its room as far as the rules need it. */
export interface RoomFacts {
  readonly consultationId: string;
  readonly state: ConsultationState;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly startedAt: Date | null;
  readonly requesterPersonId: string;
  readonly locked: boolean;
  readonly participants: readonly Participant[];
}

import type { ConsultationMode } from './consultation.codes.js';
import type { ConsultationState } from './consultation.machine.js';
import { joinBeforeMinutes } from './consultation.policy.js';
import type { PartySide, PartyState } from './consultation.types.js';

/** A seat some minutes after the start. Ids are UUIDs. */
export interface SeatAtStart {
  readonly id: string;
  readonly side: PartySide;
  readonly state: PartyState;
  readonly required: boolean;
  /** The first time this party entered the room; null: never. */
  readonly joinedAt: Date | null;
  /** Is in the room now. */
  readonly present: boolean;
  /** Wrote and signed on the board: was there, without a picture. */
  readonly signed: boolean;
}
export interface SessionAtStart {
  readonly mode: ConsultationMode;
  readonly state: ConsultationState;
  readonly startsAt: Date | null;
}

/** Somebody who entered a room of yesterday, for a session that was moved since, is not there today. */
function isThere({ joinedAt, present, signed }: SeatAtStart, startsAt: Date): boolean {
  return present || signed || (joinedAt !== null && joinedAt.getTime() >= startsAt.getTime() - joinBeforeMinutes * 60_000);
}

/** Who is missed at a session that should have begun (F75). */
export interface Missed {
  /** Seats of experts who are waited for and did not come: each is replaced. */
  readonly experts: readonly string[];
  /** Nobody of the inviting side came: that is told, and nobody takes their place. */
  readonly invitingSide: boolean;
}

/** Only where people meet in a room at a fixed time: on the telephone and on the board nobody can be late. */
export function missedAt({ mode, state, startsAt }: SessionAtStart, seats: readonly SeatAtStart[]): Missed {
  if (mode !== 'video' || !startsAt || (state !== 'booked' && state !== 'in_session')) return { experts: [], invitingSide: false };
  const away = (seat: SeatAtStart) => seat.state === 'accepted' && !isThere(seat, startsAt);
  const inviting = seats.filter(({ side, state: seatState }) => side === 'inviting' && seatState === 'accepted');
  return {
    experts: seats.filter((seat) => seat.side === 'invited' && seat.required && away(seat)).map(({ id }) => id),
    invitingSide: inviting.length > 0 && inviting.every(away),
  };
}

/**
 * The seat of somebody who enters the room. Who was given up and comes after all stays beside the one who was called instead,
 * and is no longer waited for.
 */
export const seatedOnJoining = ({ state, required }: Pick<SeatAtStart, 'state' | 'required'>): Pick<SeatAtStart, 'state' | 'required'> =>
  state === 'absent' ? { state: 'accepted', required: false } : { state, required };

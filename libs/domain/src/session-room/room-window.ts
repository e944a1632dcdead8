import { joinBeforeMinutes } from '../consultation/consultation.policy.js';
import type { RoomFacts } from './room.types.js';

/** A running session may last this much longer than planned, in minutes. */
export const roomGraceMinutes = 30;
/** States of a consultation in which its room can be open. */
export const roomStates = ['booked', 'in_session'] as const satisfies readonly RoomFacts['state'][];

export interface RoomWindow {
  readonly opensAt: Date;
  /** null: as long as the session runs. */
  readonly closesAt: Date | null;
}

/**
 * From when to when the room lets its people in (RTC-01): a quarter of an hour before the appointed time until its end, half an hour longer
 * while the session runs. What has no appointment (immediate, on the board) is open while it runs. @returns null where no session is ahead
 */
export function roomWindow({
  state,
  startsAt,
  endsAt,
  startedAt,
}: Pick<RoomFacts, 'state' | 'startsAt' | 'endsAt' | 'startedAt'>): RoomWindow | null {
  if (!(roomStates as readonly string[]).includes(state)) return null;
  if (!startsAt || !endsAt) return state === 'in_session' && startedAt ? { opensAt: startedAt, closesAt: null } : null;
  const grace = state === 'in_session' ? roomGraceMinutes : 0;
  return { opensAt: later(startsAt, -joinBeforeMinutes), closesAt: later(endsAt, grace) };
}

/** Half-open: at the closing minute the door is shut. */
export function isRoomOpen(facts: Parameters<typeof roomWindow>[0], now: Date): boolean {
  const window = roomWindow(facts);
  return window !== null && window.opensAt <= now && (window.closesAt === null || now < window.closesAt);
}

const later = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

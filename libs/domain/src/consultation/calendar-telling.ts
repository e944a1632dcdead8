import type { ConsultationState } from './consultation.machine.js';
import { takingPart, type PartyState } from './consultation.types.js';

/** A session as calendar programs are told of it. */
export interface ToldSession {
  readonly state: ConsultationState;
  /** A time is fixed, not only held. */
  readonly appointed: boolean;
}
export interface ToldSeat {
  readonly personId: string;
  readonly state: PartyState;
}
/** What somebody's calendar program was told last. */
export interface LastTold {
  readonly personId: string;
  readonly method: 'request' | 'cancel';
}
export interface Telling {
  readonly personId: string;
  readonly method: 'request' | 'cancel';
}

/**
 * Whom a change is told: everybody who takes part is asked again under the risen sequence; whoever was asked and takes part no more is
 * released, and everybody when the session is called off. Who is missed at the start is not: the session runs, and they may still come.
 */
export function calendarTellings({ state, appointed }: ToldSession, seats: readonly ToldSeat[], told: readonly LastTold[]): Telling[] {
  const meets = appointed && (state === 'booked' || state === 'in_session');
  // a session that was held stands in the calendar; one that will not be leaves it
  const over = appointed && (state === 'concluding' || state === 'decided' || state === 'closed');
  if (over) return [];
  const asked = new Set(meets ? seats.filter((seat) => takingPart.includes(seat.state)).map(({ personId }) => personId) : []);
  const missed = new Set(meets ? seats.filter((seat) => seat.state === 'absent').map(({ personId }) => personId) : []);
  const released = told.filter(({ personId, method }) => method === 'request' && !asked.has(personId) && !missed.has(personId));
  return [
    ...[...asked].map((personId) => ({ personId, method: 'request' as const })),
    ...released.map(({ personId }) => ({ personId, method: 'cancel' as const })),
  ];
}

import type { Actor } from '../access/actor.js';
import { may } from '../access/may.js';
import { finalConsultationStates, type ConsultationState } from '../consultation/consultation.machine.js';
import { Refusal } from '../refusal.js';

/** Whose case it is, as far as its documents and its board ask. */
export interface BoardCase {
  readonly state: ConsultationState;
  readonly invitingId: string;
  readonly invitedIds: readonly string[];
}
const over: readonly ConsultationState[] = finalConsultationStates;

/** Of a hospital that treats, and not somebody who only watches. */
export const treats = ({ invitingId, invitedIds }: BoardCase, { institutionId }: Pick<Actor, 'institutionId'>): boolean =>
  institutionId === invitingId || invitedIds.includes(institutionId);

/** Whoever takes part for a treating hospital lays documents down, draws and writes, until the case is over. */
export const mayWriteOnBoard = (actor: Actor, board: BoardCase): boolean =>
  !over.includes(board.state) && treats(board, actor) && (may(actor, 'consultation.request') || may(actor, 'consultation.advise'));

/** @throws Refusal consultation.wrong_state, consultation.not_your_action */
export function checkWrites(actor: Actor, board: BoardCase): void {
  if (mayWriteOnBoard(actor, board)) return;
  if (over.includes(board.state)) throw new Refusal('consultation.wrong_state', { state: board.state, action: 'board' });
  throw new Refusal('consultation.not_your_action', { action: 'board' });
}

/** A piece of the board goes with whoever put it there, or with the inviting side, whose case it is. */
export const mayRemoveFromBoard = (actor: Actor, board: BoardCase, madeBy: string): boolean =>
  mayWriteOnBoard(actor, board) && (madeBy === actor.personId || board.invitingId === actor.institutionId);

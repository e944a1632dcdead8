import type { RefusalCode } from '@alliance/domain/refusal';
import type { LeaveReason, Standing } from '@alliance/domain/session-room/room.types';
import { carriesVideo, type MediaStep } from '@alliance/domain/session-room/quality-ladder';
import type { MediaState } from '../../platform/media/media-client';

/** `entering` asks for a place; `waiting` has one in front of the door; `over` is the last page. */
export type Stage = 'lobby' | 'entering' | 'waiting' | 'inside' | 'over';
export type OverReason = Exclude<LeaveReason, 'lost'>;
/** What fills the page: the people, or what is looked at together. */
export type Front = 'people' | 'board';
export type Side = 'people' | 'chat' | 'case' | 'opinion';
export type Layout = 'grid' | 'speaker';

/** Where one stands with the room, as far as this window knows without asking. */
export interface RoomState {
  readonly stage: Stage;
  readonly over: OverReason | null;
  /** Why the door stayed shut the last time. */
  readonly refused: RefusalCode | null;
  /** The connection to the portal: without it others' marks and words do not arrive. */
  readonly line: 'up' | 'lost';
  readonly media: MediaState;
  readonly step: MediaStep;
  /** The best step the person allows; `720p` leaves it to the line. */
  readonly ceiling: MediaStep;
  readonly front: Front;
  /** The line moved the board to the front; it may take it back again. */
  readonly movedByLine: boolean;
  readonly layout: Layout;
  readonly side: Side | null;
  /** Position of the newest message that was on the screen, and of the newest there is. */
  readonly read: number;
  readonly written: number;
}

export type RoomEvent =
  | { readonly type: 'enter' }
  | { readonly type: 'joined'; readonly standing: Exclude<Standing, 'removed'>; readonly position: number }
  | { readonly type: 'admitted' }
  | { readonly type: 'refused'; readonly code: RefusalCode }
  | { readonly type: 'lineLost' }
  | { readonly type: 'left'; readonly why: OverReason }
  | { readonly type: 'media'; readonly state: MediaState }
  | { readonly type: 'quality'; readonly step: MediaStep }
  | { readonly type: 'ceiling'; readonly step: MediaStep }
  | { readonly type: 'front'; readonly front: Front }
  | { readonly type: 'layout'; readonly layout: Layout }
  | { readonly type: 'side'; readonly side: Side }
  | { readonly type: 'written'; readonly position: number }
  | { readonly type: 'back' };

export const atTheDoor: RoomState = {
  stage: 'lobby',
  over: null,
  refused: null,
  line: 'up',
  media: 'connecting',
  step: '720p',
  ceiling: '720p',
  front: 'people',
  movedByLine: false,
  layout: 'grid',
  side: 'people',
  read: 0,
  written: 0,
};

/** Unread messages of the others and one's own. */
export const unread = ({ read, written }: RoomState): number => Math.max(0, written - read);

const seen = (state: RoomState): RoomState => (state.side === 'chat' ? { ...state, read: state.written } : state);

/** A line that carries no picture shows the board first; one that does again gives the people back, unless somebody chose meanwhile. */
function steppedTo(state: RoomState, step: MediaStep): RoomState {
  if (!carriesVideo(step) && state.front === 'people') return { ...state, step, front: 'board', movedByLine: true };
  if (carriesVideo(step) && state.movedByLine) return { ...state, step, front: 'people', movedByLine: false };
  return { ...state, step };
}

/** What happens to the page when something happens to the room. What one was doing there stays over every interruption. */
export function nextRoom(state: RoomState, event: RoomEvent): RoomState {
  // only coming back leads away from the last page
  if (state.stage === 'over' && event.type !== 'back') return state;
  switch (event.type) {
    case 'enter':
      return { ...state, stage: 'entering', refused: null };
    case 'joined': {
      const first = state.stage === 'entering';
      const stage = event.standing === 'admitted' ? 'inside' : 'waiting';
      const written = Math.max(state.written, event.position);
      // what was written before one came is history, not news
      return seen({ ...state, stage, line: 'up', refused: null, written, read: first ? written : state.read });
    }
    case 'admitted':
      return state.stage === 'waiting' ? { ...state, stage: 'inside' } : state;
    case 'refused':
      return { ...state, refused: event.code, stage: event.code === 'room.not_open' && state.stage !== 'entering' ? 'over' : 'lobby' };
    case 'lineLost':
      return state.stage === 'lobby' ? state : { ...state, line: 'lost' };
    case 'left':
      return { ...state, stage: 'over', over: event.why };
    case 'media':
      return { ...state, media: event.state };
    case 'quality':
      return event.step === state.step ? state : steppedTo(state, event.step);
    case 'ceiling':
      return { ...state, ceiling: event.step };
    case 'front':
      return { ...state, front: event.front, movedByLine: false };
    case 'layout':
      return { ...state, layout: event.layout };
    case 'side':
      return seen({ ...state, side: state.side === event.side ? null : event.side });
    case 'written':
      return seen({ ...state, written: Math.max(state.written, event.position) });
    case 'back':
      return { ...atTheDoor, ceiling: state.ceiling, read: state.read, written: state.written };
  }
}

/** What stands in the banner over the room, the worst first; null while all is well. */
export type Trouble = 'line' | 'mediaAway' | 'media' | null;
export const troubleOf = ({ stage, line, media }: RoomState): Trouble => {
  if (stage !== 'inside') return stage === 'waiting' && line === 'lost' ? 'line' : null;
  if (line === 'lost') return 'line';
  if (media === 'unavailable') return 'mediaAway';
  return media === 'reconnecting' ? 'media' : null;
};

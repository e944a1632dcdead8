import type { LeaveReason, Standing } from '@alliance/domain/session-room/room.types';
import type { RefusalCode } from '@alliance/domain/refusal';
import { z } from 'zod';
import { MediaMessage, type MediaDelivery, type MediaReply, type Mutable } from './room-media.js';
import { Id } from './schema.js';

/** `room:join`: the token is used up by it. The same consultation as the token's, or it is refused. */
export const RoomJoin = z.strictObject({ consultationId: Id, token: z.string().min(20).max(100) });
export type RoomJoin = z.input<typeof RoomJoin>;

const Share = z.number().min(0).max(1);
/** Where somebody points on the board, as a share of the picture's width and height; null takes the pointer away. Never kept. */
export const Pointer = z.strictObject({
  itemId: Id,
  page: z.int().min(1).max(2_000).default(1),
  at: z.strictObject({ x: Share, y: Share }).nullable(),
});
export type Pointer = z.output<typeof Pointer>;

/** `room:signal`: what a browser says so that media can flow, or where it points. Nothing else travels. */
export const RoomSignal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('media'), message: MediaMessage }),
  z.strictObject({ kind: z.literal('pointer'), pointer: Pointer }),
]);
export type RoomSignal = z.input<typeof RoomSignal>;

/** At most this many pointer positions a second and socket; what is more is dropped. */
export const POINTERS_PER_SECOND = 20;

export interface FrameRefused {
  readonly ok: false;
  readonly code: RefusalCode;
}
/** `position` is that of the newest message of the chat. */
export interface RoomJoined {
  readonly ok: true;
  readonly participantId: string;
  readonly standing: Extract<Standing, 'admitted' | 'waiting'>;
  readonly version: number;
  readonly position: number;
}
/** `reply`: the media process's answer to an offer. */
export interface SignalTaken {
  readonly ok: true;
  readonly reply: MediaReply | null;
}

/** What reaches a participant: of another's browser, or that a moderator silenced one's own. */
export type RoomSignalHeard =
  | ({ readonly kind: 'media' } & MediaDelivery)
  | { readonly kind: 'pointer'; readonly from: string; readonly pointer: Pointer }
  | { readonly kind: 'muted'; readonly what: Mutable };

/** Server to client. `room:presence` and `room:chat` say "look again"; who is out hears why and asks for a new token or none. */
export interface RoomEvents {
  'room:signal': (signal: RoomSignalHeard) => void;
  'room:presence': (room: { consultationId: string; version: number }) => void;
  'room:chat': (room: { consultationId: string; position: number }) => void;
  'room:left': (room: { consultationId: string; why: Exclude<LeaveReason, 'lost'> }) => void;
}
/** Client to server; both are always answered. */
export interface RoomCommands {
  'room:join': (frame: RoomJoin, answer: (answer: RoomJoined | FrameRefused) => void) => void;
  'room:signal': (frame: RoomSignal, answer?: (answer: SignalTaken | FrameRefused) => void) => void;
}

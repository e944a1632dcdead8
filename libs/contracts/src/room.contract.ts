import { partySides } from '@alliance/domain/consultation/consultation.types';
import { physicianTitles } from '@alliance/domain/consultation/consultation.codes';
import { mediaSteps } from '@alliance/domain/session-room/quality-ladder';
import { participantKinds, presences, removeReasons, roomActions, standings } from '@alliance/domain/session-room/room.types';
import { z } from 'zod';
import { MediaConnection, mutable } from './room-media.js';
import { route } from './route.js';
import { ById, Id, Instant, Named, line } from './schema.js';

const seen = ['consultation.not_found', 'room.not_participant'] as const;
const door = ['room.not_open', 'room.locked', 'room.removed', 'room.full'] as const;
const inside = [...seen, 'room.not_open', 'room.not_admitted'] as const;
const moderated = [...inside, 'consultation.not_your_action', 'access.not_found'] as const;

export const RoomParticipant = z
  .object({
    /** Of the party or the attendee: the same id that media and pointers carry. */
    id: Id,
    kind: z.enum(participantKinds),
    /** null for an attendee. */
    side: z.enum(partySides).nullable(),
    name: z.string(),
    institution: Named,
    title: z.enum(physicianTitles).nullable(),
    mine: z.boolean(),
    moderator: z.boolean(),
    /** null: never came in. */
    standing: z.enum(standings).nullable(),
    presence: z.enum(presences),
    joinedAt: Instant.nullable(),
    handRaisedAt: Instant.nullable(),
    /** What the browser last said it sends. */
    microphone: z.boolean(),
    camera: z.boolean(),
    screen: z.boolean(),
    /** A moderator silenced it, and it was not turned on again. */
    mutedAudio: z.boolean(),
    mutedVideo: z.boolean(),
    quality: z.enum(mediaSteps).nullable(),
  })
  .meta({ id: 'RoomParticipant' });
export type RoomParticipant = z.infer<typeof RoomParticipant>;

export const RoomView = z
  .object({
    consultationId: Id,
    /** Grows with every change of who is here and how; `room:presence` names it. */
    version: z.int(),
    open: z.boolean(),
    opensAt: Instant.nullable(),
    /** null: as long as the session runs. */
    closesAt: Instant.nullable(),
    locked: z.boolean(),
    lockedBy: z.string().nullable(),
    /** My place; null while I have none: not registered, declined, or my hospital's case but not mine. */
    participantId: Id.nullable(),
    standing: z.enum(standings).nullable(),
    /** What I may do now. */
    actions: z.array(z.enum(roomActions)),
    /** Expected parties and whoever came; in the lobby, and for whoever has no place, only oneself. */
    participants: z.array(RoomParticipant),
    /** Position of the newest message; 0 without any. */
    position: z.int(),
  })
  .meta({ id: 'RoomView' });
export type RoomView = z.infer<typeof RoomView>;

const room = { params: ById, returns: RoomView } as const;

export const getRoom = route('GET', '/consultations/:id/room', {
  ...room,
  summary: 'The room of a session: who is there, and what I may do',
  refuses: ['consultation.not_found'],
});
export const issueJoinToken = route('POST', '/consultations/:id/join-tokens', {
  params: ById,
  summary: 'A token for one entrance, good for a minute: for `room:join` on the socket. Asked anew after every reconnect',
  status: 201,
  returns: z.object({ token: z.string(), expiresAt: Instant, participantId: Id }).meta({ id: 'JoinToken' }),
  refuses: [...seen, ...door],
});
export const connectMedia = route('POST', '/consultations/:id/room/media', {
  params: ById,
  summary: 'What my browser needs to send and receive; asked again after every entrance',
  returns: MediaConnection,
  refuses: [...inside, 'room.full', 'room.media_unavailable'],
});

export const admitToRoom = route('POST', '/consultations/:id/room/admit', {
  ...room,
  summary: 'Let somebody in from the lobby, or everybody; lets in again who was removed',
  body: z.strictObject({ participantId: Id.nullable().default(null) }).meta({ id: 'AdmitToRoom' }),
  refuses: [...moderated, 'room.full'],
});
export const muteParticipant = route('POST', '/consultations/:id/room/mute', {
  ...room,
  summary: 'Silence a participant until that participant turns it on again',
  body: z.strictObject({ participantId: Id, what: z.enum(mutable) }).meta({ id: 'MuteParticipant' }),
  refuses: moderated,
});
export const removeParticipant = route('POST', '/consultations/:id/room/remove', {
  ...room,
  summary: 'Remove a participant: out at once, and not in again before a moderator admits',
  body: z.strictObject({ participantId: Id, reason: z.enum(removeReasons) }).meta({ id: 'RemoveParticipant' }),
  refuses: moderated,
});
export const lockRoom = route('POST', '/consultations/:id/room/lock', {
  ...room,
  summary: 'Nobody new comes in; who has a place comes back to it',
  refuses: moderated,
});
export const unlockRoom = route('POST', '/consultations/:id/room/unlock', {
  ...room,
  summary: 'The door is open again',
  refuses: moderated,
});
export const raiseHand = route('POST', '/consultations/:id/room/raiseHand', { ...room, summary: 'Ask to speak', refuses: inside });
export const lowerHand = route('POST', '/consultations/:id/room/lowerHand', {
  ...room,
  summary: 'Lower my hand, or as a moderator somebody else’s',
  body: z.strictObject({ participantId: Id.nullable().default(null) }).meta({ id: 'LowerHand' }),
  refuses: moderated,
});
export const leaveRoom = route('POST', '/consultations/:id/room/leave', {
  ...room,
  summary: 'Leave; a closed window only loses the line, and keeps its place for a quarter of an hour',
  refuses: seen,
});
export const reportLine = route('POST', '/consultations/:id/room/report', {
  ...room,
  summary: 'What my browser sends now and how well it receives; what is left out stays. Turning on what was silenced ends the silence',
  body: z
    .strictObject({
      quality: z.enum(mediaSteps).optional(),
      microphone: z.boolean().optional(),
      camera: z.boolean().optional(),
      screen: z.boolean().optional(),
    })
    .meta({ id: 'ReportLine' }),
  refuses: inside,
});

export const RoomMessage = z
  .object({ id: Id, position: z.int(), at: Instant, by: z.string(), institution: Named, mine: z.boolean(), text: z.string() })
  .meta({ id: 'RoomMessage' });
export type RoomMessage = z.infer<typeof RoomMessage>;

export const listRoomMessages = route('GET', '/consultations/:id/room/messages', {
  summary: 'What was written during the session, oldest first; who only watches reads what was written while being there',
  params: ById,
  query: z.strictObject({
    /** Position after which the page begins. */
    after: z.coerce.number<number | string>().int().min(0).max(1_000_000).default(0),
    limit: z.coerce.number<number | string>().int().min(1).max(200).default(100),
  }),
  returns: z.object({ items: z.array(RoomMessage), later: z.boolean() }).meta({ id: 'RoomMessages' }),
  refuses: seen,
});
export const writeRoomMessage = route('POST', '/consultations/:id/room/messages', {
  summary: 'Write to everybody in the room; sent again with the same id it is written once',
  status: 201,
  params: ById,
  body: z.strictObject({ id: Id, text: line(2_000) }).meta({ id: 'WriteRoomMessage' }),
  returns: RoomMessage,
  refuses: [...inside, 'request.key_reused'],
});

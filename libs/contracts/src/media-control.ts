import { z } from 'zod';
import { MediaSource, mutable, Sdp } from './room-media.js';
import { Id } from './schema.js';

/**
 * What a browser and the media process say to each other over their own data channel: once it is open, everything after the first
 * offer goes this way, so that a call outlives the death of the API. The browser's first offer carries its microphone, its camera
 * and its screen in this order; who only watches sends none of them. Afterwards only the media process offers: no two offers meet.
 */
export const mediaChannel = 'control';

/** Largest message on the channel, in characters. */
export const MEDIA_CHANNEL_LIMIT = 64_000;

const OfferNumber = z.int().nonnegative();

/** Which of the browser's receiving lines carries what of whom. */
export const MediaSlot = z.strictObject({ mid: z.string().max(64), participantId: Id, source: MediaSource });
export type MediaSlot = z.infer<typeof MediaSlot>;
const slots = z.array(MediaSlot).max(64);

export const FromBrowser = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('answer'), number: OfferNumber, sdp: Sdp }),
  /** What is being sent now. Turning on what a moderator silenced ends the silence. */
  z.strictObject({ type: z.literal('sources'), microphone: z.boolean(), camera: z.boolean(), screen: z.boolean() }),
  /** What of the others is wanted: a bad line goes on with their voices, a worse one with the board alone. */
  z.strictObject({ type: z.literal('receive'), audio: z.boolean(), video: z.boolean() }),
  z.strictObject({ type: z.literal('ping') }),
]);
export type FromBrowser = z.infer<typeof FromBrowser>;

export const FromMedia = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('offer'), number: OfferNumber, sdp: Sdp, slots }),
  z.strictObject({ type: z.literal('slots'), slots }),
  z.strictObject({ type: z.literal('muted'), what: z.enum(mutable) }),
  /** Do not come back by yourself: removed, the session is over, or the same participant came in anew from elsewhere. */
  z.strictObject({ type: z.literal('closed'), why: z.enum(['removed', 'over', 'replaced']) }),
]);
export type FromMedia = z.infer<typeof FromMedia>;

/** The media process's own loopback API, for the portal alone: `PUT /rooms/:room/participants/:participant`. */
export const mediaKeyHeader = 'x-media-key';
export const EnterMedia = z.strictObject({ publish: z.boolean() });
/** `POST …/offer` and its answer. */
export const MediaOffer = z.strictObject({ sdp: Sdp });
/** `POST …/mute` */
export const MuteMedia = z.strictObject({ what: z.enum(mutable) });
/** `GET /rooms/:room`: who is there, and who of them sends what. */
export const MediaRoomState = z.strictObject({
  participants: z.array(
    z.strictObject({ participantId: Id, connected: z.boolean(), sources: z.array(MediaSource), receives: z.int().nonnegative() }),
  ),
});
export type MediaRoomState = z.infer<typeof MediaRoomState>;

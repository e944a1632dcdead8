import { z } from 'zod';
import { Id } from './schema.js';

/** A session description, at most 60 kB: what a browser with sixteen others in the room makes stays below 40 kB. */
export const Sdp = z.string().min(1).max(60_000);

/** One network address a browser may be reached at (RTCIceCandidateInit). */
export const IceCandidate = z
  .strictObject({
    candidate: z.string().max(2_000),
    sdpMid: z.string().max(64).nullish(),
    sdpMLineIndex: z.int().min(0).max(1_000).nullish(),
    usernameFragment: z.string().max(256).nullish(),
  })
  .meta({ id: 'IceCandidate' });
export type IceCandidate = z.infer<typeof IceCandidate>;

export const IceServer = z
  .strictObject({
    urls: z.array(z.string().max(300)).min(1).max(8),
    username: z.string().max(200).optional(),
    credential: z.string().max(200).optional(),
  })
  .meta({ id: 'IceServer' });
export type IceServer = z.infer<typeof IceServer>;

/** `sfu`: our media process forwards; `mesh`: browsers speak to each other, at most four; `livekit`: a LiveKit server. */
export const mediaEngines = ['sfu', 'mesh', 'livekit'] as const;
export type MediaEngineKind = (typeof mediaEngines)[number];

/** What a browser needs to send and receive in a room. `url` and `token` belong to LiveKit alone. */
export const MediaConnection = z
  .strictObject({
    engine: z.enum(mediaEngines),
    participantId: Id,
    /** False for those who only watch and listen. */
    publish: z.boolean(),
    iceServers: z.array(IceServer).max(8),
    url: z.url().max(500).optional(),
    token: z.string().max(4_000).optional(),
  })
  .meta({ id: 'MediaConnection' });
export type MediaConnection = z.infer<typeof MediaConnection>;

/** Without `to` it is for the media process; in a mesh every message names the participant it is for. */
const to = Id.optional();

/** What a browser says so that media can flow. Carried by the portal, never kept. */
export const MediaMessage = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('offer'), to, sdp: Sdp }),
    z.strictObject({ type: z.literal('answer'), to, sdp: Sdp }),
    z.strictObject({ type: z.literal('candidates'), to, candidates: z.array(IceCandidate).min(1).max(64) }),
  ])
  .meta({ id: 'MediaMessage' });
export type MediaMessage = z.infer<typeof MediaMessage>;

/** The media process's answer to an offer. */
export const MediaReply = z.strictObject({ type: z.literal('answer'), sdp: Sdp }).meta({ id: 'MediaReply' });
export type MediaReply = z.infer<typeof MediaReply>;

/** A message as it reaches the participant named in its `to`. */
export const MediaDelivery = z.strictObject({ from: Id, message: MediaMessage }).meta({ id: 'MediaDelivery' });
export type MediaDelivery = z.infer<typeof MediaDelivery>;

/** What a participant sends: `camera` and `microphone` of the person, `screen` of the computer. */
export const mediaSources = ['microphone', 'camera', 'screen'] as const;
export const MediaSource = z.enum(mediaSources);
export type MediaSource = z.infer<typeof MediaSource>;

/** What a moderator can silence. */
export const mutable = ['audio', 'video'] as const;
export type Mutable = (typeof mutable)[number];

import type { LineReading, MediaStep } from '@alliance/domain/session-room/quality-ladder';
import type { MediaConnection, MediaDelivery, MediaEngineKind, MediaMessage, MediaReply, Mutable } from '@alliance/contracts/room-media';

/** How messages of the media travel: given by the room, which owns the connection to the portal. */
export interface MediaTransport {
  /** Asked anew at every reconnection, because the credentials in it are short-lived. */
  connect(): Promise<MediaConnection>;
  send(message: MediaMessage): Promise<MediaReply | null>;
  /** Messages of other participants, in a mesh. @returns how to stop listening */
  onMessage(heard: (delivery: MediaDelivery) => void): () => void;
}

/** `unavailable`: the portal has no picture and sound to give now; it is tried again all the same. `closed`: removed, over, or left. */
export type MediaState = 'connecting' | 'connected' | 'reconnecting' | 'unavailable' | 'closed';

/** What is seen and heard of another participant. The streams stay the same while tracks come and go. */
export interface RemoteMedia {
  readonly person: MediaStream | null;
  readonly screen: MediaStream | null;
}

/** The tracks to send; null sends nothing, left out leaves it as it is. Another device is another track. */
export interface OwnMedia {
  readonly audio?: MediaStreamTrack | null;
  readonly video?: MediaStreamTrack | null;
  readonly screen?: MediaStreamTrack | null;
}

export interface MediaQuality extends LineReading {
  /** What is being sent and received now. */
  readonly step: MediaStep;
}

type Stop = () => void;

/** Picture and sound of one person in one room. It reconnects by itself; what it was asked to send stays asked. */
export interface MediaClient {
  readonly engine: MediaEngineKind;
  connect(): Promise<void>;
  publish(media: OwnMedia): Promise<void>;
  /** The best step the person wants; the line may make it worse. */
  setStep(step: MediaStep): void;
  /** Who is in the room: a mesh has to know. */
  setParticipants(participantIds: readonly string[]): void;
  /** Called with nulls when a participant is no longer seen nor heard. */
  onRemote(heard: (participantId: string, media: RemoteMedia) => void): Stop;
  onQuality(heard: (quality: MediaQuality) => void): Stop;
  onState(heard: (state: MediaState) => void): Stop;
  /** A moderator silenced us: the switches of the page follow. */
  onMuted(heard: (what: Mutable) => void): Stop;
  /** Tries now, without waiting for the next attempt. */
  reconnect(): void;
  close(): void;
}

/** The client of the engine the portal has chosen; only its code is loaded. Not connected yet. @throws what `transport.connect` throws */
export async function openMedia(transport: MediaTransport): Promise<MediaClient> {
  const { engine } = await transport.connect();
  if (engine === 'livekit') return new (await import('./livekit-client')).LiveKitClient(transport);
  if (engine === 'mesh') return new (await import('./mesh-client')).MeshClient(transport);
  return new (await import('./sfu-client')).SfuClient(transport);
}

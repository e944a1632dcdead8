import type { MediaConnection, MediaEngineKind, MediaMessage, MediaReply, Mutable } from '@alliance/contracts/room-media';

/** Who wants to connect. `participantId` is a party or an attendee of the consultation. */
export interface ConnectAsk {
  readonly consultationId: string;
  readonly participantId: string;
  readonly name: string;
  /** False for those who only watch and listen. */
  readonly publish: boolean;
}

/**
 * Carries picture and sound of the rooms. It keeps no record: who may come in is decided before it is asked.
 * Every method may refuse `room.media_unavailable`; the session then goes on with board and telephone.
 */
export abstract class MediaEngine {
  abstract readonly kind: MediaEngineKind;

  /** What the participant's browser needs; short-lived credentials among it, so asked again at every join. */
  abstract connect(ask: ConnectAsk): Promise<MediaConnection>;

  /** @returns the answer to an offer; null when there is nothing to answer: in a mesh the gateway then relays to `message.to` */
  abstract signal(consultationId: string, participantId: string, message: MediaMessage): Promise<MediaReply | null>;

  /** Silences a participant until that participant turns it on again. In a mesh only the browser itself can: the gateway tells it. */
  abstract mute(consultationId: string, participantId: string, what: Mutable): Promise<void>;

  /** The participant left or was removed: nothing more is sent or received. */
  abstract leave(consultationId: string, participantId: string): Promise<void>;

  /** The session is over. */
  abstract close(consultationId: string): Promise<void>;
}

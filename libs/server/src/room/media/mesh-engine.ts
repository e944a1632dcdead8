import { Injectable } from '@nestjs/common';
import type { MediaConnection } from '@alliance/contracts/room-media';
import { MediaEngine, type ConnectAsk } from './media-engine.js';
import { Turn } from './turn.js';

/** Browsers send to each other: nothing to run, and good for four at most. The gateway passes their messages on. */
@Injectable()
export class MeshEngine extends MediaEngine {
  readonly kind = 'mesh';

  constructor(private readonly turn: Turn) {
    super();
  }

  async connect({ participantId, publish }: ConnectAsk): Promise<MediaConnection> {
    return { engine: this.kind, participantId, publish, iceServers: this.turn.serversFor(participantId) };
  }

  async signal(): Promise<null> {
    return null;
  }

  async mute(): Promise<void> {
    // only the participant's browser can: the gateway tells it
  }
  async leave(): Promise<void> {
    // the others' browsers close their connections when the list of participants says so
  }
  async close(): Promise<void> {
    // as with leave
  }
}

import type { Mutable } from '@alliance/contracts/room-media';
import { Injectable } from '@nestjs/common';
import { Log } from '../platform/observe/log.js';
import { MediaEngine } from './media/media-engine.js';

/** Hints to the engine once they are true. What it misses it hears again: a silenced browser, a seat that is gone. */
@Injectable()
export class RoomMedia {
  constructor(
    private readonly engine: MediaEngine,
    private readonly log: Log,
  ) {}

  mute(consultationId: string, participantId: string, what: Mutable): void {
    this.hint(this.engine.mute(consultationId, participantId, what));
  }
  leave(consultationId: string, participantId: string): void {
    this.hint(this.engine.leave(consultationId, participantId));
  }
  close(consultationId: string): void {
    this.hint(this.engine.close(consultationId));
  }

  private hint(done: Promise<void>): void {
    done.catch((err: unknown) => this.log.warn({ err }, 'the media engine was not reached; the room goes on'));
  }
}

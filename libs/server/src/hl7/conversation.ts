import type { Socket } from 'node:net';
import type { Log } from '../platform/observe/log.js';
import { FrameTooLong, Framing, framed } from './framing.js';
import type { Peer, Reception } from './reception.js';

/** More than this unanswered, and we stop listening until some are answered. */
const mostUnanswered = 64;
/** A message that began must end within this. */
const frameWithinMs = 30_000;

/** One sender's connection: messages in, answers out in the order in which the messages came. */
export class Conversation {
  private readonly framing = new Framing();
  private answers: Promise<void> = Promise.resolve();
  private unanswered = 0;
  private isEnding = false;
  private late: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly peer: Peer,
    private readonly reception: Reception,
    private readonly log: Log,
  ) {
    socket.setNoDelay(true).setKeepAlive(true, 60_000);
    socket.on('data', (chunk: Buffer) => this.hear(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => clearTimeout(this.late));
  }

  /** Nothing new is heard; what was heard is answered, then the connection ends. */
  async end(): Promise<void> {
    this.isEnding = true;
    this.socket.pause();
    await this.answers;
    this.socket.end();
    this.socket.destroySoon();
  }

  private hear(chunk: Buffer): void {
    if (this.isEnding) return;
    try {
      for (const frame of this.framing.push(chunk)) this.take(frame);
    } catch (error) {
      if (!(error instanceof FrameTooLong)) throw error;
      this.log.warn({}, 'a sender of HL7 sent a message that is too long');
      this.socket.destroy();
    }
    this.watch();
    if (this.unanswered >= mostUnanswered) this.socket.pause();
  }

  private take(frame: Buffer): void {
    this.unanswered++;
    const coming = this.reception.receive(frame, this.peer);
    coming.catch(() => undefined);
    this.answers = this.answers.then(async () => {
      try {
        const { frames, isOver } = await coming;
        if (this.socket.writable) for (const text of frames) this.socket.write(framed(text));
        if (isOver) this.socket.end();
      } catch (error) {
        // nothing was kept: without an answer the sender sends it again
        this.log.error({ err: error }, 'a message could not be kept; its sender is left to send it again');
        this.socket.destroy();
      }
      if (--this.unanswered < mostUnanswered / 2 && !this.isEnding) this.socket.resume();
    });
  }

  private watch(): void {
    if (!this.framing.isWaiting) {
      clearTimeout(this.late);
      this.late = undefined;
    } else this.late ??= setTimeout(() => this.socket.destroy(), frameWithinMs);
  }
}

import { Heard } from './heard';
import type { MediaState } from './media-client';

const PAUSES_MS = [0, 500, 1_000, 2_000, 4_000, 8_000];
/** A line that stutters comes back by itself; one that is silent for longer is made anew. */
const PATIENCE_MS = 2_000;

/** Keeps trying until a connection stands, and begins again when it is lost or the machine comes to another network. */
export class Retry {
  readonly state = new Heard<[MediaState]>();
  private current: MediaState = 'connecting';
  private trying: Promise<void> | undefined;
  private failures = 0;
  private wait: { timer: ReturnType<typeof setTimeout>; go: () => void } | undefined;

  constructor(private readonly attempt: () => Promise<void>) {}

  /** The first attempt; later ones happen by themselves. Resolves when it stands, or has failed once. */
  async start(): Promise<void> {
    addEventListener('online', this.online);
    this.tell('connecting');
    await this.lost();
  }

  /** Begins a new connection, unless one is being made. */
  lost(): Promise<void> {
    if (this.current === 'closed') return Promise.resolve();
    if (this.current === 'connected') this.tell('reconnecting');
    this.trying ??= this.once().finally(() => (this.trying = undefined));
    return this.trying;
  }

  now(): void {
    this.failures = 0;
    this.wait?.go();
    void this.lost();
  }

  /** Looks after a connection for as long as it is the current one. */
  watch(connection: RTCPeerConnection, current: () => boolean): void {
    connection.onconnectionstatechange = () => {
      const { connectionState } = connection;
      if (!current() || this.trying) return;
      if (connectionState === 'failed' || connectionState === 'closed') void this.lost();
      if (connectionState !== 'disconnected') return;
      setTimeout(() => {
        if (current() && connection.connectionState === 'disconnected') void this.lost();
      }, PATIENCE_MS);
    };
  }

  end(): void {
    removeEventListener('online', this.online);
    this.tell('closed');
    this.wait?.go();
  }

  /** The way the old connection took is gone, though it may not have noticed yet. */
  private readonly online = () => this.now();

  private async once(): Promise<void> {
    await this.pause();
    if (this.current === 'closed') return;
    try {
      await this.attempt();
      this.failures = 0;
      this.tell('connected');
    } catch (error) {
      this.failures++;
      const refused = error instanceof Error && error.message === 'room.media_unavailable';
      this.tell(refused ? 'unavailable' : 'reconnecting');
      setTimeout(() => void this.lost()); // after this attempt has ended
    }
  }

  private pause(): Promise<void> {
    const ms = PAUSES_MS[Math.min(this.failures, PAUSES_MS.length - 1)] ?? 0;
    if (ms === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(this.wait?.timer);
        this.wait = undefined;
        resolve();
      };
      this.wait = { timer: setTimeout(go, ms), go };
    });
  }

  private tell(state: MediaState): void {
    if (this.current === 'closed' || (this.current === state && state !== 'connecting')) return;
    this.current = state;
    this.state.tell(state);
  }
}

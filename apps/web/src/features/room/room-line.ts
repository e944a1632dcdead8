import type { RoomCommands, RoomEvents, RoomJoined, RoomSignalHeard } from '@alliance/contracts/room-frames';
import { POINTERS_PER_SECOND, type Pointer } from '@alliance/contracts/room-frames';
import { connectMedia, issueJoinToken } from '@alliance/contracts/room.contract';
import type { MediaConnection, MediaDelivery, MediaMessage, MediaReply } from '@alliance/contracts/room-media';
import type { RefusalCode } from '@alliance/domain/refusal';
import type { Socket } from 'socket.io-client';
import { Refused, call } from '../../platform/call';
import type { MediaTransport } from '../../platform/media/media-client';
import type { OverReason } from './room-state';

export type RoomSocket = Pick<Socket<RoomEvents, RoomCommands>, 'on' | 'connect' | 'disconnect' | 'connected' | 'timeout' | 'volatile'>;
export type OpenSocket = () => Promise<RoomSocket>;

export interface RoomHeard {
  readonly joined: (at: RoomJoined) => void;
  readonly refused: (code: RefusalCode) => void;
  readonly lost: () => void;
  readonly left: (why: OverReason) => void;
  /** Look again at who is here. */
  readonly presence: () => void;
  readonly chat: (position: number) => void;
  readonly signal: (signal: Exclude<RoomSignalHeard, { kind: 'media' }>) => void;
}

const ANSWER_WITHIN_MS = 8_000;
const PAUSES_MS = [300, 700, 1_500, 3_000];
const POINTER_EVERY_MS = 1_000 / POINTERS_PER_SECOND + 10;
/** These say that the attempt failed, not that one may not come in. */
const passing = (code: string): boolean =>
  ['server.unavailable', 'room.token_invalid', 'request.too_many'].includes(code) || /^(http|session)\./.test(code);

/** Our place in the room over the socket: asked for with a fresh token after every interruption, without anybody noticing. */
export class RoomLine implements MediaTransport {
  private socket: RoomSocket | undefined;
  private inside = false;
  private ended = false;
  private failures = 0;
  private attempts = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly media = new Set<(delivery: MediaDelivery) => void>();
  private pointing: { next: Pointer | null; timer: ReturnType<typeof setTimeout> } | undefined;

  constructor(
    private readonly consultationId: string,
    private readonly openSocket: OpenSocket,
    private readonly heard: RoomHeard,
  ) {}

  async open(): Promise<void> {
    const socket = await this.openSocket();
    if (this.ended) return void socket.disconnect();
    this.socket = socket;
    const ours =
      <T extends { consultationId: string }>(tell: (frame: T) => void) =>
      (frame: T) =>
        frame.consultationId === this.consultationId && !this.ended && tell(frame);
    socket.on('connect', () => void this.join());
    socket.on('disconnect', (reason) => this.lost(reason));
    socket.on('connect_error', () => this.heard.lost());
    socket.on(
      'room:presence',
      ours(() => this.heard.presence()),
    );
    socket.on(
      'room:chat',
      ours(({ position }: { consultationId: string; position: number }) => this.heard.chat(position)),
    );
    socket.on(
      'room:left',
      ours(({ why }: { consultationId: string; why: OverReason }) => this.out(why)),
    );
    socket.on('room:signal', (signal) => this.signalled(signal));
    addEventListener('online', this.online);
    if (socket.connected) void this.join();
    else socket.connect();
  }

  /** Where I point: at most twenty times a second, the last position always. */
  point(pointer: Pointer): void {
    if (this.pointing) return void (this.pointing.next = pointer);
    this.sendPointer(pointer);
    const timer = setTimeout(() => {
      const next = this.pointing?.next;
      this.pointing = undefined;
      if (next) this.point(next);
    }, POINTER_EVERY_MS);
    this.pointing = { next: null, timer };
  }

  close(): void {
    this.ended = true;
    this.inside = false;
    removeEventListener('online', this.online);
    clearTimeout(this.retry);
    clearTimeout(this.pointing?.timer);
    this.socket?.disconnect();
  }

  connect(): Promise<MediaConnection> {
    return call(connectMedia, { params: { id: this.consultationId } });
  }
  async send(message: MediaMessage): Promise<MediaReply | null> {
    // a socket keeps what is said while it is away, and would say it before we have our place again
    if (!this.socket || !this.inside) throw new Error('not in the room');
    const answer = await this.socket.timeout(ANSWER_WITHIN_MS).emitWithAck('room:signal', { kind: 'media', message });
    if (!answer.ok) throw Object.assign(new Error(answer.code), { code: answer.code });
    return answer.reply;
  }
  onMessage(heard: (delivery: MediaDelivery) => void): () => void {
    this.media.add(heard);
    return () => void this.media.delete(heard);
  }

  private async join(): Promise<void> {
    const attempt = (this.attempts += 1);
    const current = () => !this.ended && attempt === this.attempts;
    const { consultationId, socket } = this;
    try {
      const { token } = await call(issueJoinToken, { params: { id: consultationId } });
      if (!current() || !socket?.connected) return;
      const answer = await socket.timeout(ANSWER_WITHIN_MS).emitWithAck('room:join', { consultationId, token });
      if (!current()) return;
      if (!answer.ok) return this.failed(answer.code);
      this.failures = 0;
      this.inside = true;
      this.heard.joined(answer);
    } catch (error) {
      if (current()) this.failed(error instanceof Refused ? error.problem.code : 'server.unavailable');
    }
  }

  private failed(code: string): void {
    if (!passing(code)) {
      this.heard.refused(code as RefusalCode);
      return this.close();
    }
    this.heard.lost();
    const pause = PAUSES_MS[Math.min(this.failures, PAUSES_MS.length - 1)];
    this.failures += 1;
    // without a socket the attempt comes with the next connection
    this.retry = setTimeout(() => this.socket?.connected && void this.join(), pause);
  }

  private lost(reason: string): void {
    this.inside = false;
    this.attempts += 1;
    if (this.ended) return;
    this.heard.lost();
    // socket.io does not come back by itself from a server that said goodbye, as one that restarts does
    if (reason === 'io server disconnect') this.retry = setTimeout(() => this.socket?.connect(), 500);
  }

  private out(why: OverReason): void {
    this.close();
    this.heard.left(why);
  }

  private signalled(signal: RoomSignalHeard): void {
    if (this.ended) return;
    if (signal.kind === 'media') for (const tell of this.media) tell({ from: signal.from, message: signal.message });
    else this.heard.signal(signal);
  }

  private sendPointer(pointer: Pointer): void {
    if (this.inside) this.socket?.volatile.emit('room:signal', { kind: 'pointer', pointer });
  }

  private readonly online = (): void => void (!this.socket?.connected && this.socket?.connect());
}

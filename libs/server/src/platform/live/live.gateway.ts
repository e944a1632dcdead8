import type { LiveAuth, Signal } from '@alliance/contracts/live';
import { Inject, type OnModuleDestroy } from '@nestjs/common';
import { WebSocketGateway, type GatewayMetadata, type OnGatewayInit } from '@nestjs/websockets';
import type { Socket } from 'socket.io';
import { Refusal } from '@alliance/domain/refusal';
import { CONFIG, type Config } from '../config/config.js';
import { isOwnOrigin } from '../auth/origin.js';
import { sessionEndedChannel } from '../auth/session-ended.js';
import { SessionReader, type Held } from '../auth/session.reader.js';
import { Log } from '../observe/log.js';
import { Metrics } from '../observe/metrics.js';
import { RedisConnections } from '../redis/redis.module.js';
import { InboxQueries } from './inbox.js';
import { liveAdapter, liveConnection, roomOf, type LiveServer } from './live.publisher.js';

const sweepEveryMs = 15_000;
const replayPage = 500;

const signalOf = ({ seq, topic, id, version, alarm }: Signal): Signal => ({ seq, topic, id, version, ...(alarm && { alarm }) });

/** One server for all gateways: whichever comes first makes it. */
export const liveOptions = {
  transports: ['websocket'],
  serveClient: false,
  maxHttpBufferSize: 65_536,
  perMessageDeflate: false,
  path: '/socket.io',
} satisfies GatewayMetadata;

/**
 * Outside of a session's room sockets only listen. Who hears what is decided in the handshake; commands go over HTTP, so there is nothing
 * else to guard.
 */
@WebSocketGateway(liveOptions)
export class LiveGateway implements OnGatewayInit<LiveServer>, OnModuleDestroy {
  private server: LiveServer | undefined;
  private sweeper: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: SessionReader,
    private readonly inbox: InboxQueries,
    private readonly redis: RedisConnections,
    private readonly metrics: Metrics,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  afterInit(server: LiveServer): void {
    this.server = server;
    server.adapter(liveAdapter(this.redis.open('live', liveConnection)));
    server.use((socket, next) => {
      this.admit(socket as Socket).then(
        () => next(),
        (error: unknown) => next(new Error(error instanceof Refusal ? error.code : 'server.unavailable')),
      );
    });
    server.on('connection', (socket) => {
      this.metrics.sockets.inc();
      socket.on('disconnect', () => this.metrics.sockets.dec());
      void this.replay(socket as Socket);
    });
    const ear = this.redis.open('session-ended', liveConnection);
    ear.on('message', (_channel, sessionId) => this.disconnect([sessionId]));
    ear.subscribe(sessionEndedChannel).catch(() => undefined);
    // revocation must not depend on Redis
    this.sweeper = setInterval(
      () => void this.sweep().catch((error: unknown) => this.log.warn({ err: error }, 'sessions of sockets were not checked')),
      sweepEveryMs,
    );
  }

  onModuleDestroy(): void {
    clearInterval(this.sweeper);
    // our own only: without `local` the adapter would close those of every other process
    this.server?.local.disconnectSockets(true);
  }

  private async admit(socket: Socket): Promise<void> {
    const { origin, host, cookie } = socket.handshake.headers;
    if (!isOwnOrigin(this.config, origin, host)) throw new Refusal('session.missing');
    const session = await this.sessions.fromCookie(cookie);
    if (!session) throw new Refusal('session.missing');
    const { appointmentId } = socket.handshake.auth as LiveAuth;
    const actor = this.sessions.actorOf(session, appointmentId);
    Object.assign(socket.data, { institutionId: actor.institutionId, appointmentId: actor.appointmentId, sessionId: session.sessionId });
  }

  /** Joins before it replays: what happens meanwhile arrives twice rather than never, and the client drops what it has seen by number. */
  private async replay(socket: Socket): Promise<void> {
    const { institutionId } = socket.data as { institutionId: string };
    try {
      await socket.join(roomOf(institutionId));
      const { after } = socket.handshake.auth as LiveAuth;
      let seq = Number.isSafeInteger(after) && Number(after) >= 0 ? Number(after) : undefined;
      for (let more = seq !== undefined; more && socket.connected;) {
        const { items } = await this.inbox.after({ institutionId }, seq ?? 0, replayPage);
        if (items.length) socket.emit('signal', items.map(signalOf));
        seq = items.at(-1)?.seq ?? seq;
        more = items.length === replayPage;
      }
      seq ??= (await this.inbox.after({ institutionId }, Number.MAX_SAFE_INTEGER, 1)).head;
      socket.emit('replayed', { seq });
    } catch (error) {
      this.log.warn({ err: error }, 'a replay failed; the client connects again');
      socket.disconnect(true);
    }
  }

  private async sweep(): Promise<void> {
    const open = [...this.local()].map((socket) => socket.data as Held);
    const over = new Set(open.length ? (await this.sessions.ended(open)).map(keyOf) : []);
    for (const socket of this.local()) if (over.has(keyOf(socket.data as Held))) socket.disconnect(true);
    await this.tellNewest();
  }

  /**
   * A signal can be lost to a socket that stays open: Redis was away, a relay was killed between its commit and its publishing. The newest line,
   * told again now and then, shows a client its gap; without one its number is known already and dropped.
   */
  private async tellNewest(): Promise<void> {
    for (const institutionId of new Set([...this.local()].map((socket) => (socket.data as { institutionId: string }).institutionId))) {
      const { head } = await this.inbox.after({ institutionId }, Number.MAX_SAFE_INTEGER, 1);
      const { items } = head ? await this.inbox.after({ institutionId }, head - 1, 1) : { items: [] };
      const newest = items.map(signalOf);
      if (newest.length) this.server?.local.to(roomOf(institutionId)).emit('signal', newest);
    }
  }

  private disconnect(sessionIds: readonly string[]): void {
    const over = new Set(sessionIds);
    for (const socket of this.local()) if (over.has((socket.data as { sessionId: string }).sessionId)) socket.disconnect(true);
  }

  private local(): Iterable<Socket> {
    return (this.server?.sockets.sockets.values() ?? []) as Iterable<Socket>;
  }
}

const keyOf = ({ sessionId, appointmentId }: Held): string => `${sessionId} ${appointmentId}`;

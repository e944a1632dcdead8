import type { LiveCommands, LiveEvents, Signal } from '@alliance/contracts/live';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Server, type ServerOptions } from 'socket.io';
import type { Redis } from 'ioredis';
import { RedisConnections } from '../redis/redis.module.js';

export type LiveServer = Server<LiveCommands, LiveEvents, Record<never, never>, LiveSocketData>;
export interface LiveSocketData {
  institutionId: string;
  sessionId: string;
}

/** The room of everybody who acts for an institution; the server alone decides who is in it. */
export const roomOf = (institutionId: string): string => `institution:${institutionId}`;

/** One stream for all processes. Its client must queue while Redis is away: the adapter would spin on immediate failures. */
export const liveAdapter = (redis: Redis): NonNullable<ServerOptions['adapter']> =>
  createAdapter(redis, {
    streamName: 'alliance:live',
    channelPrefix: 'alliance:live',
    maxLen: 10_000,
    blockTimeInMs: 500,
    onlyPlaintext: true,
  });
export const liveConnection = { enableOfflineQueue: true, maxRetriesPerRequest: null } as const;

/** Signals from a process without sockets of its own: a headless server on the same adapter. */
@Injectable()
export class LivePublisher implements OnModuleDestroy {
  private readonly redis: Redis;
  private readonly server: LiveServer;

  constructor(connections: RedisConnections) {
    this.redis = connections.open('live-publisher', liveConnection);
    this.server = new Server({ adapter: liveAdapter(this.redis) });
  }

  /** Nothing is queued for a Redis that is away: screens catch up from their inbox. */
  publish(institutionId: string, signals: readonly Signal[]): void {
    if (this.redis.status === 'ready') this.server.to(roomOf(institutionId)).emit('signal', signals);
  }

  async onModuleDestroy(): Promise<void> {
    // a farewell to the other processes; without Redis there is nobody to hear it
    await Promise.resolve(this.server.sockets.adapter.close()).catch(() => undefined);
  }
}

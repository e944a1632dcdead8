import { Injectable } from '@nestjs/common';
import { RedisConnections } from '../redis/redis.module.js';

export const sessionEndedChannel = 'alliance:session-ended';

/** Tells every process which sessions are over, so that their sockets close at once; without Redis the sweep of the gateway closes them. */
@Injectable()
export class SessionEnded {
  constructor(private readonly redis: RedisConnections) {}

  /** Call it after the commit. */
  announce(sessionIds: readonly string[]): void {
    for (const id of sessionIds) this.redis.main.publish(sessionEndedChannel, id).catch(() => undefined);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { IceServer } from '@alliance/contracts/room-media';
import { createHmac } from 'node:crypto';
import { Clock } from '../../platform/clock.js';
import { CONFIG, type Config } from '../../platform/config/config.js';

/**
 * The servers that help a browser out of its network. A credential holds for one participant and a short time and needs no account
 * on the TURN server (TURN REST API, draft-uberti-behave-turn-rest-00): user name `expiry:participantId`, password its HMAC-SHA1.
 */
@Injectable()
export class Turn {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'STUN_URLS' | 'TURN_URLS' | 'TURN_SECRET' | 'TURN_SECONDS'>,
    private readonly clock: Clock,
  ) {}

  serversFor(participantId: string): IceServer[] {
    const { STUN_URLS, TURN_URLS, TURN_SECRET, TURN_SECONDS } = this.config;
    const servers: IceServer[] = STUN_URLS.length > 0 ? [{ urls: STUN_URLS }] : [];
    if (TURN_URLS.length === 0 || !TURN_SECRET) return servers;
    const username = `${Math.floor(this.clock.now().getTime() / 1000) + TURN_SECONDS}:${participantId}`;
    const credential = createHmac('sha1', TURN_SECRET).update(username).digest('base64');
    return [...servers, { urls: TURN_URLS, username, credential }];
  }
}

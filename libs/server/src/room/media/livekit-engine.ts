import { Inject, Injectable } from '@nestjs/common';
import type { MediaConnection, Mutable } from '@alliance/contracts/room-media';
import { Refusal } from '@alliance/domain/refusal';
import { SignJWT } from 'jose';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Log } from '../../platform/observe/log.js';
import { MediaEngine, type ConnectAsk } from './media-engine.js';

const TIME_LIMIT_MS = 3_000;
/** A token is for the moment of joining; the connection outlives it. */
const JOIN_WITHIN = '60s';

type Grants = Readonly<Record<string, string | boolean>>;

/**
 * A LiveKit server: browsers are given a token and speak to it directly. Written after LiveKit's documentation of access tokens and of
 * its RoomService (Twirp over HTTP); no server was at hand to try it with.
 */
@Injectable()
export class LiveKitEngine extends MediaEngine {
  readonly kind = 'livekit';

  constructor(
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Pick<Config, 'LIVEKIT_URL' | 'LIVEKIT_API_KEY' | 'LIVEKIT_API_SECRET'>,
  ) {
    super();
  }

  async connect({ consultationId, participantId, name, publish }: ConnectAsk): Promise<MediaConnection> {
    const grants = { room: consultationId, roomJoin: true, canPublish: publish, canSubscribe: true, canPublishData: false };
    const token = await this.token(participantId, grants, name);
    return { engine: this.kind, participantId, publish, iceServers: [], url: this.config.LIVEKIT_URL ?? '', token };
  }

  async signal(): Promise<null> {
    return null;
  }

  async mute(consultationId: string, participantId: string, what: Mutable): Promise<void> {
    const participant = { room: consultationId, identity: participantId };
    const { tracks = [] } = (await this.ask('GetParticipant', consultationId, participant)) as { tracks?: { sid: string; type: string }[] };
    for (const { sid, type } of tracks)
      if (type === (what === 'audio' ? 'AUDIO' : 'VIDEO'))
        await this.ask('MutePublishedTrack', consultationId, { ...participant, track_sid: sid, muted: true });
  }

  async leave(consultationId: string, participantId: string): Promise<void> {
    await this.ask('RemoveParticipant', consultationId, { room: consultationId, identity: participantId });
  }

  async close(consultationId: string): Promise<void> {
    await this.ask('DeleteRoom', consultationId, { room: consultationId });
  }

  private async ask(call: string, room: string, body: object): Promise<unknown> {
    const token = await this.token('portal', { room, roomAdmin: true, roomCreate: true });
    const address = new URL(`/twirp/livekit.RoomService/${call}`, this.config.LIVEKIT_URL?.replace(/^ws/, 'http'));
    const response = await fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
      redirect: 'error',
    }).catch((err: unknown) => this.unavailable({ err, call }));
    if (response.status === 404) return {}; // the room or the participant is gone already
    return response.ok ? response.json() : this.unavailable({ status: response.status, call });
  }

  private token(identity: string, video: Grants, name?: string): Promise<string> {
    return new SignJWT({ video, ...(name && { name }) })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(this.config.LIVEKIT_API_KEY ?? '')
      .setSubject(identity)
      .setNotBefore('0s')
      .setExpirationTime(JOIN_WITHIN)
      .sign(new TextEncoder().encode(this.config.LIVEKIT_API_SECRET));
  }

  private unavailable(facts: object): never {
    this.log.warn(facts, 'the LiveKit server does not do what it is asked');
    throw new Refusal('room.media_unavailable');
  }
}

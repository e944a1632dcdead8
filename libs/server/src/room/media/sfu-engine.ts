import { Inject, Injectable } from '@nestjs/common';
import { mediaKeyHeader, MediaOffer } from '@alliance/contracts/media-control';
import type { MediaConnection, MediaMessage, MediaReply, Mutable } from '@alliance/contracts/room-media';
import { Refusal } from '@alliance/domain/refusal';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Log } from '../../platform/observe/log.js';
import { MediaEngine, type ConnectAsk } from './media-engine.js';
import { Turn } from './turn.js';

const TIME_LIMIT_MS = 3_000;

/** Our own media process, asked over loopback HTTP. It runs on when this process dies, and this one goes on without it. */
@Injectable()
export class SfuEngine extends MediaEngine {
  readonly kind = 'sfu';

  constructor(
    private readonly turn: Turn,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Pick<Config, 'MEDIA_URL' | 'MEDIA_KEY'>,
  ) {
    super();
  }

  async connect({ consultationId, participantId, publish }: ConnectAsk): Promise<MediaConnection> {
    await this.ask('PUT', place(consultationId, participantId), { publish });
    return { engine: this.kind, participantId, publish, iceServers: this.turn.serversFor(participantId) };
  }

  async signal(consultationId: string, participantId: string, message: MediaMessage): Promise<MediaReply | null> {
    // the process is reached at its own addresses: candidates of a browser tell it nothing
    if (message.type !== 'offer') return null;
    const answer = await this.ask('POST', `${place(consultationId, participantId)}/offer`, { sdp: message.sdp });
    return { type: 'answer', ...MediaOffer.parse(await answer.json()) };
  }

  async mute(consultationId: string, participantId: string, what: Mutable): Promise<void> {
    await this.ask('POST', `${place(consultationId, participantId)}/mute`, { what }, [404]);
  }

  async leave(consultationId: string, participantId: string): Promise<void> {
    await this.ask('DELETE', place(consultationId, participantId), undefined, [404]);
  }

  async close(consultationId: string): Promise<void> {
    await this.ask('DELETE', `/rooms/${consultationId}`, undefined, [404]);
  }

  /** @throws Refusal request.invalid for an offer that cannot be used; room.media_unavailable whatever else is wrong */
  private async ask(method: string, path: string, body?: object, accepted: readonly number[] = []): Promise<Response> {
    const { MEDIA_URL = '', MEDIA_KEY = '' } = this.config;
    const response = await fetch(new URL(path, MEDIA_URL), {
      method,
      headers: { [mediaKeyHeader]: MEDIA_KEY },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
      redirect: 'error',
    }).catch((err: unknown) => this.unavailable({ err }));
    if (response.ok || accepted.includes(response.status)) return response;
    await response.body?.cancel();
    if (response.status === 422) throw new Refusal('request.invalid');
    return this.unavailable({ status: response.status });
  }

  private unavailable(facts: object): never {
    this.log.warn(facts, 'the media process does not do what it is asked');
    throw new Refusal('room.media_unavailable');
  }
}

const place = (consultationId: string, participantId: string) => `/rooms/${consultationId}/participants/${participantId}`;

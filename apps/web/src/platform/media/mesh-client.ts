import type { MediaDelivery, Mutable } from '@alliance/contracts/room-media';
import type { LineReading, MediaStep } from '@alliance/domain/session-room/quality-ladder';
import { Heard } from './heard';
import { browserServers } from './ice-servers';
import { LadderWatch } from './ladder-watch';
import type { MediaClient, MediaQuality, MediaTransport, OwnMedia, RemoteMedia } from './media-client';
import { MeshLine } from './mesh-line';
import { Remotes } from './remotes';
import { Retry } from './retry';
import { Sending } from './sending';

/** Everybody speaks to everybody: no server carries the picture, so every browser sends it once per other participant. For four at most. */
export class MeshClient implements MediaClient {
  readonly engine = 'mesh';
  private readonly remote = new Heard<[string, RemoteMedia]>();
  private readonly quality = new Heard<[MediaQuality]>();
  private readonly muted = new Heard<[Mutable]>();
  readonly onRemote = this.remote.on;
  readonly onQuality = this.quality.on;
  readonly onMuted = this.muted.on;

  private readonly sending = new Sending();
  private readonly remotes = new Remotes((id, media) => this.remote.tell(id, media));
  private readonly retry = new Retry(() => this.enter());
  readonly onState = this.retry.state.on;
  private readonly ladder = new LadderWatch(
    () => this.reading(),
    (quality, stepped) => {
      if (stepped) this.follow(quality.step);
      this.quality.tell(quality);
    },
  );
  private readonly lines = new Map<string, MeshLine>();
  private self: { id: string; publish: boolean; iceServers: RTCIceServer[] } | undefined;
  private others: readonly string[] = [];
  private stopListening: (() => void) | undefined;

  constructor(private readonly transport: MediaTransport) {}

  async connect(): Promise<void> {
    this.stopListening ??= this.transport.onMessage((delivery) => void this.delivered(delivery));
    this.ladder.start();
    await this.retry.start();
  }

  async publish(media: OwnMedia): Promise<void> {
    this.sending.want(media);
    await this.send();
  }

  setStep(step: MediaStep): void {
    this.ladder.choose(step);
  }

  setParticipants(participantIds: readonly string[]): void {
    this.others = participantIds;
    this.arrange();
  }

  reconnect(): void {
    for (const line of this.lines.values()) line.close();
    this.lines.clear();
    this.retry.now();
  }

  close(): void {
    this.retry.end();
    this.ladder.stop();
    this.stopListening?.();
    this.others = [];
    this.arrange();
    this.remotes.show([]);
  }

  private async enter(): Promise<void> {
    const { participantId, publish, iceServers } = await this.transport.connect();
    this.self = { id: participantId, publish, iceServers: browserServers(iceServers) };
    this.arrange();
  }

  /** One line for each other participant. Of two, the one with the smaller id offers; the other one when that does not happen. */
  private arrange(): void {
    for (const [id, line] of this.lines) {
      if (this.others.includes(id)) continue;
      line.close();
      this.lines.delete(id);
    }
    for (const id of this.others) if (this.self && id !== this.self.id && !this.lines.has(id)) this.open(id, this.self);
    this.show();
  }

  private open(id: string, self: NonNullable<typeof this.self>): MeshLine {
    const line = new MeshLine(id, self.id < id, self.publish, this.sending, {
      servers: () => this.self?.iceServers ?? [],
      send: async (message) => void (await this.transport.send(message)),
      changed: () => this.show(),
    });
    this.lines.set(id, line);
    line.start();
    return line;
  }

  private async delivered({ from, message }: MediaDelivery): Promise<void> {
    if (!this.self) return;
    // an offer may be here before the list of participants is
    const line = this.lines.get(from) ?? (message.type === 'offer' ? this.open(from, this.self) : undefined);
    await line?.heard(message);
  }

  private show(): void {
    this.remotes.show([...this.lines.values()].flatMap((line) => line.tracks));
  }

  private follow(step: MediaStep): void {
    this.sending.step = step;
    void this.send();
  }

  private async send(): Promise<void> {
    await Promise.all([...this.lines.values()].map((line) => line.apply()));
  }

  /** The worst line decides: what is sent is the same for all. */
  private async reading(): Promise<LineReading | null> {
    const readings = (await Promise.all([...this.lines.values()].map((line) => line.read()))).filter((one) => one !== null);
    if (readings.length === 0) return null;
    const rates = readings.flatMap(({ availableKbps }) => availableKbps ?? []);
    return {
      lossPercent: Math.max(...readings.map(({ lossPercent }) => lossPercent)),
      roundTripMs: Math.max(...readings.map(({ roundTripMs }) => roundTripMs)),
      availableKbps: rates.length > 0 ? Math.min(...rates) : null,
    };
  }
}

import { FromMedia, mediaChannel, type FromBrowser, type MediaSlot } from '@alliance/contracts/media-control';
import type { MediaConnection, Mutable } from '@alliance/contracts/room-media';
import { carriesAudio, carriesVideo, type MediaStep } from '@alliance/domain/session-room/quality-ladder';
import { Heard } from './heard';
import { browserServers } from './ice-servers';
import { LadderWatch } from './ladder-watch';
import { LineReader } from './line-reading';
import type { MediaClient, MediaQuality, MediaTransport, OwnMedia, RemoteMedia } from './media-client';
import { Pulse } from './pulse';
import { Remotes, type RemoteTrack } from './remotes';
import { Retry } from './retry';
import { Sending } from './sending';

const OPEN_WITHIN_MS = 8_000;
const BEAT_EVERY_MS = 1_000;

/** One connection to the media process. Its first offer goes through the portal, all else over its own channel. */
export class SfuClient implements MediaClient {
  readonly engine = 'sfu';
  private readonly remote = new Heard<[string, RemoteMedia]>();
  private readonly quality = new Heard<[MediaQuality]>();
  private readonly muted = new Heard<[Mutable]>();
  readonly onRemote = this.remote.on;
  readonly onQuality = this.quality.on;
  readonly onMuted = this.muted.on;

  private readonly sending = new Sending();
  private readonly remotes = new Remotes((id, media) => this.remote.tell(id, media));
  private readonly retry = new Retry(() => this.attempt());
  readonly onState = this.retry.state.on;
  private readonly ladder = new LadderWatch(
    () => this.reading(),
    (quality, stepped) => {
      if (stepped) void this.follow(quality.step);
      this.quality.tell(quality);
    },
  );
  private line: { connection: RTCPeerConnection; channel: RTCDataChannel; reader: LineReader; pulse: Pulse } | undefined;
  private beating: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly transport: MediaTransport) {}

  async connect(): Promise<void> {
    this.ladder.start();
    this.beating ??= setInterval(() => void this.beat().catch(() => undefined), BEAT_EVERY_MS);
    await this.retry.start();
  }

  async publish(media: OwnMedia): Promise<void> {
    this.sending.want(media);
    await this.send();
  }

  setStep(step: MediaStep): void {
    this.ladder.choose(step);
  }
  setParticipants(): void {
    // the media process knows who is there
  }
  reconnect(): void {
    this.retry.now();
  }

  close(): void {
    this.retry.end();
    this.ladder.stop();
    clearInterval(this.beating);
    this.line?.connection.close();
    this.line = undefined;
    this.remotes.show([]);
  }

  /** Makes a new connection; what was published before is published again. @throws what the portal refuses, or when it does not open */
  private async attempt(): Promise<void> {
    const asked = await this.transport.connect();
    this.line?.connection.close();
    const { connection, channel } = openLine(asked);
    this.line = { connection, channel, reader: new LineReader(), pulse: new Pulse() };
    const current = () => this.line?.connection === connection;
    let turn = Promise.resolve();
    channel.onmessage = ({ data }: MessageEvent<string>) => {
      const message = FromMedia.safeParse(JSON.parse(data));
      // one after the other: an offer takes a while, and what follows speaks of its lines
      if (message.success)
        turn = turn.then(() => (current() ? this.heard(connection, message.data) : undefined)).catch(() => this.retry.lost());
    };
    this.retry.watch(connection, current);
    await connection.setLocalDescription();
    const answer = await this.transport.send({ type: 'offer', sdp: connection.localDescription?.sdp ?? '' });
    if (!answer) throw new Error('no answer');
    await connection.setRemoteDescription({ type: 'answer', sdp: answer.sdp });
    await opened(channel);
    await this.send();
  }

  private async heard(connection: RTCPeerConnection, message: FromMedia): Promise<void> {
    if (message.type === 'offer') {
      await connection.setRemoteDescription({ type: 'offer', sdp: message.sdp });
      await connection.setLocalDescription();
      this.say({ type: 'answer', number: message.number, sdp: connection.localDescription?.sdp ?? '' });
    }
    if (message.type === 'offer' || message.type === 'slots') this.remotes.show(tracksOf(connection, message.slots));
    if (message.type === 'muted') this.silence(message.what);
    if (message.type === 'closed') this.close();
  }

  private silence(what: Mutable): void {
    this.sending.want(what === 'audio' ? { audio: null } : { video: null });
    void this.send();
    this.muted.tell(what);
  }

  private async follow(step: MediaStep): Promise<void> {
    this.sending.step = step;
    await this.send();
  }

  private async send(): Promise<void> {
    if (!this.line) return;
    const senders = this.line.connection.getTransceivers().filter(({ direction }) => direction === 'sendonly');
    await this.sending.apply(senders.map(({ sender }) => sender));
    const { step } = this.ladder;
    this.say({ type: 'receive', audio: carriesAudio(step), video: carriesVideo(step) });
    this.say({ type: 'sources', ...this.sending.sources });
  }

  private say(message: FromBrowser): void {
    if (this.line?.channel.readyState === 'open') this.line.channel.send(JSON.stringify(message));
  }

  private async beat(): Promise<void> {
    const { line } = this;
    if (line?.channel.readyState !== 'open') return;
    this.say({ type: 'ping' });
    if ((await line.pulse.stopped(line.connection)) && this.line === line) await this.retry.lost();
  }

  private async reading() {
    if (!this.line || this.line.connection.connectionState !== 'connected') return null;
    return this.line.reader.read(this.line.connection);
  }
}

function openLine({ iceServers, publish }: MediaConnection) {
  const connection = new RTCPeerConnection({ iceServers: browserServers(iceServers), bundlePolicy: 'max-bundle' });
  const channel = connection.createDataChannel(mediaChannel);
  if (publish) for (const kind of ['audio', 'video', 'video']) connection.addTransceiver(kind, { direction: 'sendonly' });
  return { connection, channel };
}

function opened(channel: RTCDataChannel): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('did not open')), OPEN_WITHIN_MS);
    channel.onopen = () => {
      clearTimeout(late);
      resolve();
    };
  });
}

const tracksOf = (connection: RTCPeerConnection, slots: readonly MediaSlot[]): RemoteTrack[] => {
  const lines = new Map(connection.getTransceivers().map(({ mid, receiver }) => [mid, receiver.track]));
  return slots.flatMap(({ mid, participantId, source }) => {
    const track = lines.get(mid);
    return track ? [{ participantId, source, track }] : [];
  });
};

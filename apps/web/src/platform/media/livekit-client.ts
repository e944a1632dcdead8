import { mediaSources, type MediaSource, type Mutable } from '@alliance/contracts/room-media';
import { carriesVideo, type LineReading, type MediaStep } from '@alliance/domain/session-room/quality-ladder';
import { ConnectionQuality, Room, RoomEvent, Track, VideoQuality, type LocalTrackPublication } from 'livekit-client';
import { Heard } from './heard';
import { LadderWatch } from './ladder-watch';
import type { MediaClient, MediaQuality, MediaTransport, OwnMedia, RemoteMedia } from './media-client';
import { Remotes } from './remotes';
import { Retry } from './retry';
import { Sending } from './sending';

const sourceOf: Readonly<Partial<Record<Track.Source, MediaSource>>> = {
  [Track.Source.Microphone]: 'microphone',
  [Track.Source.Camera]: 'camera',
  [Track.Source.ScreenShare]: 'screen',
};
const theirName = { microphone: Track.Source.Microphone, camera: Track.Source.Camera, screen: Track.Source.ScreenShare } as const;

/** LiveKit says a word, not a figure: a figure of the ladder that means the same. */
const lossOf: Readonly<Record<ConnectionQuality, number | null>> = {
  [ConnectionQuality.Excellent]: 0,
  [ConnectionQuality.Good]: 3,
  [ConnectionQuality.Poor]: 13,
  [ConnectionQuality.Lost]: 40,
  [ConnectionQuality.Unknown]: null,
};

/** A room of a LiveKit server, by LiveKit's own client. Written after its documentation: no server was at hand to try it. */
export class LiveKitClient implements MediaClient {
  readonly engine = 'livekit';
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
    async () => this.reading(),
    (quality, stepped) => {
      if (stepped) {
        this.sending.step = quality.step;
        void this.send();
      }
      this.quality.tell(quality);
    },
  );
  private room: Room | undefined;
  private readonly published = new Map<MediaSource, LocalTrackPublication>();

  constructor(private readonly transport: MediaTransport) {}

  async connect(): Promise<void> {
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
  setParticipants(): void {
    // the server knows who is there
  }
  reconnect(): void {
    this.retry.now();
  }

  close(): void {
    this.retry.end();
    this.ladder.stop();
    void this.room?.disconnect(false);
    this.room = undefined;
    this.remotes.show([]);
  }

  private async enter(): Promise<void> {
    const { url, token } = await this.transport.connect();
    if (!url || !token) throw new Error('no address or token');
    await this.room?.disconnect(false);
    this.published.clear();
    const room = new Room({ adaptiveStream: true, dynacast: true, stopLocalTrackOnUnpublish: false });
    this.room = room;
    for (const event of [RoomEvent.TrackSubscribed, RoomEvent.TrackUnsubscribed, RoomEvent.ParticipantDisconnected] as const)
      room.on(event, () => this.show());
    // LiveKit tries by itself first; disconnected means it has given up
    room.on(RoomEvent.Disconnected, () => this.room === room && void this.retry.lost());
    room.on(RoomEvent.TrackMuted, ({ source }, { isLocal }) => {
      if (isLocal) this.muted.tell(source === Track.Source.Microphone ? 'audio' : 'video');
    });
    await room.connect(url, token);
    await this.send();
  }

  private async send(): Promise<void> {
    const { room } = this;
    if (!room) return;
    for (const source of mediaSources) await this.sendOne(room, source);
    const low = this.sending.step === '360p';
    this.published.get('camera')?.videoTrack?.setPublishingQuality(low ? VideoQuality.LOW : VideoQuality.HIGH);
    for (const participant of room.remoteParticipants.values())
      for (const publication of participant.videoTrackPublications.values()) publication.setSubscribed(carriesVideo(this.sending.step));
  }

  private async sendOne({ localParticipant }: Room, source: MediaSource): Promise<void> {
    const track = this.sending.track(source);
    const before = this.published.get(source);
    if (before?.track?.mediaStreamTrack === track) return;
    if (before?.track) await localParticipant.unpublishTrack(before.track, false);
    this.published.delete(source);
    if (track) this.published.set(source, await localParticipant.publishTrack(track, { source: theirName[source] }));
  }

  private show(): void {
    this.remotes.show(
      [...(this.room?.remoteParticipants.values() ?? [])].flatMap((participant) =>
        [...participant.trackPublications.values()].flatMap((publication) => {
          const source = sourceOf[publication.source];
          const track = publication.track?.mediaStreamTrack;
          return source && track ? [{ participantId: participant.identity, source, track }] : [];
        }),
      ),
    );
  }

  private reading(): LineReading | null {
    const lossPercent = lossOf[this.room?.localParticipant.connectionQuality ?? ConnectionQuality.Unknown];
    return lossPercent === null ? null : { lossPercent, roundTripMs: 0, availableKbps: null };
  }
}

import { getRoom, reportLine, type RoomView } from '@alliance/contracts/room.contract';
import type { Mutable } from '@alliance/contracts/room-media';
import type { Pointer, RoomJoined, RoomSignalHeard } from '@alliance/contracts/room-frames';
import type { MediaStep } from '@alliance/domain/session-room/quality-ladder';
import { call } from '../../platform/call';
import type { MediaClient, MediaQuality, RemoteMedia } from '../../platform/media/media-client';
import { keyOf, queryClient } from '../../platform/query';
import type { OwnTracks } from './device/own-tracks';
import { RoomLine } from './room-line';
import { roomParts } from './room-parts';
import { atTheDoor, nextRoom, type RoomEvent, type RoomState } from './room-state';
import { Store } from './store';

export interface Pointed extends Pointer {
  readonly seenAt: number;
}
export interface RoomNow {
  readonly room: RoomState;
  readonly remotes: ReadonlyMap<string, RemoteMedia>;
  readonly pointers: ReadonlyMap<string, Pointed>;
  readonly quality: MediaQuality | null;
  /** False for those who only watch and listen; null until the portal has said so. */
  readonly publishes: boolean | null;
  /** What a moderator turned off last. */
  readonly silenced: { readonly what: Mutable } | null;
}

const OPEN_MEDIA_AGAIN_MS = 4_000;
/** A pointer that rests is taken away. */
const POINTER_RESTS_MS = 4_000;

interface NetworkInformation extends EventTarget {
  readonly type?: string;
}
const network = (): NetworkInformation | undefined => (navigator as Navigator & { connection?: NetworkInformation }).connection;

/** One person's session in one room, outside of any screen: the place, the media, and what others show. */
export class RoomSession extends Store<RoomNow> {
  private line: RoomLine | undefined;
  private media: MediaClient | undefined;
  private opening = false;
  private again: ReturnType<typeof setTimeout> | undefined;
  private resting: ReturnType<typeof setInterval> | undefined;
  private unwatchOwn: (() => void) | undefined;
  private reported = '';
  private expected: readonly string[] = [];

  constructor(
    private readonly consultationId: string,
    private readonly own: OwnTracks,
  ) {
    // where there is no room beside, the people themselves come first
    const side = matchMedia('(max-width: 1100px)').matches ? null : atTheDoor.side;
    super({ room: { ...atTheDoor, side }, remotes: new Map(), pointers: new Map(), quality: null, publishes: null, silenced: null });
  }

  readonly tell = (event: RoomEvent): void => this.change({ room: nextRoom(this.now().room, event) });

  async enter(): Promise<void> {
    this.end();
    this.tell({ type: 'enter' });
    this.unwatchOwn = this.own.watch(() => void this.publish());
    network()?.addEventListener?.('change', this.networkChanged);
    this.resting = setInterval(() => this.restPointers(), 1_000);
    const line = new RoomLine(this.consultationId, roomParts().openSocket, {
      joined: (at) => this.joined(at),
      refused: (code) => {
        this.end();
        void this.own.rest(false);
        this.tell({ type: 'refused', code });
      },
      lost: () => this.tell({ type: 'lineLost' }),
      left: (why) => {
        this.end();
        this.tell({ type: 'left', why });
      },
      presence: () => this.lookAgain(),
      chat: (position) => this.tell({ type: 'written', position }),
      signal: (signal) => this.signalled(signal),
    });
    this.line = line;
    await line.open();
  }

  /** What the portal says of the room: who waits learns here that the door has opened. */
  saw({ standing, participants }: RoomView): void {
    const waited = this.now().room.stage === 'waiting';
    if (waited && standing === 'admitted') {
      this.tell({ type: 'admitted' });
      void this.openMedia();
    }
    this.expected = participants.filter(({ mine, presence }) => !mine && presence === 'here').map(({ id }) => id);
    this.media?.setParticipants(this.expected);
  }

  leave(): void {
    this.end();
    this.tell({ type: 'left', why: 'left' });
  }

  hold(step: MediaStep): void {
    this.tell({ type: 'ceiling', step });
    this.media?.setStep(step);
  }
  reconnect(): void {
    this.media?.reconnect();
  }
  point(pointer: Pointer): void {
    this.line?.point(pointer);
  }

  private joined(at: RoomJoined): void {
    const { standing, position } = at;
    this.tell({ type: 'joined', standing, position });
    this.reported = '';
    this.lookAgain();
    if (standing === 'admitted') void this.openMedia().then(() => this.report());
  }

  private async openMedia(): Promise<void> {
    const { line } = this;
    if (!line || this.media || this.opening) return;
    this.opening = true;
    try {
      const media = await roomParts().openMedia({
        connect: async () => {
          const connection = await line.connect();
          this.change({ publishes: connection.publish });
          return connection;
        },
        send: (message) => line.send(message),
        onMessage: (heard) => line.onMessage(heard),
      });
      if (this.line !== line) return media.close();
      this.media = media;
      media.onRemote((id, remote) => this.remote(id, remote));
      media.onState((state) => this.tell({ type: 'media', state }));
      media.onQuality((quality) => this.measured(quality));
      media.onMuted((what) => this.silenced(what));
      media.setStep(this.now().room.ceiling);
      media.setParticipants(this.expected);
      await this.publish();
      await media.connect();
    } catch {
      if (this.line !== line) return;
      this.tell({ type: 'media', state: 'unavailable' });
      this.again = setTimeout(() => void this.openMedia(), OPEN_MEDIA_AGAIN_MS);
    } finally {
      this.opening = false;
    }
  }

  private async publish(): Promise<void> {
    const { tracks, on } = this.own.now();
    const { microphone, camera, screen } = tracks;
    await this.media?.publish({ audio: on.microphone ? microphone : null, video: on.camera ? camera : null, screen });
    this.report();
  }

  /** Tells the others, over the portal, what is sent and how well the line carries; only what is new. */
  private report(): void {
    const { room } = this.now();
    if (room.stage !== 'inside' || room.line === 'lost') return;
    const { tracks, on } = this.own.now();
    const publishes = this.now().publishes !== false && room.step !== 'board';
    const body = {
      quality: room.step,
      microphone: publishes && on.microphone && tracks.microphone !== null,
      camera: publishes && on.camera && tracks.camera !== null,
      screen: publishes && tracks.screen !== null,
    };
    const print = JSON.stringify(body);
    if (print === this.reported) return;
    this.reported = print;
    // said again with the next change, or when the place is taken anew
    void call(reportLine, { params: { id: this.consultationId }, body }).catch(() => (this.reported = ''));
  }

  private remote(id: string, remote: RemoteMedia): void {
    const remotes = new Map(this.now().remotes);
    if (remote.person || remote.screen) remotes.set(id, remote);
    else remotes.delete(id);
    this.change({ remotes });
  }
  private measured(quality: MediaQuality): void {
    this.change({ quality });
    this.tell({ type: 'quality', step: quality.step });
    void this.own.rest(quality.step === 'board');
    this.report();
  }
  /** Told by the portal and by the media process alike; said once. */
  private silenced(what: Mutable): void {
    const source = what === 'audio' ? 'microphone' : 'camera';
    if (!this.own.now().on[source]) return;
    void this.own.turn(source, false);
    this.change({ silenced: { what } });
  }

  private signalled(signal: Exclude<RoomSignalHeard, { kind: 'media' }>): void {
    if (signal.kind === 'muted') return this.silenced(signal.what);
    const pointers = new Map(this.now().pointers);
    if (signal.pointer.at) pointers.set(signal.from, { ...signal.pointer, seenAt: Date.now() });
    else pointers.delete(signal.from);
    this.change({ pointers });
  }
  private restPointers(): void {
    const { pointers } = this.now();
    const fresh = new Map([...pointers].filter(([, { seenAt }]) => Date.now() - seenAt < POINTER_RESTS_MS));
    if (fresh.size !== pointers.size) this.change({ pointers: fresh });
  }

  private lookAgain(): void {
    void queryClient.invalidateQueries({ queryKey: keyOf(getRoom, { params: { id: this.consultationId } }) });
  }
  /** From cable to mobile: the old way is gone though the browser may not have noticed. */
  private readonly networkChanged = (): void => this.reconnect();

  /** Lets go of the place and the media; what was seen and chosen stays. */
  end(): void {
    clearTimeout(this.again);
    clearInterval(this.resting);
    network()?.removeEventListener?.('change', this.networkChanged);
    this.unwatchOwn?.();
    this.media?.close();
    this.line?.close();
    this.media = undefined;
    this.line = undefined;
    this.change({ remotes: new Map(), pointers: new Map(), quality: null, publishes: null });
  }
}

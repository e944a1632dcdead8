import type { FromBrowser, FromMedia, MediaSlot } from '@alliance/contracts/media-control';
import { mediaSources, type MediaSource, type Mutable } from '@alliance/contracts/room-media';
import type { RtpPacket } from 'werift';
import type { Outgoing } from './outgoing.js';
import { Peer } from './peer.js';
import type { Settings } from './settings.js';

/** What a participant needs of the room. */
export interface Surroundings {
  /** The others may have to be shown or heard differently: who sends what has changed. */
  changed(): void;
  forward(from: Participant, source: MediaSource, packet: RtpPacket): void;
  pictureLost(carried: string): void;
}

const kindOf = (source: MediaSource) => (source === 'microphone' ? 'audio' : 'video');
/** Names what a line carries. */
export const carriedBy = (participantId: string, source: MediaSource): string => `${participantId} ${source}`;

/** Somebody in a room: stays the same while connections come and go. */
export class Participant {
  private peer: Peer | undefined;
  private sending = new Set<MediaSource>();
  private readonly silenced = new Set<Mutable>();
  private receiving = { audio: true, video: true };
  private accepting: Promise<unknown> = Promise.resolve();
  private absentSince = Date.now();

  constructor(
    readonly id: string,
    private publish: boolean,
    private readonly network: Settings,
    private readonly room: Surroundings,
  ) {}

  enter(publish: boolean): void {
    this.publish = publish;
    this.absentSince = Date.now();
  }

  /** Two offers at once are answered one after the other; the later connection is the one that stays. */
  async accept(sdp: string): Promise<string> {
    const answer = this.accepting.then(() => this.connect(sdp));
    this.accepting = answer.catch(() => undefined);
    return answer;
  }

  get sources(): MediaSource[] {
    return mediaSources.filter((source) => this.sending.has(source) && !this.silenced.has(kindOf(source)));
  }
  get connected(): boolean {
    return this.peer?.ready ?? false;
  }
  get receives(): number {
    return this.lines().length;
  }
  /** Since when nothing has been heard, in milliseconds. */
  silence(now: number): number {
    return now - (this.peer?.lastHeard ?? this.absentSince);
  }

  line(carried: string): Outgoing | undefined {
    return this.peer?.outgoing.find(({ carries }) => carries === carried);
  }
  receivesNow(source: MediaSource): boolean {
    return this.receiving[kindOf(source)];
  }
  askKeyFrame(source: MediaSource): void {
    this.peer?.askKeyFrame(source);
  }

  /** Gives every source of the others a line of its own, frees those of who has gone, and tells the browser. */
  async arrange(wanted: readonly { participantId: string; source: MediaSource }[]): Promise<void> {
    const { peer } = this;
    if (!peer?.ready) return;
    const carried = new Set(wanted.map(({ participantId, source }) => carriedBy(participantId, source)));
    for (const line of peer.outgoing) if (line.carries && !carried.has(line.carries)) line.begin(undefined);
    for (const { participantId, source } of wanted) {
      const carries = carriedBy(participantId, source);
      if (!this.line(carries)) peer.line(kindOf(source)).begin(carries);
    }
    if (peer.unnegotiated) return peer.offer(() => this.slots());
    peer.tell(this.slots());
  }

  mute(what: Mutable): void {
    this.silenced.add(what);
    this.peer?.tell({ type: 'muted', what });
    this.room.changed();
  }

  end(why: (FromMedia & { type: 'closed' })['why']): void {
    const { peer } = this;
    peer?.tell({ type: 'closed', why });
    // the message goes first: a connection closed at once would take it along
    if (peer) setTimeout(() => peer.close(), 200).unref();
    this.peer = undefined;
  }

  private async connect(sdp: string): Promise<string> {
    const peer: Peer = new Peer(this.network, this.publish, {
      packet: (source, packet) => {
        if (this.peer === peer && !this.silenced.has(kindOf(source))) this.room.forward(this, source, packet);
      },
      pictureLost: (carried) => this.room.pictureLost(carried),
      message: (message) => this.peer === peer && void this.heard(peer, message),
      opened: () => this.peer === peer && this.room.changed(),
      closed: () => {
        if (this.peer !== peer) return;
        this.peer = undefined;
        this.absentSince = Date.now();
        this.room.changed();
      },
    });
    const answer = await peer.accept(sdp);
    const before = this.peer;
    this.peer = peer;
    before?.tell({ type: 'closed', why: 'replaced' });
    before?.close();
    return answer;
  }

  private async heard(peer: Peer, message: FromBrowser): Promise<void> {
    if (message.type === 'answer') {
      await peer.answered(message);
      this.room.changed();
    } else if (message.type === 'sources') {
      const now = new Set(mediaSources.filter((source) => message[source] && this.publish));
      if (now.has('microphone') && !this.sending.has('microphone')) this.silenced.delete('audio');
      if (now.has('camera') && !this.sending.has('camera')) this.silenced.delete('video');
      this.sending = now;
      this.room.changed();
    } else if (message.type === 'receive') {
      this.receiving = message;
      this.room.changed();
    }
  }

  private lines(): (Outgoing & { mid: string; carries: string })[] {
    return (this.peer?.outgoing ?? []).filter(
      (line): line is Outgoing & { mid: string; carries: string } => line.mid !== null && line.carries !== undefined,
    );
  }

  private slots(): FromMedia & { type: 'slots' } {
    const slots = this.lines().map(({ mid, carries }): MediaSlot => {
      const [participantId = '', source] = carries.split(' ');
      return { mid, participantId, source: source as MediaSource };
    });
    return { type: 'slots', slots };
  }
}

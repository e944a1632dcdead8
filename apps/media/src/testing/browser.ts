import { FromMedia, mediaChannel, mediaKeyHeader, type FromBrowser, type MediaSlot } from '@alliance/contracts/media-control';
import { MediaStreamTrack, RTCPeerConnection, RtpHeader, RtpPacket, type RTCDataChannel } from 'werift';

/** Asks the media process as the portal does. */
export class Portal {
  constructor(
    private readonly port: number,
    readonly key: string,
  ) {}

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = { [mediaKeyHeader]: this.key }) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      headers,
      ...(text === undefined ? {} : { body: text }),
    });
    const answer = await response.text();
    return { status: response.status, answer: response.ok && answer ? (JSON.parse(answer) as unknown) : answer };
  }
}

/** Passes once the condition holds. @throws after five seconds */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const limit = Date.now() + 5_000; !(await holds()); await new Promise((done) => setTimeout(done, 10)))
    if (Date.now() > limit) throw new Error(`never: ${what}`);
}

const frame = { key: Buffer.from([0x10, 0x00, 1, 2, 3, 4]), delta: Buffer.from([0x10, 0x01, 1, 2, 3, 4]) };

/** What a browser does, with packets made by hand. */
export class Browser {
  slots: MediaSlot[] = [];
  readonly told: FromMedia[] = [];
  /** Packets received on each line. */
  readonly received = new Map<string, RtpPacket[]>();
  /** Complete pictures that the media process asked this browser for. */
  asked = 0;
  private readonly connection = new RTCPeerConnection({
    iceUseIpv6: false,
    // named, because the library would ask a server far away otherwise
    iceServers: [{ urls: 'stun:127.0.0.1:9' }],
    iceStunGatherTimeout: 0.05,
  });
  private readonly tracks = (['audio', 'video', 'video'] as const).map((kind) => new MediaStreamTrack({ kind }));
  private readonly channel: RTCDataChannel = this.connection.createDataChannel(mediaChannel);
  private number = 0;
  private turn = Promise.resolve();

  constructor(
    private readonly portal: Portal,
    private readonly place: string,
    readonly id: string,
  ) {
    for (const track of this.tracks) {
      const { sender } = this.connection.addTransceiver(track, { direction: 'sendonly' });
      sender.onPictureLossIndication.subscribe(() => this.asked++);
    }
    this.channel.onMessage.subscribe((data) => {
      const message = FromMedia.parse(JSON.parse(data.toString()));
      this.told.push(message);
      this.turn = this.turn.then(() => this.heard(message));
    });
    this.connection.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe((packet) => {
        const mid = this.connection.getTransceivers().find(({ receiver }) => receiver.tracks.includes(track))?.mid ?? '';
        this.received.set(mid, [...(this.received.get(mid) ?? []), packet]);
      });
    });
  }

  async offer(): Promise<string> {
    await this.connection.setLocalDescription(await this.connection.createOffer());
    return this.connection.localDescription?.sdp ?? '';
  }
  async take(sdp: string): Promise<void> {
    await this.connection.setRemoteDescription({ type: 'answer', sdp });
    await until(() => this.channel.readyState === 'open', `${this.id} has no channel`);
  }
  async join(publish = true): Promise<this> {
    await this.portal.ask('PUT', `${this.place}/participants/${this.id}`, { publish });
    const { answer } = await this.portal.ask('POST', `${this.place}/participants/${this.id}/offer`, { sdp: await this.offer() });
    await this.take((answer as { sdp: string }).sdp);
    this.say({ type: 'sources', microphone: true, camera: true, screen: false });
    return this;
  }
  say(message: FromBrowser | { type: string }): void {
    this.channel.send(JSON.stringify(message));
  }
  raw(text: string): void {
    this.channel.send(text);
  }
  get open(): boolean {
    return this.channel.readyState === 'open' && this.connection.connectionState === 'connected';
  }

  /** One packet of the microphone, the camera or the screen. */
  send(source: 0 | 1 | 2, what: 'key' | 'delta' = 'key'): void {
    const sequenceNumber = (this.number = (this.number + 1) % 65_536);
    const payloadType = source === 0 ? 96 : 97;
    const header = new RtpHeader({ sequenceNumber, timestamp: this.number * 3_000, payloadType, marker: true, ssrc: 1 });
    this.tracks[source]?.writeRtp(new RtpPacket(header, frame[what]));
  }
  /** What came in of somebody's source. */
  of(participantId: string, source: string): RtpPacket[] {
    const slot = this.slots.find((one) => one.participantId === participantId && one.source === source);
    return (slot && this.received.get(slot.mid)) ?? [];
  }
  async close(): Promise<void> {
    await this.connection.close();
  }

  private async heard(message: FromMedia): Promise<void> {
    if (message.type === 'offer') {
      await this.connection.setRemoteDescription({ type: 'offer', sdp: message.sdp });
      await this.connection.setLocalDescription(await this.connection.createAnswer());
      this.say({ type: 'answer', number: message.number, sdp: this.connection.localDescription?.sdp ?? '' });
    }
    if (message.type === 'offer' || message.type === 'slots') this.slots = message.slots;
  }
}

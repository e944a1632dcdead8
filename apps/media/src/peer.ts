import { FromBrowser, MEDIA_CHANNEL_LIMIT, mediaChannel, type FromMedia } from '@alliance/contracts/media-control';
import { mediaSources, type MediaSource } from '@alliance/contracts/room-media';
import {
  PictureLossIndication,
  RtcpPayloadSpecificFeedback,
  type RTCDataChannel,
  type RtcpPacket,
  type RTCPeerConnection,
  type RTCRtpReceiver,
  type RtpPacket,
} from 'werift';
import { inTurn, openConnection, reachable } from './connection.js';
import { Outgoing } from './outgoing.js';
import type { Settings } from './settings.js';

/** What a peer tells the participant it belongs to. */
export interface PeerEvents {
  packet(source: MediaSource, packet: RtpPacket): void;
  /** A browser cannot go on without a complete picture. */
  pictureLost(carried: string): void;
  message(message: FromBrowser): void;
  opened(): void;
  closed(): void;
}

/** A description that cannot be used: the asker's mistake, not ours. */
export class BadDescription extends Error {}

const MALFORMED_AT_MOST = 20;
const ANSWER_WITHIN_MS = 15_000;
const KEY_FRAME_EVERY_MS = 400;

/** One connection to one browser, from its offer to its end. A browser that comes back makes a new one. */
export class Peer {
  readonly outgoing: Outgoing[] = [];
  lastHeard = Date.now();
  private readonly connection: RTCPeerConnection;
  private readonly receivers = new Map<MediaSource, RTCRtpReceiver>();
  private readonly keyFrameAskedAt = new Map<MediaSource, number>();
  private channel: RTCDataChannel | undefined;
  private offered: { number: number; timer: NodeJS.Timeout } | undefined;
  private offers = 0;
  private malformed = 0;
  private over = false;

  constructor(
    private readonly network: Settings,
    private readonly publish: boolean,
    private readonly events: PeerEvents,
  ) {
    this.connection = openConnection(network);
    this.connection.connectionStateChange.subscribe((state) => {
      if (state === 'failed' || state === 'closed') this.close();
    });
    this.connection.onDataChannel.subscribe((channel) => this.opened(channel));
  }

  get ready(): boolean {
    return this.channel?.readyState === 'open' && !this.over;
  }

  /** @returns the answer to the browser's first offer. @throws BadDescription */
  async accept(sdp: string): Promise<string> {
    const attempt = async () => {
      await this.connection.setRemoteDescription({ type: 'offer', sdp });
      this.listen();
      const answer = await this.connection.createAnswer();
      await inTurn(() => this.connection.setLocalDescription(answer));
      return reachable(this.connection.localDescription?.sdp ?? '', this.network);
    };
    return attempt().catch((error: unknown) => {
      this.close();
      throw new BadDescription(String(error));
    });
  }

  /** Negotiates the lines that are new since the last time, unless a negotiation is under way: its end asks again. */
  async offer(slots: () => FromMedia & { type: 'slots' }): Promise<void> {
    if (this.offered || !this.ready) return;
    const number = ++this.offers;
    this.offered = { number, timer: setTimeout(() => this.close(), ANSWER_WITHIN_MS).unref() };
    try {
      await this.connection.setLocalDescription(await this.connection.createOffer());
      this.tell({ ...slots(), type: 'offer', number, sdp: reachable(this.connection.localDescription?.sdp ?? '', this.network) });
    } catch {
      this.close();
    }
  }

  async answered({ number, sdp }: FromBrowser & { type: 'answer' }): Promise<void> {
    if (this.offered?.number !== number) return;
    clearTimeout(this.offered.timer);
    try {
      await this.connection.setRemoteDescription({ type: 'answer', sdp });
      this.offered = undefined;
    } catch {
      this.close(); // the browser comes back with a new connection
    }
  }

  /** A line of its own kind that carries nothing; a new one has to be negotiated before it can. */
  line(kind: 'audio' | 'video'): Outgoing {
    const spare = this.outgoing.find((one) => one.kind === kind && one.carries === undefined);
    if (spare) return spare;
    const model = this.connection.getTransceivers().find((one) => one.kind === kind);
    const transceiver = this.connection.addTransceiver(kind, { direction: 'sendonly' });
    // within one bundle a number means one thing: ours are those the browser chose in its offer
    if (model) Object.assign(transceiver, { codecs: [...model.codecs], headerExtensions: [...model.headerExtensions] });
    const line = new Outgoing(transceiver);
    line.sender.onRtcp.subscribe((packet) => this.feedback(packet));
    this.outgoing.push(line);
    return line;
  }

  get unnegotiated(): boolean {
    return this.outgoing.some(({ mid }) => mid === null);
  }

  askKeyFrame(source: MediaSource): void {
    const receiver = this.receivers.get(source);
    const ssrc = receiver?.tracks[0]?.ssrc;
    const now = Date.now();
    if (!receiver || ssrc === undefined || now - (this.keyFrameAskedAt.get(source) ?? 0) < KEY_FRAME_EVERY_MS) return;
    this.keyFrameAskedAt.set(source, now);
    void receiver.sendRtcpPLI(ssrc);
  }

  tell(message: FromMedia): void {
    if (!this.ready) return;
    try {
      this.channel?.send(JSON.stringify(message));
    } catch {
      this.close();
    }
  }

  close(): void {
    if (this.over) return;
    this.over = true;
    clearTimeout(this.offered?.timer);
    void this.connection.close().catch(() => undefined);
    this.events.closed();
  }

  private listen(): void {
    if (!this.publish) return;
    for (const [index, transceiver] of this.connection.getTransceivers().entries()) {
      const source = mediaSources[index];
      if (!source || transceiver.kind !== (source === 'microphone' ? 'audio' : 'video')) continue;
      this.receivers.set(source, transceiver.receiver);
      // the library hands feedback to the line whose number its sender bears, which is often the browser's own
      transceiver.receiver.onRtcp.subscribe((packet) => this.feedback(packet));
      const { track } = transceiver.receiver;
      track.onReceiveRtp.subscribe((packet) => {
        this.lastHeard = Date.now();
        if (packet.payload.length > 0) this.events.packet(source, packet);
      });
    }
  }

  private feedback(packet: RtcpPacket): void {
    if (!(packet instanceof RtcpPayloadSpecificFeedback) || !(packet.feedback instanceof PictureLossIndication)) return;
    const { mediaSsrc } = packet.feedback;
    const line = this.outgoing.find(({ sender }) => sender.ssrc === mediaSsrc);
    if (line?.carries) this.events.pictureLost(line.carries);
  }

  private opened(channel: RTCDataChannel): void {
    if (channel.label !== mediaChannel || this.channel) return channel.close();
    this.channel = channel;
    channel.onMessage.subscribe((data) => this.heard(data.toString()));
    this.events.opened();
  }

  private heard(text: string): void {
    const message = text.length <= MEDIA_CHANNEL_LIMIT ? FromBrowser.safeParse(parsed(text)) : undefined;
    if (!message?.success) {
      if (++this.malformed > MALFORMED_AT_MOST) this.close();
      return;
    }
    this.lastHeard = Date.now();
    this.events.message(message.data);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

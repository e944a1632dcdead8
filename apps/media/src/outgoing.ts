import { Vp8RtpPayload, type RTCRtpSender, type RTCRtpTransceiver, type RtpPacket } from 'werift';

const clockRate = { audio: 48_000, video: 90_000 } as const;

/**
 * One receiving line of a browser. Whose picture or voice it carries changes over time without a new negotiation; the browser
 * sees one continuous stream.
 */
export class Outgoing {
  /** What it carries now; undefined while it is spare. */
  carries: string | undefined;
  /** The next packet begins anew: another source, or the same one after a silence. */
  private fresh = true;
  private lastSentAt = 0;
  private from = 0;

  constructor(readonly transceiver: RTCRtpTransceiver) {}

  get kind(): 'audio' | 'video' {
    return this.transceiver.kind as 'audio' | 'video';
  }
  get mid(): string | null {
    return this.transceiver.mid;
  }
  get sender(): RTCRtpSender {
    return this.transceiver.sender;
  }

  begin(carries: string | undefined): void {
    this.carries = carries;
    this.fresh = true;
  }
  /**
   * Sends the packet on, in the numbers of this line. A picture begins with a complete one, for which it asks: the parts before
   * would be noise.
   */
  send(packet: RtpPacket, askKeyFrame: () => void): void {
    if (this.transceiver.currentDirection !== 'sendonly') return; // the browser has not answered yet
    if (packet.header.ssrc !== this.from) this.fresh = true; // its sender has come back with a new connection
    this.from = packet.header.ssrc;
    if (this.fresh && this.kind === 'video' && !isKeyFrame(packet.payload)) return askKeyFrame();
    const now = performance.now();
    if (this.fresh && this.lastSentAt > 0) {
      // the clock of the line has gone on meanwhile, or the browser would take the pause for a delay of the network
      const elapsed = Math.round(((now - this.lastSentAt) / 1000) * clockRate[this.kind]);
      this.sender.replaceRTP(packet.header, false, Math.max(1, elapsed));
    }
    this.fresh = false;
    this.lastSentAt = now;
    void this.sender.sendRtp(packet).catch(() => undefined); // a browser that has just gone: its connection is cleaned up elsewhere
  }
}

function isKeyFrame(payload: Buffer): boolean {
  try {
    return Vp8RtpPayload.deSerialize(payload).isKeyframe;
  } catch {
    return false;
  }
}

import type { LineReading } from '@alliance/domain/session-room/quality-ladder';

interface Counted {
  readonly received: number;
  readonly lost: number;
}
/** The members of RTCStats this file reads; browsers leave some out. */
interface Entry {
  readonly type: string;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly fractionLost?: number;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly currentRoundTripTime?: number;
  readonly availableOutgoingBitrate?: number;
  readonly qualityLimitationReason?: string;
}

/** Reads a connection again and again: losses are counted since the last time. */
export class LineReader {
  private before: Counted = { received: 0, lost: 0 };

  async read(connection: Pick<RTCPeerConnection, 'getStats'>): Promise<LineReading> {
    const entries: Entry[] = [];
    (await connection.getStats()).forEach((entry: Entry) => entries.push(entry));
    const now = entries
      .filter(({ type }) => type === 'inbound-rtp')
      .reduce<Counted>(
        (sum, { packetsReceived = 0, packetsLost = 0 }) => ({ received: sum.received + packetsReceived, lost: sum.lost + packetsLost }),
        {
          received: 0,
          lost: 0,
        },
      );
    // lines that were closed take their counts along
    const received = Math.max(0, now.received - this.before.received);
    const lost = Math.max(0, now.lost - this.before.lost);
    this.before = now;
    const outwards = Math.max(
      0,
      ...entries.flatMap(({ type, fractionLost }) => (type === 'remote-inbound-rtp' ? [fractionLost ?? 0] : [])),
    );
    const inwards = received + lost > 0 ? lost / (received + lost) : 0;
    const pair = entries.find(({ type, nominated, state }) => type === 'candidate-pair' && nominated && state === 'succeeded');
    // the estimate follows what is sent: it says something of the line only while the picture has to be made smaller for it
    const limited = entries.some(({ qualityLimitationReason }) => qualityLimitationReason === 'bandwidth');
    return {
      lossPercent: Math.round(Math.max(inwards, outwards) * 1_000) / 10,
      roundTripMs: Math.round((pair?.currentRoundTripTime ?? 0) * 1_000),
      availableKbps: limited && pair?.availableOutgoingBitrate !== undefined ? Math.round(pair.availableOutgoingBitrate / 1_000) : null,
    };
  }
}

import { mediaSources, type MediaMessage } from '@alliance/contracts/room-media';
import type { LineReading } from '@alliance/domain/session-room/quality-ladder';
import { LineReader } from './line-reading';
import type { RemoteTrack } from './remotes';
import type { Sending } from './sending';

interface Ways {
  servers(): RTCIceServer[];
  send(message: MediaMessage): Promise<void>;
  changed(): void;
}

const OFFER_ANYWAY_MS = 700;
/** An offer that was answered by an offer, so long afterwards, did not arrive. */
const LOST_AFTER_MS = 400;
const PATIENCE_MS = 2_000;
const STANDS_WITHIN_MS = 8_000;

/**
 * The line to one other participant. A connection is one offer and one answer; another device, another step or a shared screen only
 * changes tracks. When it breaks it is made anew. Two offers at once: the one of the smaller id counts (perfect negotiation).
 */
export class MeshLine {
  private connection: RTCPeerConnection | undefined;
  private reader = new LineReader();
  private early: RTCIceCandidateInit[] = [];
  private over = false;
  private offeredAt = 0;
  private late: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly otherId: string,
    /** Ours is the smaller id. */
    private readonly first: boolean,
    private readonly publish: boolean,
    private readonly sending: Sending,
    private readonly ways: Ways,
  ) {}

  start(): void {
    if (this.first) void this.offer();
    else this.later(OFFER_ANYWAY_MS);
  }

  close(): void {
    this.over = true;
    clearTimeout(this.late);
    this.connection?.close();
    this.connection = undefined;
  }

  get tracks(): RemoteTrack[] {
    return (this.connection?.getTransceivers() ?? []).flatMap(({ receiver: { track } }, index) => {
      const source = mediaSources[index];
      // a track without packets is muted: the camera is off, or nothing is shared
      return source && track.readyState === 'live' && !track.muted ? [{ participantId: this.otherId, source, track }] : [];
    });
  }

  async heard(message: MediaMessage): Promise<void> {
    if (this.over) return;
    const { connection } = this;
    const collision = connection?.signalingState === 'have-local-offer';
    if (message.type === 'offer') await this.offered(message.sdp, collision && this.first).catch(() => this.later(PATIENCE_MS));
    if (message.type === 'answer' && collision) {
      await connection.setRemoteDescription({ type: 'answer', sdp: message.sdp });
      await this.takeEarly(connection);
    }
    if (message.type === 'candidates') {
      this.early.push(...(message.candidates as RTCIceCandidateInit[]));
      if (connection?.remoteDescription) await this.takeEarly(connection);
    }
  }

  async apply(): Promise<void> {
    if (this.publish) await this.sending.apply((this.connection?.getTransceivers() ?? []).map(({ sender }) => sender));
  }

  async read(): Promise<LineReading | null> {
    return this.connection?.connectionState === 'connected' ? this.reader.read(this.connection) : null;
  }

  private async offered(sdp: string, oursCounts: boolean): Promise<void> {
    if (!oursCounts) return this.answer(sdp);
    if (performance.now() - this.offeredAt > LOST_AFTER_MS) return this.offer();
  }

  private async offer(): Promise<void> {
    this.offeredAt = performance.now();
    const connection = this.begin();
    const direction = this.publish ? 'sendrecv' : 'recvonly';
    for (const source of mediaSources) connection.addTransceiver(source === 'microphone' ? 'audio' : 'video', { direction });
    await this.apply();
    await connection.setLocalDescription();
    await this.describe(connection, 'offer');
    this.later(STANDS_WITHIN_MS);
  }

  private async answer(sdp: string): Promise<void> {
    const connection = this.begin();
    await connection.setRemoteDescription({ type: 'offer', sdp });
    if (this.publish) for (const transceiver of connection.getTransceivers()) transceiver.direction = 'sendrecv';
    await this.apply();
    await this.takeEarly(connection);
    await connection.setLocalDescription();
    await this.describe(connection, 'answer');
    this.later(STANDS_WITHIN_MS);
  }

  private async describe(connection: RTCPeerConnection, type: 'offer' | 'answer'): Promise<void> {
    await this.ways.send({ type, to: this.otherId, sdp: connection.localDescription?.sdp ?? '' }).catch(() => this.later(PATIENCE_MS));
  }

  private begin(): RTCPeerConnection {
    this.connection?.close();
    const connection = new RTCPeerConnection({ iceServers: this.ways.servers(), bundlePolicy: 'max-bundle' });
    this.connection = connection;
    this.reader = new LineReader();
    connection.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate && this.connection === connection) this.tell(candidate.toJSON());
    };
    connection.ontrack = ({ track }) => {
      track.onmute = track.onunmute = track.onended = () => this.ways.changed();
      this.ways.changed();
    };
    connection.onconnectionstatechange = () => {
      if (this.connection !== connection) return;
      const { connectionState } = connection;
      if (connectionState === 'connected') {
        clearTimeout(this.late);
        void this.apply();
      }
      if (connectionState === 'failed') this.later(0);
      if (connectionState === 'disconnected') this.later(PATIENCE_MS);
    };
    return connection;
  }

  private tell({ candidate = '', sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidateInit): void {
    const candidates = [
      { candidate, sdpMid: sdpMid ?? null, sdpMLineIndex: sdpMLineIndex ?? null, usernameFragment: usernameFragment ?? null },
    ];
    void this.ways.send({ type: 'candidates', to: this.otherId, candidates }).catch(() => undefined);
  }

  /** Those of a connection that was given up meanwhile do not fit: left out. */
  private async takeEarly(connection: RTCPeerConnection): Promise<void> {
    for (const candidate of this.early.splice(0)) await connection.addIceCandidate(candidate).catch(() => undefined);
  }

  /** Makes the connection anew unless it stands by then. */
  private later(ms: number): void {
    if (this.over) return;
    clearTimeout(this.late);
    this.late = setTimeout(() => {
      if (!this.over && this.connection?.connectionState !== 'connected') void this.offer().catch(() => this.later(PATIENCE_MS));
    }, ms);
  }
}

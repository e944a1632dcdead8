import type { MediaSource } from '@alliance/contracts/room-media';
import { keepLocal } from '../../../platform/storage';
import { Store } from '../store';
import { deviceTrouble, type DeviceTrouble } from './device-trouble';

export const deviceKinds = ['audioinput', 'videoinput', 'audiooutput'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

export interface OwnTracksState {
  readonly tracks: Readonly<Record<MediaSource, MediaStreamTrack | null>>;
  /** What one wants the others to hear and see. A microphone that is off keeps listening for the level, and sends nothing. */
  readonly on: Readonly<Record<MediaSource, boolean>>;
  readonly trouble: Readonly<Record<MediaSource, DeviceTrouble | null>>;
  readonly devices: Readonly<Record<DeviceKind, readonly MediaDeviceInfo[]>>;
  readonly chosen: Readonly<Record<DeviceKind, string>>;
}

const nothing = { microphone: null, camera: null, screen: null };
const none = { audioinput: [], videoinput: [], audiooutput: [] };
const kept = (kind: DeviceKind): string => keepLocal.get(`device.${kind}`) ?? '';
const kindOf = { microphone: 'audioinput', camera: 'videoinput' } as const;

/** Camera, microphone and screen of this machine. Its choice of devices is kept here, for the next time. */
export class OwnTracks extends Store<OwnTracksState> {
  private closed = false;
  private resting = false;

  constructor() {
    super({
      tracks: nothing,
      on: { microphone: true, camera: true, screen: false },
      trouble: nothing,
      devices: none,
      chosen: { audioinput: kept('audioinput'), videoinput: kept('videoinput'), audiooutput: kept('audiooutput') },
    });
  }

  /** Asks for both devices, one after the other: without a camera one is heard all the same. */
  async start(): Promise<void> {
    this.closed = false;
    navigator.mediaDevices?.addEventListener?.('devicechange', this.list);
    for (const source of ['microphone', 'camera'] as const) if (this.now().on[source] && !this.now().tracks[source]) await this.get(source);
    await this.list();
  }

  async turn(source: MediaSource, on: boolean): Promise<void> {
    this.change({ on: { ...this.now().on, [source]: on } });
    if (on && !this.now().tracks[source]) await this.get(source);
    // the light of a camera goes out when nobody sees its picture
    if (!on && source !== 'microphone') this.drop(source);
  }

  /** Where no picture goes out the camera is let go of, and its light with it; what one wants stays as it was. */
  async rest(resting: boolean): Promise<void> {
    if (this.resting === resting) return;
    this.resting = resting;
    if (resting) this.drop('camera');
    else if (this.now().on.camera && !this.closed) await this.get('camera');
  }

  async choose(kind: DeviceKind, id: string): Promise<void> {
    keepLocal.set(`device.${kind}`, id);
    this.change({ chosen: { ...this.now().chosen, [kind]: id } });
    const source = kind === 'audioinput' ? 'microphone' : kind === 'videoinput' ? 'camera' : null;
    if (source && this.now().on[source]) await this.get(source);
  }

  /** Lets go of every device. */
  close(): void {
    this.closed = true;
    this.resting = false;
    navigator.mediaDevices?.removeEventListener?.('devicechange', this.list);
    for (const source of ['microphone', 'camera', 'screen'] as const) this.drop(source);
    this.change({ on: { ...this.now().on, screen: false } });
  }

  private async get(source: MediaSource): Promise<void> {
    const rests = () => source === 'camera' && this.resting;
    if (rests()) return;
    const { mediaDevices } = navigator;
    try {
      const stream = await (source === 'screen'
        ? mediaDevices.getDisplayMedia({ video: true })
        : mediaDevices.getUserMedia(this.wanted(source)));
      const [track] = stream.getTracks();
      // asked for, and not wanted any more when the answer came
      if (this.closed || rests() || !track || !this.now().on[source]) return void stream.getTracks().forEach((each) => each.stop());
      this.drop(source);
      track.addEventListener('ended', () => this.ended(source, track));
      this.change({ tracks: { ...this.now().tracks, [source]: track }, trouble: { ...this.now().trouble, [source]: null } });
    } catch (error) {
      this.drop(source);
      // who closes the choice of a screen has only changed their mind
      const trouble =
        source === 'screen' && (error as Error).name === 'NotAllowedError' ? null : deviceTrouble(error, Boolean(mediaDevices));
      this.change({ on: { ...this.now().on, [source]: false }, trouble: { ...this.now().trouble, [source]: trouble } });
    }
  }

  private wanted(source: 'microphone' | 'camera'): MediaStreamConstraints {
    const id = this.now().chosen[kindOf[source]];
    // a device that is gone is no reason to have none
    const device = id ? { deviceId: { ideal: id } } : {};
    return source === 'microphone'
      ? { audio: { ...device, echoCancellation: true, noiseSuppression: true, autoGainControl: true } }
      : { video: { ...device, width: { ideal: 1280 }, height: { ideal: 720 } } };
  }

  /** Unplugged, or ended by the browser's own button. */
  private ended(source: MediaSource, track: MediaStreamTrack): void {
    if (this.now().tracks[source] !== track) return;
    this.drop(source);
    this.change({
      on: { ...this.now().on, [source]: false },
      trouble: { ...this.now().trouble, [source]: source === 'screen' ? null : 'missing' },
    });
  }

  private drop(source: MediaSource): void {
    const track = this.now().tracks[source];
    if (!track) return;
    this.change({ tracks: { ...this.now().tracks, [source]: null } });
    track.stop();
  }

  private readonly list = async (): Promise<void> => {
    const all = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
    // without permission browsers name no device, and there is nothing to choose from
    const named = all.filter(({ deviceId, label }) => deviceId && label);
    const of = (kind: DeviceKind) => named.filter((device) => device.kind === kind);
    this.change({ devices: { audioinput: of('audioinput'), videoinput: of('videoinput'), audiooutput: of('audiooutput') } });
  };
}

import { carriesAudio, carriesVideo, type MediaStep } from '@alliance/domain/session-room/quality-ladder';
import { mediaSources, type MediaSource } from '@alliance/contracts/room-media';
import type { OwnMedia } from './media-client';

type Tracks = Record<MediaSource, MediaStreamTrack | null>;

/** Bits per second and lines of a picture on each step; a shared screen keeps its lines, or its letters could not be read. */
const limits = {
  '720p': { camera: { bitrate: 1_200_000, lines: 720, frames: 30 }, screen: { bitrate: 1_500_000, lines: 1_080, frames: 8 } },
  '360p': { camera: { bitrate: 350_000, lines: 360, frames: 20 }, screen: { bitrate: 400_000, lines: 1_080, frames: 3 } },
} as const;

/** What a person wants to send, and what of it goes out on the step the line allows. */
export class Sending {
  step: MediaStep = '720p';
  private readonly wanted: Tracks = { microphone: null, camera: null, screen: null };

  want({ audio, video, screen }: OwnMedia): void {
    if (audio !== undefined) this.wanted.microphone = audio;
    if (video !== undefined) this.wanted.camera = video;
    if (screen !== undefined) this.wanted.screen = screen;
  }

  track(source: MediaSource): MediaStreamTrack | null {
    const allowed = source === 'microphone' ? carriesAudio(this.step) : carriesVideo(this.step);
    return allowed ? this.wanted[source] : null;
  }

  /** What goes out now. */
  get sources(): Record<MediaSource, boolean> {
    const live = (source: MediaSource) => this.track(source)?.readyState === 'live';
    return { microphone: live('microphone'), camera: live('camera'), screen: live('screen') };
  }

  /** Puts the tracks onto the lines, in the order microphone, camera, screen. No negotiation is needed for that. */
  async apply(senders: readonly RTCRtpSender[]): Promise<void> {
    await Promise.all(
      senders.map(async (sender, index) => {
        const source = mediaSources[index];
        if (!source) return;
        const track = this.track(source);
        if (sender.track !== track) await sender.replaceTrack(track);
        if (track && source !== 'microphone' && carriesVideo(this.step)) await this.limit(sender, source, track);
      }),
    );
  }

  private async limit(sender: RTCRtpSender, source: 'camera' | 'screen', track: MediaStreamTrack): Promise<void> {
    const { bitrate, lines, frames } = limits[this.step as keyof typeof limits][source];
    const parameters = sender.getParameters();
    const [encoding] = parameters.encodings ?? [];
    if (!encoding) return; // not negotiated yet: applied again when it is
    encoding.maxBitrate = bitrate;
    encoding.maxFramerate = frames;
    encoding.scaleResolutionDownBy = Math.max(1, (track.getSettings().height ?? lines) / lines);
    // a browser that does not know a limit sends without it
    await sender.setParameters(parameters).catch(() => undefined);
  }
}

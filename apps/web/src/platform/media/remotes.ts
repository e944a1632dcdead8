import type { MediaSource } from '@alliance/contracts/room-media';
import type { RemoteMedia } from './media-client';

export interface RemoteTrack {
  readonly participantId: string;
  readonly source: MediaSource;
  readonly track: MediaStreamTrack;
}

interface Streams {
  readonly person: MediaStream;
  readonly screen: MediaStream;
}

/** What is seen and heard of the others. A stream stays the same object while its tracks change, so that no picture flickers. */
export class Remotes {
  private readonly streams = new Map<string, Streams>();
  private readonly shown = new Map<string, string>();

  constructor(private readonly tell: (participantId: string, media: RemoteMedia) => void) {}

  /** Everything there is now; who is not in it is gone. */
  show(tracks: readonly RemoteTrack[]): void {
    const ids = new Set([...this.streams.keys(), ...tracks.map(({ participantId }) => participantId)]);
    for (const id of ids) {
      this.showOne(
        id,
        tracks.filter(({ participantId }) => participantId === id),
      );
    }
  }

  private showOne(id: string, tracks: readonly RemoteTrack[]): void {
    const streams = this.streams.get(id) ?? { person: new MediaStream(), screen: new MediaStream() };
    this.streams.set(id, streams);
    const of = (screen: boolean) => tracks.filter(({ source }) => (source === 'screen') === screen).map(({ track }) => track);
    const person = fill(streams.person, of(false));
    const screen = fill(streams.screen, of(true));
    const signature = tracks
      .map(({ source, track }) => `${source} ${track.id}`)
      .sort()
      .join();
    if (this.shown.get(id) === signature) return;
    this.shown.set(id, signature);
    if (tracks.length === 0) {
      this.streams.delete(id);
      this.shown.delete(id);
    }
    this.tell(id, { person, screen });
  }
}

function fill(stream: MediaStream, tracks: readonly MediaStreamTrack[]): MediaStream | null {
  for (const track of stream.getTracks()) if (!tracks.includes(track)) stream.removeTrack(track);
  for (const track of tracks) if (!stream.getTracks().includes(track)) stream.addTrack(track);
  return tracks.length > 0 ? stream : null;
}

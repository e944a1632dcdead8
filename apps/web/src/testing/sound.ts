/** A loudspeaker for specs: what sounds, and whether the browser allows it. */
export const sound = { allowed: true, playing: 0, played: 0 };

class Source {
  buffer: unknown;
  loop = false;
  connect(): void {
    /* the speaker of a spec is always on */
  }
  start(): void {
    sound.played += 1;
    if (this.loop) sound.playing += 1;
  }
  stop(): void {
    sound.playing -= 1;
  }
}
class Speaker {
  readonly sampleRate = 8_000;
  readonly destination = {};
  get state(): string {
    return sound.allowed ? 'running' : 'suspended';
  }
  resume(): Promise<void> {
    return sound.allowed ? Promise.resolve() : new Promise(() => undefined);
  }
  createBuffer(_: number, length: number) {
    return { getChannelData: () => new Float32Array(length) };
  }
  createBufferSource(): Source {
    return new Source();
  }
}

export function giveSound(): void {
  Object.assign(globalThis, { AudioContext: Speaker });
  Object.assign(sound, { allowed: true, playing: 0, played: 0 });
}

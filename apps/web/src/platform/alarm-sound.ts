// The alarm is made, not loaded: it must sound when the line is down. One buffer in a loop, because timers of hidden tabs are held back.

const beat = 0.28;
const loopSeconds = 1.6;
const tones = [880, 660, 880] as const;

let context: AudioContext | undefined;
let ring: AudioBuffer | undefined;

/** Three tones and a rest. */
function ringOf(audio: AudioContext): AudioBuffer {
  const buffer = audio.createBuffer(1, Math.ceil(audio.sampleRate * loopSeconds), audio.sampleRate);
  const samples = buffer.getChannelData(0);
  for (const [n, tone] of tones.entries())
    for (let i = 0; i < beat * audio.sampleRate; i++) {
      // soft at both ends: a click is not a tone
      const edge = Math.min(1, i / 400, (beat * audio.sampleRate - i) / 400);
      samples[Math.floor(n * beat * audio.sampleRate) + i] = 0.5 * edge * Math.sin((2 * Math.PI * tone * i) / audio.sampleRate);
    }
  return buffer;
}

/** Whether the browser lets this page sound; it may need a press first. */
export async function soundIsOn(): Promise<boolean> {
  if (typeof AudioContext === 'undefined') return false;
  context ??= new AudioContext();
  const audio = context;
  if (audio.state !== 'running')
    // a browser that forbids it neither agrees nor refuses
    await Promise.race([audio.resume().catch(() => undefined), new Promise((wait) => setTimeout(wait, 300))]);
  return (audio.state as AudioContextState) === 'running';
}

function play(loop: boolean): () => void {
  if (!context) return () => undefined;
  ring ??= ringOf(context);
  const source = context.createBufferSource();
  source.buffer = ring;
  source.loop = loop;
  source.connect(context.destination);
  source.start();
  return () => source.stop();
}

/** Sounds once, for a test. @returns whether it could */
export async function soundOnce(): Promise<boolean> {
  const on = await soundIsOn();
  if (on) play(false);
  return on;
}

/** Sounds until the returned function is called; begins as soon as the browser allows it. */
export function soundUntilStopped(heard: (on: boolean) => void): () => void {
  let stop: (() => void) | undefined;
  let over = false;
  const begin = () =>
    void soundIsOn().then((on) => {
      if (over) return;
      if (on) stop ??= play(true);
      heard(on);
    });
  begin();
  window.addEventListener('pointerdown', begin);
  window.addEventListener('keydown', begin);
  return () => {
    over = true;
    window.removeEventListener('pointerdown', begin);
    window.removeEventListener('keydown', begin);
    stop?.();
  };
}

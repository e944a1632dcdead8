const tones = [660, 880] as const;
const TONE_SECONDS = 0.35;

/** Sounds two tones on a loudspeaker; '' is the system's own. @throws when the browser plays nothing */
export async function playTestTone(loudspeakerId: string): Promise<void> {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const player = new Audio();
  player.srcObject = out.stream;
  if (loudspeakerId) await player.setSinkId?.(loudspeakerId).catch(() => undefined);
  await player.play();
  for (const [n, tone] of tones.entries()) {
    const source = context.createOscillator();
    const volume = context.createGain();
    const from = context.currentTime + 0.1 + n * (TONE_SECONDS + 0.1);
    source.frequency.value = tone;
    volume.gain.setValueAtTime(0, from);
    // soft at both ends: a click is not a tone
    volume.gain.linearRampToValueAtTime(0.3, from + 0.02);
    volume.gain.setValueAtTime(0.3, from + TONE_SECONDS - 0.05);
    volume.gain.linearRampToValueAtTime(0, from + TONE_SECONDS);
    source.connect(volume).connect(out);
    source.start(from);
    source.stop(from + TONE_SECONDS);
    if (n === tones.length - 1) source.onended = () => void context.close();
  }
}

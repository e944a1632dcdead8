import { useEffect, useState } from 'react';
import { noteAct } from '../../../platform/activity';

const LOOK_EVERY_MS = 100;
/** Above this a voice is meant, not a room: share of full scale. */
export const AUDIBLE = 0.02;

/** How loud a track is, 0–1, ten times a second; 0 without one. Whoever speaks is there, also without touching a key. */
export function useLevel(track: MediaStreamTrack | null): number {
  const [level, setLevel] = useState(0);
  useEffect(() => {
    if (!track || typeof AudioContext === 'undefined') return undefined;
    const audio = new AudioContext();
    const analyser = audio.createAnalyser();
    analyser.fftSize = 512;
    audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const loud = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
      if (loud > AUDIBLE) noteAct();
      // full scale is never spoken: a clear voice fills the bar
      setLevel(Math.min(1, Math.round(loud * 40) / 10));
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      void audio.close();
      setLevel(0);
    };
  }, [track]);
  return level;
}

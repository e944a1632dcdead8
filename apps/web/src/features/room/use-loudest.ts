import { useEffect, useState } from 'react';
import type { RemoteMedia } from '../../platform/media/media-client';
import { AUDIBLE } from './device/use-level';

const LOOK_EVERY_MS = 250;
/** Who speaks stays the speaker through a pause for breath. */
const HOLDS_MS = 1_500;

const loudness = (analyser: AnalyserNode, samples: Float32Array<ArrayBuffer>): number => {
  analyser.getFloatTimeDomainData(samples);
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
};

/** Who speaks now, or spoke last; null before anybody did. */
export function useLoudest(remotes: ReadonlyMap<string, RemoteMedia>): string | null {
  const [loudest, setLoudest] = useState<string | null>(null);
  useEffect(() => {
    if (typeof AudioContext === 'undefined') return undefined;
    const heard = [...remotes].filter(([, { person }]) => person?.getAudioTracks().length);
    if (heard.length === 0) return undefined;
    const audio = new AudioContext();
    const samples = new Float32Array(256);
    const voices = heard.map(([id, { person }]) => {
      const analyser = audio.createAnalyser();
      analyser.fftSize = samples.length;
      audio.createMediaStreamSource(person as MediaStream).connect(analyser);
      return { id, analyser };
    });
    let since = 0;
    const timer = setInterval(() => {
      const [top] = voices.map(({ id, analyser }) => ({ id, level: loudness(analyser, samples) })).sort((a, b) => b.level - a.level);
      if (!top || top.level < AUDIBLE || Date.now() - since < HOLDS_MS) return;
      since = Date.now();
      setLoudest(top.id);
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      void audio.close();
    };
  }, [remotes]);
  return loudest !== null && remotes.has(loudest) ? loudest : null;
}

/** What a line carries, from best to worst: picture of 720 lines, of 360 lines, voice alone, the case board alone (F66). */
export const mediaSteps = ['720p', '360p', 'audio', 'board'] as const;
export type MediaStep = (typeof mediaSteps)[number];

/** The line as the browser measures it over the last seconds. */
export interface LineReading {
  /** Packets lost, the worse of both directions, 0–100. */
  readonly lossPercent: number;
  readonly roundTripMs: number;
  /** What the line carries outwards in kbit/s, while that is less than what there is to send; null otherwise. */
  readonly availableKbps: number | null;
}

export interface QualityState {
  readonly step: MediaStep;
  /** For how long the line has been too bad for this step, and good enough for the one above, in seconds. */
  readonly badFor: number;
  readonly goodFor: number;
  /** How long it has to be good before the next climb: doubles each time a climb did not last. */
  readonly patience: number;
  /** Time since the climb to this step; infinite when it was not climbed to. */
  readonly climbedAgo: number;
}

interface Bounds {
  readonly loss: number;
  readonly roundTrip: number;
  readonly kbps: number;
}
/** A step is kept while the line is within these. */
const keeps: Readonly<Record<MediaStep, Bounds>> = {
  '720p': { loss: 5, roundTrip: 500, kbps: 700 },
  '360p': { loss: 12, roundTrip: 1_000, kbps: 180 },
  audio: { loss: 35, roundTrip: 2_500, kbps: 20 },
  board: { loss: 101, roundTrip: Infinity, kbps: 0 },
};
/** A step is climbed to when the line is within these: stricter, or the picture would go to and fro. Where little is being sent, the measured rate says nothing of what the line could carry. */
const reaches: Readonly<Record<MediaStep, Bounds>> = {
  '720p': { loss: 2, roundTrip: 300, kbps: 400 },
  '360p': { loss: 4, roundTrip: 600, kbps: 0 },
  audio: { loss: 15, roundTrip: 1_500, kbps: 0 },
  board: keeps.board,
};

const FALL_AFTER_SECONDS = 3;
const PATIENCE_SECONDS = 10;
const PATIENCE_AT_MOST_SECONDS = 80;
/** A climb that is taken back within this time was a mistake. */
const TRIAL_SECONDS = 20;

const within = (reading: LineReading, bounds: Bounds): boolean =>
  reading.lossPercent <= bounds.loss &&
  reading.roundTripMs <= bounds.roundTrip &&
  (reading.availableKbps === null || reading.availableKbps >= bounds.kbps);

export const startAt = (step: MediaStep): QualityState => ({
  step,
  badFor: 0,
  goodFor: 0,
  patience: PATIENCE_SECONDS,
  climbedAgo: Infinity,
});

/** Whether a picture, or a voice, is sent and received on this step. */
export const carriesVideo = (step: MediaStep): boolean => step === '720p' || step === '360p';
export const carriesAudio = (step: MediaStep): boolean => step !== 'board';

/** The worse of two steps. */
export const atMost = (step: MediaStep, ceiling: MediaStep): MediaStep =>
  mediaSteps.indexOf(step) < mediaSteps.indexOf(ceiling) ? ceiling : step;

/**
 * One rung at a time: down after 3 s that were too bad, up after 10 s that were clearly good, later each time a climb did not last.
 * `seconds` have passed since the last reading; never above `ceiling`, which a person may choose.
 */
export function nextQuality(state: QualityState, reading: LineReading, seconds: number, ceiling: MediaStep = '720p'): QualityState {
  const step = atMost(state.step, ceiling);
  const at = mediaSteps.indexOf(step);
  const [above, below] = [mediaSteps[at - 1], mediaSteps[at + 1]];
  const climbedAgo = state.climbedAgo + seconds;
  const lasted = climbedAgo > TRIAL_SECONDS && state.climbedAgo <= TRIAL_SECONDS;
  const patience = lasted ? PATIENCE_SECONDS : state.patience;
  const badFor = within(reading, keeps[step]) ? 0 : state.badFor + seconds;
  if (below && badFor >= FALL_AFTER_SECONDS) {
    const failed = climbedAgo <= TRIAL_SECONDS;
    const longer = failed ? Math.min(state.patience * 2, PATIENCE_AT_MOST_SECONDS) : patience;
    return { step: below, badFor: 0, goodFor: 0, patience: longer, climbedAgo: Infinity };
  }
  const mayClimb = above !== undefined && atMost(above, ceiling) === above && within(reading, reaches[above]);
  const goodFor = mayClimb ? state.goodFor + seconds : 0;
  if (above && goodFor >= patience) return { step: above, badFor: 0, goodFor: 0, patience, climbedAgo: 0 };
  return { step, badFor, goodFor, patience, climbedAgo };
}

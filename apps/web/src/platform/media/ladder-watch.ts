import { nextQuality, startAt, type LineReading, type MediaStep } from '@alliance/domain/session-room/quality-ladder';
import type { MediaQuality } from './media-client';

const READ_EVERY_MS = 2_000;

/** Reads the line every two seconds and walks the ladder. */
export class LadderWatch {
  private state = startAt('720p');
  private ceiling: MediaStep = '720p';
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    /** Null while there is nothing to be measured. */
    private readonly read: () => Promise<LineReading | null>,
    private readonly told: (quality: MediaQuality, stepped: boolean) => void,
  ) {}

  get step(): MediaStep {
    return this.state.step;
  }

  start(): void {
    this.timer ??= setInterval(() => void this.look().catch(() => undefined), READ_EVERY_MS);
  }
  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** A person's choice holds at once, downwards and upwards; from there on the line decides. */
  choose(step: MediaStep): void {
    this.ceiling = step;
    this.state = startAt(step);
    this.told({ step, lossPercent: 0, roundTripMs: 0, availableKbps: null }, true);
  }

  private async look(): Promise<void> {
    const reading = await this.read();
    if (!reading) return;
    const before = this.state.step;
    this.state = nextQuality(this.state, reading, READ_EVERY_MS / 1_000, this.ceiling);
    this.told({ ...reading, step: this.state.step }, before !== this.state.step);
  }
}

import { Clock } from '../platform/clock.js';

/** A clock that can be moved. Due times are compared by the database, so move it only forth for what a rule reads. */
export class TestClock extends Clock {
  private offsetMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }
  advance(seconds: number): void {
    this.offsetMs += seconds * 1000;
  }
}

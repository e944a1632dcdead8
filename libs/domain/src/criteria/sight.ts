import { boundsOf, openInputs } from './derived.js';
import type { FactDefinition, FactScalar } from './fact.types.js';
import type { DatedValue, FactReadings } from './given.js';

/** What a condition is held against: exact (`low` = `high`), or computed and known only to lie between. Bounds of what is no number are NaN. */
export interface Measured {
  readonly value: FactScalar | null;
  readonly low: number;
  readonly high: number;
}
export interface Seen extends Measured {
  readonly series: readonly DatedValue[];
}
/** Place of a fact that the criteria of a set use. */
export interface Slot {
  readonly key: string;
  readonly definition: FactDefinition | undefined;
  /** Computed where nobody gave it. */
  readonly derived: boolean;
}

/** The facts of one case as the conditions of a set see them; what is computed is computed once, when it is first looked at. */
export class Sight {
  private readonly seen: (Seen | null | undefined)[];
  private readonly inputs = new Map<number, readonly string[]>();

  constructor(
    private readonly slots: readonly Slot[],
    readonly readings: FactReadings,
    readonly moment: Date,
  ) {
    this.seen = new Array<Seen | null | undefined>(slots.length).fill(undefined);
  }

  /** Null while nothing is known. */
  see(slot: number): Seen | null {
    let seen = this.seen[slot];
    if (seen === undefined) this.seen[slot] = seen = this.look(this.slots[slot] as Slot);
    return seen;
  }

  /** Whether the value was computed and not given. */
  isComputed(slot: number): boolean {
    const { key, derived } = this.slots[slot] as Slot;
    return derived && !this.readings.has(key);
  }

  /** The inputs that a computed fact still waits for. */
  waitsFor(slot: number): readonly string[] {
    const inputs = this.inputs.get(slot) ?? openInputs((this.slots[slot] as Slot).key, this.readings, this.moment);
    this.inputs.set(slot, inputs);
    return inputs;
  }

  private look({ key, definition, derived }: Slot): Seen | null {
    const reading = this.readings.get(key);
    if (reading) {
      const { value, series } = reading;
      const number = typeof value === 'number' ? value : NaN;
      return { value, low: number, high: number, series };
    }
    const bounds = derived && definition ? boundsOf(definition, this.readings, this.moment) : undefined;
    if (!bounds) return null;
    const { low, high } = bounds;
    return { value: low === high ? low : null, low, high, series: [] };
  }
}

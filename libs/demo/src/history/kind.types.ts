import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import type { Service, Urgency } from '@alliance/domain/referral/referral.codes';

/** A kind of patient who was sent again and again; the numbers of each differ. */
export interface HistoricKind {
  readonly alliance: string;
  /** Of whoever receives. */
  readonly department: string;
  readonly service: Service;
  readonly urgency: Urgency;
  readonly sex?: Sex;
  readonly ages: readonly [youngest: number, oldest: number];
  readonly diagnosis: readonly [code: string, text: string];
  readonly reason: string;
  readonly facts: (n: number) => GivenFacts;
  /** What the sender wrote beside the facts. */
  readonly told: readonly [string, ...string[]];
  /** How it ended, in the receiver's words. */
  readonly found: readonly [string, ...string[]];
}

/** A kind and how many of a hundred it is. */
export type Share = readonly [kind: HistoricKind, share: number];

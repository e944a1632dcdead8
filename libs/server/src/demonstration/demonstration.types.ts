import type { Guide } from '@alliance/contracts/demonstration.contract';

type Shown<E> = Omit<E, 'mayOpen'>;
/** What the guide of an installation shows to everybody. */
export interface GuideContent {
  readonly stories: readonly Shown<Guide['stories'][number]>[];
  readonly alive: readonly Shown<Guide['alive'][number]>[];
  readonly accounts: Guide['accounts'];
}
/** Injection token of the guide's content. */
export const GUIDE = Symbol('guide');

import type { HandOverSheet } from '@alliance/contracts/referral.schema';
import type { ReferralAsk } from '@alliance/domain/referral/referral.ask';
import type { StoryStep } from './story.types.js';

export const minutes = (at: Date, later: number): Date => new Date(at.getTime() + later * 60_000);
export const step = (after: number, by: string, ask: ReferralAsk | ((at: Date) => ReferralAsk), sheet?: HandOverSheet): StoryStep => ({
  ...{ after, by, ask: typeof ask === 'function' ? ask : () => ask },
  ...(sheet && { sheet }),
});

interface Place {
  readonly place: string;
  readonly physician: string;
  readonly within: number;
  readonly bedRoute?: 'bed' | 'via_emergency';
  readonly advice?: string;
}
const reception = (at: Date, { place, physician, within, bedRoute, advice }: Place) => ({
  ...{ arriveBy: minutes(at, within), place, phone: '0990-5550120', physician, bedRoute: bedRoute ?? null },
  ...(advice && { advice }),
});
export const accept = (after: number, by: string, place: Place): StoryStep =>
  step(after, by, (at) => ({ action: 'accept', ...reception(at, place) }));
export const acknowledge = (after: number, by: string, place: Place): StoryStep =>
  step(after, by, (at) => ({ action: 'acknowledge', ...reception(at, place) }));

/** The sheet and the way. */
export const depart = (after: number, by: string, road: number, condition: string): StoryStep[] => [
  step(
    after,
    by,
    { action: 'signHandOver', sheet: true },
    {
      ...{
        allergies: '无已知过敏',
        infections: '无',
        isolation: 'none',
        devices: '外周静脉留置针',
        medicines: null,
        belongings: '身份证、医保卡',
      },
      condition,
    },
  ),
  step(after + 2, by, (at) => ({ action: 'depart', estimatedArrivalAt: minutes(at, road) })),
];
export const hour = 60;
export const day = 24 * hour;

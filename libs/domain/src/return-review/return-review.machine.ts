import type { Machine } from '../machine.js';

export const returnReviewStates = ['accounts_awaited', 'conclusion_awaited', 'concluded', 'objected', 'final', 'withdrawn'] as const;
export type ReturnReviewState = (typeof returnReviewStates)[number];

export const returnReviewActions = [
  'account',
  'completeAccounts',
  'closeAccounts',
  'conclude',
  'object',
  'decide',
  'settle',
  'withdraw',
] as const;
export type ReturnReviewAction = (typeof returnReviewActions)[number];

/**
 * The review of a return within 72 hours. `completeAccounts` is the second account, `closeAccounts` the deadline that passes without it,
 * `settle` the time for an objection that passes, `withdraw` a referral that turns out to be of the wrong patient.
 */
export const returnReviewMachine: Machine<ReturnReviewState, ReturnReviewAction> = {
  accounts_awaited: {
    account: 'accounts_awaited',
    completeAccounts: 'conclusion_awaited',
    closeAccounts: 'conclusion_awaited',
    withdraw: 'withdrawn',
  },
  // a late account is still read
  conclusion_awaited: {
    account: 'conclusion_awaited',
    completeAccounts: 'conclusion_awaited',
    conclude: 'concluded',
    // where no alliance has a lead that could, or the lead did not in time
    decide: 'final',
    withdraw: 'withdrawn',
  },
  concluded: { object: 'objected', settle: 'final', withdraw: 'withdrawn' },
  objected: { decide: 'final', withdraw: 'withdrawn' },
  final: { withdraw: 'withdrawn' },
  withdrawn: {},
};

/** Actions that people take; the others happen. */
export const offeredActions = ['account', 'conclude', 'object', 'decide'] as const satisfies readonly ReturnReviewAction[];
export type OfferedAction = (typeof offeredActions)[number];

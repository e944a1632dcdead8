import type { Machine } from '../machine.js';

export const recognitionReviewStates = ['sampled', 'judged', 'appealed', 'closed'] as const;
export type RecognitionReviewState = (typeof recognitionReviewStates)[number];

export const recognitionReviewActions = ['judge', 'appeal', 'assign', 'decide', 'settle'] as const;
export type RecognitionReviewAction = (typeof recognitionReviewActions)[number];

/** How a repeat came to be looked at. */
export const samplings = ['random', 'targeted'] as const;
export type Sampling = (typeof samplings)[number];

/** Whether the reason stands for the repeat. */
export const reviewVerdicts = ['justified', 'refused'] as const;
export type ReviewVerdict = (typeof reviewVerdicts)[number];

/** What the reviewer of an appeal makes of the verdict. */
export const appealDecisions = ['upheld', 'overturned'] as const;
export type AppealDecision = (typeof appealDecisions)[number];

/** The review of one repeated test. `settle` is the time for an appeal that passes; after a decision there is nothing more to say. */
export const recognitionReviewMachine: Machine<RecognitionReviewState, RecognitionReviewAction> = {
  sampled: { judge: 'judged' },
  judged: { appeal: 'appealed', settle: 'closed' },
  appealed: { assign: 'appealed', decide: 'closed' },
  closed: {},
};

/** Actions that people take; `settle` happens. */
export const offeredReviewActions = ['judge', 'appeal', 'assign', 'decide'] as const satisfies readonly RecognitionReviewAction[];
export type OfferedReviewAction = (typeof offeredReviewActions)[number];

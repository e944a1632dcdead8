import type { Machine } from '../machine.js';

/** `identified`: an unknown person got a number; `merged`: two rows of one hospital turned out to be one person. */
export const mergeKinds = ['identified', 'merged'] as const;
export type MergeKind = (typeof mergeKinds)[number];

export const mergeStates = ['proposed', 'in_force', 'undo_proposed', 'undone', 'refused', 'withdrawn'] as const;
export type MergeState = (typeof mergeStates)[number];
export type MergeAction = 'confirm' | 'refuse' | 'withdraw' | 'undo';

/** Two people join two rows and two people part them again; an identification is one person's and begins in force. */
export const mergeMachine = {
  proposed: { confirm: 'in_force', refuse: 'refused', withdraw: 'withdrawn' },
  in_force: { undo: 'undo_proposed' },
  undo_proposed: { confirm: 'undone', refuse: 'in_force', withdraw: 'in_force' },
  undone: {},
  refused: {},
  withdrawn: {},
} as const satisfies Machine<MergeState, MergeAction>;

/** States in which the one row counts as the other. */
export const standingStates = ['in_force', 'undo_proposed'] as const satisfies readonly MergeState[];
/** States that wait for a second person. */
export const pendingStates = ['proposed', 'undo_proposed'] as const satisfies readonly MergeState[];

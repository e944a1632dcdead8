import type { Machine } from '../machine.js';
import type { VersionAction, VersionState } from './protocol.types.js';

/** Actions that lead to another state. */
export type VersionStep = Extract<VersionAction, 'submit' | 'return' | 'approve' | 'publish' | 'withdraw'>;

/** A version on its way to its readers. A withdrawn one is over; a published one is followed by another version, never changed. */
export const versionMachine = {
  draft: { submit: 'in_review' },
  in_review: { approve: 'approved', return: 'draft' },
  approved: { publish: 'published', return: 'draft' },
  published: { withdraw: 'withdrawn' },
  withdrawn: {},
} as const satisfies Machine<VersionState, VersionStep>;

/** States in which a version is still worked on: a protocol has one such version at a time, and only its authors see it. */
export const workingStates = ['draft', 'in_review', 'approved'] as const satisfies readonly VersionState[];
export const isWorking = (state: VersionState): boolean => (workingStates as readonly VersionState[]).includes(state);

/** What can be done in a state without leaving it. A draft thrown away is gone: nobody but its authors ever saw it. */
export const whileIn: Readonly<Record<VersionState, readonly Exclude<VersionAction, VersionStep>[]>> = {
  draft: ['edit', 'sign_off', 'replay', 'discard'],
  in_review: ['sign_off', 'replay'],
  approved: ['sign_off', 'replay'],
  published: ['annotate'],
  withdrawn: [],
};

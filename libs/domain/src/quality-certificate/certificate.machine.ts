import type { Machine } from '../machine.js';

/** What a round of external quality assessment (室间质评) said of one item. */
export const assessmentOutcomes = ['passed', 'failed'] as const;
export type AssessmentOutcome = (typeof assessmentOutcomes)[number];

export const certificateStates = ['draft', 'submitted', 'in_force', 'refused', 'revoked'] as const;
export type CertificateState = (typeof certificateStates)[number];
export const certificateActions = ['edit', 'attach', 'submit', 'confirm', 'refuse', 'revoke'] as const;
export type CertificateAction = (typeof certificateActions)[number];

/** A paper is entered, handed in with its scan, and confirmed or refused by a second person; a refused one is mended and handed in again. */
export const certificateMachine: Machine<CertificateState, CertificateAction> = {
  draft: { edit: 'draft', attach: 'draft', submit: 'submitted' },
  submitted: { confirm: 'in_force', refuse: 'refused' },
  in_force: { revoke: 'revoked' },
  refused: { edit: 'draft' },
  revoked: {},
};

import type { ConsultationAction } from '@alliance/domain/consultation/consultation.machine';

/** Steps that ask for something before they happen. */
export const panelSteps = [
  'accept',
  'decline',
  'assign',
  'addParty',
  'reschedule',
  'cancel',
  'recordCall',
  'excuse',
  'decide',
  'giveFeedback',
  'givePapers',
  'escalate',
  'refer',
  'enterInError',
] as const satisfies readonly ConsultationAction[];
export type PanelStep = (typeof panelSteps)[number];
export interface PanelOpen {
  readonly step: PanelStep;
  /** Of which seat. */
  readonly partyId?: string;
}

import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { ReferralState } from '@alliance/domain/referral/referral.machine';

export interface PathStep {
  readonly state: ReferralState;
  readonly mark: 'done' | 'current' | 'todo';
}

/**
 * The road of a referral: the ordinary steps, those that will not come left out, a detour (question, return, cancellation) where it stands.
 * Outpatients and examinations are never admitted; a patient treated at home after a return goes from returned to closed.
 */
export function statePath({
  state,
  service,
  submittedAt,
  notes,
}: Pick<ReferralView, 'state' | 'service' | 'submittedAt' | 'notes'>): PathStep[] {
  const admitted = service === 'emergency' || service === 'inpatient' || service === null;
  const ordinary: ReferralState[] = [
    'draft',
    'submitted',
    'accepted',
    'in_transit',
    'arrived',
    ...(admitted ? (['in_care'] as const) : []),
    'outcome_sent',
    'closed',
  ];
  const stayed = state === 'closed' && notes.some(({ kind }) => kind === 'treatment_plan');
  if (state === 'returned' || stayed) return mark(['draft', 'submitted', 'returned', 'closed'], state);
  if (state === 'cancelled') return mark(submittedAt ? ['draft', 'submitted', 'cancelled'] : ['draft', 'cancelled'], state);
  return mark(
    state === 'info_requested' ? ordinary.flatMap((s) => (s === 'submitted' ? [s, 'info_requested' as const] : [s])) : ordinary,
    state,
  );
}

function mark(states: readonly ReferralState[], now: ReferralState): PathStep[] {
  const at = states.indexOf(now);
  return states.map((state, i) => ({
    state,
    mark: i < at || (i === at && (now === 'closed' || now === 'cancelled')) ? 'done' : i === at ? 'current' : 'todo',
  }));
}

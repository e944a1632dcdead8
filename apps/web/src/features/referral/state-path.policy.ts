import type { ReferralView } from '@alliance/contracts/referral.contract';
import { finalStates, type ReferralState } from '@alliance/domain/referral/referral.machine';

export interface PathStep {
  readonly state: ReferralState;
  /** `passed`: the case went on without it. `ended`: an end that is not the ordinary one. */
  readonly mark: 'done' | 'current' | 'todo' | 'passed' | 'ended';
}

type Facts = Pick<
  ReferralView,
  'state' | 'service' | 'transport' | 'origin' | 'submittedAt' | 'acceptedAt' | 'departedAt' | 'arrivedAt' | 'outcome' | 'endedAs'
>;

/** Where a detour leaves the ordinary road. */
const leaves: Readonly<Partial<Record<ReferralState, ReferralState>>> = {
  info_requested: 'submitted',
  consult_first: 'submitted',
  returned: 'submitted',
  no_show: 'accepted',
};
/** After these nobody knows which road the case takes. */
const open: ReadonlySet<ReferralState> = new Set(['returned', 'consult_first']);
const isFinal = (state: ReferralState) => (finalStates as readonly ReferralState[]).includes(state);

/**
 * The road of a referral as it was: only what happened is ticked, what was passed over says so, what will not come is left out,
 * and a detour stands where it left the road.
 * @param admitted whether the patient was, which the referral itself does not tell once the outcome is sent
 */
export function statePath(referral: Facts, admitted: boolean): PathStep[] {
  const { state, endedAs } = referral;
  const road = roadOf(referral);
  const offer = referral.origin !== null;
  const branch = (of: ReferralState) => (of === 'returned' && offer ? 'offered' : leaves[of]);
  const base = branch(state) ?? state;
  const at = road.indexOf(base);
  const steps = road.flatMap((step, i): PathStep[] => {
    const own: PathStep[] = [];
    if (step === state) own.push({ state: step, mark: step === 'closed' ? 'done' : 'current' });
    else if (happened(step, referral, admitted)) own.push({ state: step, mark: 'done' });
    else if (step === 'accepted' && referral.departedAt) own.push({ state: step, mark: 'passed' });
    else if (!isFinal(state) && i > at && !open.has(state)) own.push({ state: step, mark: 'todo' });
    const detour = state !== base && step === base ? state : detourOf(endedAs);
    if (detour && branch(detour) === step) own.push({ state: detour, mark: detour === state ? 'current' : 'done' });
    return own;
  });
  return state === 'cancelled' || state === 'voided' ? [...steps, { state, mark: 'ended' }] : steps;
}

function roadOf({ state, service, transport, origin }: Facts): ReferralState[] {
  const stays = service === 'emergency' || service === 'inpatient' || service === null;
  return [
    ...(origin ? (['offered', 'doctor_accepted'] as const) : (['draft', 'submitted'] as const)),
    // an offer whose acceptance was withdrawn waits like any other
    ...(origin && state === 'submitted' ? (['submitted'] as const) : []),
    'accepted',
    ...(transport === 'own_way' ? [] : (['in_transit'] as const)),
    'arrived',
    ...(stays ? (['in_care'] as const) : []),
    'outcome_sent',
    'closed',
  ];
}

/** Whether a step lies behind. An arrival answers by itself: whoever came unanswered was never accepted before. */
function happened(
  step: ReferralState,
  { state, submittedAt, acceptedAt, departedAt, arrivedAt, outcome, origin }: Facts,
  admitted: boolean,
) {
  switch (step) {
    case 'draft':
      return state !== 'draft';
    case 'submitted':
      return submittedAt !== null;
    case 'offered':
      return state !== 'offered';
    case 'doctor_accepted':
      return origin !== null && acceptedAt !== null;
    case 'accepted':
      return acceptedAt !== null && acceptedAt !== arrivedAt;
    case 'in_transit':
      return departedAt !== null;
    case 'arrived':
      return arrivedAt !== null;
    case 'in_care':
      return admitted;
    case 'outcome_sent':
      return outcome !== null;
    default:
      return false;
  }
}

/** The detour that an end tells of. */
const detourOf = (endedAs: ReferralView['endedAs']): ReferralState | undefined =>
  endedAs === 'treated_here' ? 'returned' : endedAs === 'advice' ? 'consult_first' : undefined;

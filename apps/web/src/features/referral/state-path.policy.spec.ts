import type { ReferralView } from '@alliance/contracts/referral.contract';
import { referralStates } from '@alliance/domain/referral/referral.machine';
import { describe, expect, it } from '@jest/globals';
import { idOf, referral } from '../../testing/make';
import { statePath } from './state-path.policy';

const at = (hour: number) => `2026-11-22T${String(hour).padStart(2, '0')}:00:00Z`;
const signs = { done: '✓', current: '●', todo: '○', passed: '–', ended: '■' } as const;
const road = (change: Partial<ReferralView>, admitted = false) =>
  statePath(referral({ submittedAt: at(8), ...change }), admitted)
    .map(({ state, mark }) => `${signs[mark]}${state}`)
    .join(' ');
const origin = { id: idOf(502), number: 'R7K2-M9QX-6', state: 'in_care' as const, patient: null };

describe('the path of a referral', () => {
  it.each<[string, Partial<ReferralView>, boolean, string]>([
    ['waits', { state: 'submitted' }, false, '✓draft ●submitted ○accepted ○in_transit ○arrived ○in_care ○outcome_sent ○closed'],
    [
      'is asked',
      { state: 'info_requested', service: 'outpatient', transport: 'own_way' },
      false,
      '✓draft ✓submitted ●info_requested ○accepted ○arrived ○outcome_sent ○closed',
    ],
    ['is returned: nobody knows where it goes', { state: 'returned' }, false, '✓draft ✓submitted ●returned'],
    [
      'left before anyone answered',
      { state: 'in_transit', departedAt: at(9) },
      false,
      '✓draft ✓submitted –accepted ●in_transit ○arrived ○in_care ○outcome_sent ○closed',
    ],
    [
      'came unanswered: the arrival is no acceptance',
      { state: 'arrived', departedAt: at(9), arrivedAt: at(10), acceptedAt: at(10) },
      false,
      '✓draft ✓submitted –accepted ✓in_transit ●arrived ○in_care ○outcome_sent ○closed',
    ],
    [
      'walked in',
      { state: 'arrived', service: 'outpatient', acceptedAt: at(9), arrivedAt: at(10) },
      false,
      '✓draft ✓submitted ✓accepted ●arrived ○outcome_sent ○closed',
    ],
    [
      'did not come',
      { state: 'no_show', service: 'outpatient', transport: 'own_way', acceptedAt: at(9) },
      false,
      '✓draft ✓submitted ✓accepted ●no_show ○arrived ○outcome_sent ○closed',
    ],
    [
      'died on the way',
      { state: 'closed', departedAt: at(9), acceptedAt: at(8), outcome: 'died', endedAs: 'died' },
      false,
      '✓draft ✓submitted ✓accepted ✓in_transit ✓outcome_sent ✓closed',
    ],
    ['was treated at home', { state: 'closed', endedAs: 'treated_here' }, false, '✓draft ✓submitted ✓returned ✓closed'],
    ['needed advice only', { state: 'closed', endedAs: 'advice' }, false, '✓draft ✓submitted ✓consult_first ✓closed'],
    [
      'was declined by the patient',
      { state: 'closed', acceptedAt: at(9), endedAs: 'patient_declined' },
      false,
      '✓draft ✓submitted ✓accepted ✓closed',
    ],
    [
      'turned back',
      { state: 'cancelled', acceptedAt: at(9), departedAt: at(10), endedAs: 'turned_back' },
      false,
      '✓draft ✓submitted ✓accepted ✓in_transit ■cancelled',
    ],
    ['was void', { state: 'voided', endedAs: 'entered_in_error' }, false, '✓draft ✓submitted ■voided'],
    ['never left the drawer', { state: 'cancelled', submittedAt: null }, false, '✓draft ■cancelled'],
    [
      'went the whole way',
      { state: 'closed', acceptedAt: at(9), departedAt: at(10), arrivedAt: at(11), outcome: 'discharged_home', endedAs: 'outcome' },
      true,
      '✓draft ✓submitted ✓accepted ✓in_transit ✓arrived ✓in_care ✓outcome_sent ✓closed',
    ],
    [
      'is offered down',
      { state: 'offered', origin },
      false,
      '●offered ○doctor_accepted ○accepted ○in_transit ○arrived ○in_care ○outcome_sent ○closed',
    ],
    ['is declined by the doctor', { state: 'returned', origin }, false, '✓offered ●returned'],
  ])('%s', (_, change, admitted, expected) => {
    expect(road(change, admitted)).toBe(expected);
  });

  // an offer is never a draft, asked about or advised on; nothing else is ever answered by a doctor first
  const onlyAsked = ['draft', 'info_requested', 'consult_first'];
  const onlyOffered = ['offered', 'doctor_accepted'];
  it.each(referralStates)('%s stands on its own path exactly once', (state) => {
    const changes = [...(onlyOffered.includes(state) ? [] : [{}]), ...(onlyAsked.includes(state) ? [] : [{ origin }])];
    for (const change of changes) {
      const steps = statePath(referral({ state, ...change }), false);
      expect(steps.filter((step) => step.state === state)).toHaveLength(1);
    }
  });
});

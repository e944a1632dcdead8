import { referralActions, referralMachine, referralStates } from '@alliance/domain/referral/referral.machine';
import { describe, expect, it } from '@jest/globals';
import { referral } from '../../testing/make';
import { arrange, besideOf } from './panel-order.policy';

describe('the order of the buttons', () => {
  it.each(referralStates)('%s: everything that is offered has exactly one place, and few of them are buttons', (state) => {
    const actions = referralActions.filter((action) => action in referralMachine[state]);
    const view = referral({ state, actions, side: 'sender' });
    const beside = besideOf(view, true);
    const { primary, secondary, menu } = arrange(view, beside);
    const placed = [...(primary ? [primary] : []), ...secondary, ...menu.flatMap(({ steps }) => steps)];
    const offered = [...actions.filter((action) => action !== 'submit' && action !== 'undo'), ...beside];
    expect([...placed].sort()).toEqual([...offered].sort());
    expect(secondary.length).toBeLessThanOrEqual(2);
  });

  it('never makes an end, a return or a verdict of a reviewer the primary button', () => {
    const grave = ['return', 'cancel', 'enterInError', 'withdrawAcceptance', 'turnBack', 'uphold', 'overturn', 'patientDeclines'] as const;
    for (const action of grave) expect(arrange(referral({ actions: [action] }), []).primary).toBeUndefined();
    expect(arrange(referral({ actions: ['return', 'ask', 'accept', 'redirect'] }), [])).toMatchObject({
      primary: 'accept',
      secondary: ['return', 'ask'],
      menu: [{ group: 'way', steps: ['redirect'] }],
    });
  });

  it('leaves a returned one to the form, with the two other ways beside it', () => {
    const { primary, secondary } = arrange(referral({ state: 'returned', actions: ['resubmit', 'redirect', 'treatHere', 'appeal'] }), []);
    expect(primary).toBeUndefined();
    expect(secondary).toEqual(['treatHere', 'redirect']);
  });

  it('asks for late entries of an immediate case only, and only its sender', () => {
    const open = { side: 'sender', reviewer: null } as const;
    expect(besideOf(referral(open), true)).toEqual(['completeLate', 'recordConsent', 'recordInsurance']);
    expect(besideOf(referral({ ...open, urgency: 'routine' }), true)).not.toContain('completeLate');
    expect(besideOf(referral({ ...open, side: 'receiver' }), true)).toEqual([]);
    expect(besideOf(referral({ ...open, state: 'closed' }), true)).toEqual([]);
    expect(besideOf(referral(open), false)).toEqual([]);
  });
});

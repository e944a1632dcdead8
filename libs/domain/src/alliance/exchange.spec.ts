import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exchangeUnder } from './exchange.js';
import { membershipStates, type MembershipState } from './membership.js';

const state = fc.option(fc.constantFrom(...membershipStates));

describe('sending under an alliance', () => {
  it.each<[MembershipState | null, MembershipState | null, 'immediate' | 'routine', string[], string | null]>([
    ['active', 'active', 'routine', [], null],
    ['active', 'leaving', 'routine', [], null],
    ['active', 'suspended', 'routine', ['receiverId'], null],
    ['suspended', 'active', 'routine', ['allianceId'], null],
    ['active', 'suspended', 'immediate', [], 'receiver'],
    ['suspended', 'suspended', 'immediate', [], 'both'],
    ['suspended', 'active', 'immediate', [], 'sender'],
    ['pending', 'active', 'immediate', ['allianceId'], null],
    ['active', 'left', 'immediate', ['receiverId'], null],
    [null, 'active', 'immediate', ['allianceId'], null],
    ['suspended', 'left', 'immediate', ['receiverId'], null],
  ])('%s to %s, %s: %j', (sender, receiver, urgency, blocked, suspended) => {
    expect(exchangeUnder({ sender, receiver }, urgency)).toEqual({ blocked, suspended });
  });

  it('what is let through for rescue alone says so, and urgency stops nobody', () => {
    fc.assert(
      fc.property(state, state, (sender, receiver) => {
        const [immediate, routine] = [exchangeUnder({ sender, receiver }, 'immediate'), exchangeUnder({ sender, receiver }, 'routine')];
        expect(routine.suspended).toBeNull();
        if (!routine.blocked.length) expect(immediate).toEqual(routine);
        expect(immediate.suspended !== null).toBe(!immediate.blocked.length && routine.blocked.length > 0);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { reachable } from '../machine.js';
import { openStates, referralActions, referralMachine, referralStates } from './referral.machine.js';

describe('the table of two-way referral', () => {
  it('reaches every state from a draft', () => {
    expect([...reachable(referralMachine, 'draft')].sort()).toEqual([...referralStates].sort());
  });
  it('ends only where a case is over', () => {
    expect(referralStates.filter((state) => Object.keys(referralMachine[state]).length === 0)).toEqual(['closed', 'cancelled']);
  });
  it('uses every action', () => {
    const used = new Set(referralStates.flatMap((state) => Object.keys(referralMachine[state])));
    expect([...used].sort()).toEqual([...referralActions].sort());
  });
  it('keeps drafts and finished cases out of the queues', () => {
    expect(referralStates.filter((state) => !openStates.includes(state))).toEqual(['draft', 'closed', 'cancelled']);
  });
});

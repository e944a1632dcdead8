import { describe, expect, it } from '@jest/globals';
import { reachable } from '../machine.js';
import { finalStates, firstStates, openStates, referralActions, referralMachine, referralStates } from './referral.machine.js';

describe('the table of two-way referral', () => {
  it('reaches every state from a draft or an offer', () => {
    const reached = new Set(firstStates.flatMap((state) => [...reachable(referralMachine, state)]));
    expect([...reached].sort()).toEqual([...referralStates].sort());
  });
  it('leads nowhere only from what is voided; what is final moves on to a correction or to being voided', () => {
    expect(referralStates.filter((state) => Object.keys(referralMachine[state]).length === 0)).toEqual(['voided']);
    for (const state of finalStates)
      expect([...new Set(Object.values(referralMachine[state]))].filter((to) => to !== state && to !== 'voided')).toEqual([]);
  });
  it('uses every action', () => {
    const used = new Set(referralStates.flatMap((state) => Object.keys(referralMachine[state])));
    expect([...used].sort()).toEqual([...referralActions].sort());
  });
  it('keeps drafts and finished cases out of the queues', () => {
    expect(referralStates.filter((state) => !openStates.includes(state))).toEqual(['draft', 'closed', 'cancelled', 'voided']);
  });
});

import { describe, expect, it } from '@jest/globals';
import { roles, type Role } from '../access/actor.js';
import { reachable } from '../machine.js';
import { versionActions, versionStates, type VersionState } from './protocol.types.js';
import { isWorking, versionMachine, whileIn } from './version.machine.js';
import { actionsOf, mayAuthor } from './version.policy.js';

describe('the table of a version', () => {
  it('reaches every state from a draft and ends only withdrawn', () => {
    expect([...reachable(versionMachine, 'draft')].sort()).toEqual([...versionStates].sort());
    expect(versionStates.filter((state) => Object.keys(versionMachine[state]).length === 0)).toEqual(['withdrawn']);
  });
  it('uses every action', () => {
    const used = versionStates.flatMap((state) => [...Object.keys(versionMachine[state]), ...whileIn[state]]);
    expect([...new Set(used)].sort()).toEqual([...versionActions].sort());
  });
  it('is written in as a draft only, and published only when approved', () => {
    expect(versionStates.filter((state) => whileIn[state].includes('edit'))).toEqual(['draft']);
    expect(versionStates.filter((state) => 'publish' in versionMachine[state])).toEqual(['approved']);
    expect(versionStates.filter(isWorking)).toEqual(['draft', 'in_review', 'approved']);
  });
});

describe('who may do what', () => {
  const as = (role: Role, institutionId = 'lead', personId = 'second') => ({ personId, appointmentId: 'a', institutionId, role });
  const version = (state: VersionState) => ({ state, leadId: 'lead', authors: ['first'], submittedBy: 'clerk' });

  it('the academic team of the lead, nobody else', () => {
    expect(roles.filter((role) => mayAuthor(as(role), 'lead'))).toEqual(['expert', 'quality_manager', 'lead_administrator']);
    for (const role of roles) for (const state of versionStates) expect(actionsOf(as(role, 'member'), version(state))).toEqual([]);
    expect(mayAuthor({ ...as('expert'), scopes: ['protocol.read'] }, 'lead')).toBe(false);
  });
  it.each<[VersionState, string[]]>([
    ['draft', ['edit', 'sign_off', 'replay', 'discard', 'submit']],
    ['in_review', ['sign_off', 'replay', 'approve', 'return']],
    ['approved', ['sign_off', 'replay', 'publish', 'return']],
    ['published', ['annotate', 'withdraw']],
    ['withdrawn', []],
  ])('%s: %s', (state, actions) => expect(actionsOf(as('expert'), version(state))).toEqual(actions));
  it('an author is offered neither to approve nor to record sign-offs, nor is who handed it in', () => {
    for (const personId of ['first', 'clerk']) {
      expect(actionsOf(as('expert', 'lead', personId), version('in_review'))).toEqual(['replay', 'return']);
      expect(actionsOf(as('expert', 'lead', personId), version('draft'))).toEqual(['edit', 'replay', 'discard', 'submit']);
      expect(actionsOf(as('expert', 'lead', personId), version('approved'))).toEqual(['replay', 'publish', 'return']);
    }
  });
});

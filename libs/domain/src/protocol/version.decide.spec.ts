import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../refusal.js';
import { versionActions, versionStates, type Blocker, type VersionState } from './protocol.types.js';
import { checkMay, decideVersion, type VersionAsk, type VersionSurroundings } from './version.decide.js';
import { workingStates } from './version.machine.js';
import { actionsOf } from './version.policy.js';

const now = new Date('2026-11-22T08:00:00Z');
const as = (personId: string, institutionId = 'lead') => ({ personId, appointmentId: 'a', institutionId, role: 'expert' as const });
const version = (state: VersionState) => ({ state, leadId: 'lead', authors: ['author'], submittedBy: 'clerk' });
const failing: Blocker = { kind: 'test_case_fails', code: 'HTN-U07', detail: '达到' };
const unsigned: Blocker = { kind: 'sign_off_missing', code: 'HTN-U01', detail: null };
const around = (more: Partial<VersionSurroundings> = {}): VersionSurroundings => ({
  now,
  day: '2026-11-22',
  testBlockers: () => [],
  blockers: () => [],
  publishedFrom: [],
  ...more,
});
const refusal = (run: () => unknown): string => {
  try {
    run();
    return 'done';
  } catch (error) {
    return error instanceof Refusal ? error.code : 'broken';
  }
};
const asks: Record<VersionAsk['action'], VersionAsk> = {
  submit: { action: 'submit' },
  return: { action: 'return', reason: '补充' },
  approve: { action: 'approve' },
  publish: { action: 'publish', effectiveFrom: '2026-11-23' },
  withdraw: { action: 'withdraw', reason: '有误' },
};

describe('a step of a version', () => {
  it('is possible exactly where it is offered', () => {
    for (const state of versionStates)
      for (const ask of Object.values(asks)) {
        const offered = actionsOf(as('second'), version(state)).includes(ask.action);
        expect([state, ask.action, refusal(() => decideVersion(version(state), ask, as('second'), around()))]).toEqual([
          state,
          ask.action,
          offered ? 'done' : 'protocol.wrong_state',
        ]);
      }
    for (const state of versionStates)
      for (const action of versionActions)
        expect(refusal(() => checkMay(version(state), action, as('second', 'member')))).toBe('protocol.not_your_action');
  });

  describe.each(['author', 'clerk'])('of what one wrote or handed in: %s', (personId) => {
    it('is never an approval', () => {
      expect(refusal(() => decideVersion(version('in_review'), asks.approve, as(personId), around()))).toBe('protocol.same_person');
    });
    it('is never the record of who answers for it', () => {
      for (const state of workingStates)
        expect(refusal(() => checkMay(version(state), 'sign_off', as(personId)))).toBe('protocol.same_person');
      expect(refusal(() => checkMay(version('published'), 'sign_off', as(personId)))).toBe('protocol.wrong_state');
    });
  });

  it('waits for the tests from the submission on, for sign-offs only when it is published', () => {
    const tests = around({ testBlockers: () => [failing], blockers: () => [failing] });
    const signs = around({ blockers: () => [unsigned] });
    const results = (surroundings: VersionSurroundings) =>
      (['draft', 'in_review', 'approved'] as const).map((state, i) =>
        refusal(() =>
          decideVersion(
            version(state),
            Object.values({ s: asks.submit, a: asks.approve, p: asks.publish })[i] as VersionAsk,
            as('second'),
            surroundings,
          ),
        ),
      );
    expect(results(tests)).toEqual(['protocol.blocked', 'protocol.blocked', 'protocol.blocked']);
    expect(results(signs)).toEqual(['done', 'done', 'protocol.blocked']);
  });

  it.each([
    ['2026-11-21', [], 'protocol.date_invalid'],
    ['2026-11-22', [], 'done'],
    ['2026-11-22', ['2026-11-21'], 'done'],
    ['2026-11-22', ['2026-11-22'], 'protocol.date_invalid'],
    ['2026-11-30', ['2026-12-01', '2026-11-01'], 'protocol.date_invalid'],
    ['2026-12-01', ['2026-12-01', '2026-11-01'], 'protocol.date_invalid'],
    ['2026-12-02', ['2026-12-01', '2026-11-01'], 'done'],
  ])('published from %s, where others hold from %j: %s', (effectiveFrom, publishedFrom, result) => {
    const ask = { action: 'publish', effectiveFrom } as const;
    expect(refusal(() => decideVersion(version('approved'), ask, as('second'), around({ publishedFrom })))).toBe(result);
  });

  it('says who, when and why', () => {
    const change = (state: VersionState, ask: VersionAsk) => decideVersion(version(state), ask, as('second'), around());
    expect(change('draft', asks.submit)).toEqual({ state: 'in_review', submittedBy: 'second', reason: null });
    expect(change('in_review', asks.approve)).toEqual({ state: 'approved', approvedBy: 'second', approvedAt: now });
    expect(change('approved', asks.return)).toEqual({
      state: 'draft',
      submittedBy: null,
      approvedBy: null,
      approvedAt: null,
      reason: '补充',
    });
    expect(change('approved', asks.publish)).toEqual({
      state: 'published',
      publishedBy: 'second',
      publishedAt: now,
      effectiveFrom: '2026-11-23',
    });
    expect(change('published', asks.withdraw)).toEqual({ state: 'withdrawn', withdrawnAt: now, reason: '有误' });
  });
});

import type { Actor } from '../access/actor.js';
import { next } from '../machine.js';
import { Refusal } from '../refusal.js';
import type { Blocker, VersionAction, VersionState } from './protocol.types.js';
import { versionMachine, whileIn, type VersionStep } from './version.machine.js';
import { mayAct, secondPerson, wroteIn, type VersionStanding } from './version.policy.js';

export type VersionAsk =
  | { readonly action: 'submit' }
  | { readonly action: 'return'; readonly reason: string }
  | { readonly action: 'approve' }
  | { readonly action: 'publish'; readonly effectiveFrom: string }
  | { readonly action: 'withdraw'; readonly reason: string };

/** What changes with a step; what is left out stays. */
export interface VersionChange {
  readonly state: VersionState;
  readonly submittedBy?: string | null;
  readonly approvedBy?: string | null;
  readonly approvedAt?: Date | null;
  readonly publishedBy?: string;
  readonly publishedAt?: Date;
  readonly effectiveFrom?: string;
  readonly withdrawnAt?: Date;
  /** Why it was sent back or withdrawn. */
  readonly reason?: string | null;
}

/** What a step depends on beside the version itself. */
export interface VersionSurroundings {
  readonly now: Date;
  /** `YYYY-MM-DD` where the hospitals are. */
  readonly day: string;
  /** What its own tests say against it, and everything that forbids publishing. */
  readonly testBlockers: () => readonly Blocker[];
  readonly blockers: () => readonly Blocker[];
  /** Days from which the other published versions of the protocol hold. */
  readonly publishedFrom: readonly string[];
}

/** @throws Refusal protocol.not_your_action, protocol.wrong_state, protocol.same_person */
export function checkMay(version: VersionStanding, action: VersionAction, actor: Actor): void {
  if (!mayAct(actor, action, version)) throw new Refusal('protocol.not_your_action', { action, role: actor.role });
  const possible = action in versionMachine[version.state] || (whileIn[version.state] as readonly VersionAction[]).includes(action);
  if (!possible) throw new Refusal('protocol.wrong_state', { state: version.state, action });
  if (secondPerson.has(action) && wroteIn(version, actor.personId)) throw new Refusal('protocol.same_person');
}

/**
 * Decides one step of a version. Two people: what somebody wrote or handed in, somebody else approves.
 * @throws Refusal protocol.not_your_action, wrong_state, same_person, blocked, date_invalid
 */
export function decideVersion(version: VersionStanding, ask: VersionAsk, actor: Actor, around: VersionSurroundings): VersionChange {
  checkMay(version, ask.action, actor);
  const state = next<VersionState, VersionStep>(versionMachine, version.state, ask.action) as VersionState;
  const by = actor.personId;
  switch (ask.action) {
    case 'submit':
      checkUnblocked(around.testBlockers());
      return { state, submittedBy: by, reason: null };
    case 'return':
      return { state, submittedBy: null, approvedBy: null, approvedAt: null, reason: ask.reason };
    case 'approve':
      checkUnblocked(around.testBlockers());
      return { state, approvedBy: by, approvedAt: around.now };
    case 'publish':
      checkUnblocked(around.blockers());
      // what is approved later never ends before what was published earlier
      if (ask.effectiveFrom < around.day || around.publishedFrom.some((day) => day >= ask.effectiveFrom))
        throw new Refusal('protocol.date_invalid', { fields: ['effectiveFrom'] });
      return { state, publishedBy: by, publishedAt: around.now, effectiveFrom: ask.effectiveFrom };
    case 'withdraw':
      return { state, withdrawnAt: around.now, reason: ask.reason };
  }
}

const named = 20;

/** The refusal names the first of them as `kind` or `kind:code`; the version itself shows all. */
function checkUnblocked(blockers: readonly Blocker[]): void {
  if (!blockers.length) return;
  const names = blockers.map(({ kind, code }) => (code ? `${kind}:${code}` : kind));
  throw new Refusal('protocol.blocked', { blockers: [...new Set(names)].slice(0, named), count: blockers.length });
}

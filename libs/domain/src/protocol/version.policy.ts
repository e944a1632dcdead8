import type { Actor } from '../access/actor.js';
import { may } from '../access/may.js';
import type { Permission } from '../access/permission.js';
import { versionMachine, whileIn } from './version.machine.js';
import type { VersionAction, VersionState } from './protocol.types.js';

/** All that permission on a version depends on. */
export interface VersionStanding {
  readonly state: VersionState;
  /** Lead of the alliance that the protocol belongs to. */
  readonly leadId: string;
  /** Everybody who wrote in it. */
  readonly authors: readonly string[];
  readonly submittedBy: string | null;
}

const needs: Readonly<Record<VersionAction, Permission>> = {
  edit: 'protocol.author',
  submit: 'protocol.author',
  sign_off: 'protocol.author',
  replay: 'protocol.author',
  discard: 'protocol.author',
  annotate: 'protocol.author',
  return: 'protocol.approve',
  approve: 'protocol.approve',
  publish: 'protocol.approve',
  withdraw: 'protocol.approve',
};

/** Only the core academic team of the lead hospital writes; everybody else reads what was published. */
export const mayAuthor = (actor: Actor, leadId: string): boolean => actor.institutionId === leadId && may(actor, 'protocol.author');

/** Whether this person wrote in the version or handed it in: what needs a second person is then somebody else's. */
export const wroteIn = ({ authors, submittedBy }: Pick<VersionStanding, 'authors' | 'submittedBy'>, personId: string): boolean =>
  authors.includes(personId) || submittedBy === personId;

/** What nobody does to their own work: approving it, and recording who answers for its local defaults. */
export const secondPerson: ReadonlySet<VersionAction> = new Set(['approve', 'sign_off']);

/** Whether role and hospital allow the action, whatever the state. That some need a second person is a rule of its own (`same_person`). */
export const mayAct = (actor: Actor, action: VersionAction, { leadId }: Pick<VersionStanding, 'leadId'>): boolean =>
  actor.institutionId === leadId && may(actor, needs[action]);

/** What this person may do to this version now. The server sends it with every view; buttons never repeat the rule. */
export function actionsOf(actor: Actor, version: VersionStanding): VersionAction[] {
  const possible = [...whileIn[version.state], ...(Object.keys(versionMachine[version.state]) as VersionAction[])];
  return possible.filter((action) => mayAct(actor, action, version) && !(secondPerson.has(action) && wroteIn(version, actor.personId)));
}

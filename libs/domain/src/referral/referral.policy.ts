import type { Actor, Role } from '../access/actor.js';
import { referralMachine, type ReferralAction } from './referral.machine.js';
import type { ReferralFacts, Side } from './referral.types.js';

/** All that permission depends on; a row of the queue carries no more. */
export type ReferralStanding = Pick<ReferralFacts, 'state' | 'senderId' | 'receiverId' | 'service' | 'urgency'>;

interface Rule {
  readonly by: readonly Side[];
  readonly roles: readonly Role[];
  /** A condition of the referral itself; the action is not offered where it does not hold. */
  readonly when?: (referral: ReferralStanding) => boolean;
}

const clinicians = ['doctor', 'coordinator'] as const;
const sender = ['sender'] as const;
const receiver = ['receiver'] as const;

/**
 * Who may do what (product table, RF-09). Accepting and returning is the coordinator's; an emergency may also be taken by a physician of the receiver,
 * who from the shifts on will be the one on duty.
 */
const rules: Readonly<Record<ReferralAction, Rule>> = {
  submit: { by: sender, roles: clinicians },
  resubmit: { by: sender, roles: clinicians },
  reply: { by: sender, roles: clinicians },
  treatHere: { by: sender, roles: clinicians },
  depart: { by: sender, roles: clinicians },
  cancel: { by: sender, roles: clinicians },
  accept: { by: receiver, roles: ['coordinator', 'doctor'] },
  ask: { by: receiver, roles: clinicians, when: ({ urgency }) => urgency !== 'immediate' },
  return: { by: receiver, roles: ['coordinator', 'doctor'] },
  arrive: { by: receiver, roles: clinicians },
  admit: { by: receiver, roles: clinicians, when: ({ service }) => service === 'emergency' || service === 'inpatient' },
  reportOutcome: { by: receiver, roles: clinicians },
  close: { by: ['sender', 'receiver'], roles: clinicians },
};

/** Actions for which a physician of the receiver is enough only in an emergency. */
const answering: ReadonlySet<ReferralAction> = new Set(['accept', 'return']);

/** The side an institution has in a referral; undefined for everybody else. */
export function sideOf(referral: Pick<ReferralFacts, 'senderId' | 'receiverId'>, institutionId: string): Side | undefined {
  if (referral.senderId === institutionId) return 'sender';
  return referral.receiverId === institutionId ? 'receiver' : undefined;
}

/** Whether this person's role and side allow the action, whatever the state. */
export function mayAct(actor: Actor, action: ReferralAction, referral: ReferralStanding): boolean {
  const side = sideOf(referral, actor.institutionId);
  const rule = rules[action];
  if (!side || !rule.by.includes(side) || !rule.roles.includes(actor.role)) return false;
  if (answering.has(action) && actor.role === 'doctor' && referral.service !== 'emergency') return false;
  return rule.when?.(referral) ?? true;
}

/** What this person may do to this referral now. The server sends it with every view; buttons never repeat the rule. */
export function actionsOf(actor: Actor, referral: ReferralStanding): ReferralAction[] {
  return (Object.keys(referralMachine[referral.state]) as ReferralAction[]).filter((action) => mayAct(actor, action, referral));
}

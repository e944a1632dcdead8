import type { Actor, Role } from '../access/actor.js';
import type { Service, Side } from './referral.codes.js';
import { referralMachine, type ReferralAction } from './referral.machine.js';
import type { ReferralFacts, Standpoint } from './referral.types.js';

/** All that permission depends on. */
export type ReferralStanding = Pick<
  ReferralFacts,
  | 'state'
  | 'senderId'
  | 'receiverId'
  | 'outside'
  | 'service'
  | 'urgency'
  | 'transport'
  | 'consultAllowed'
  | 'acceptedAt'
  | 'undo'
  | 'originId'
  | 'appeal'
  | 'correction'
  | 'handOver'
  | 'answeredByPerson'
  | 'nextActionAt'
  | 'appealable'
  | 'offerOpen'
>;

interface Rule {
  readonly by: readonly Side[];
  readonly roles: readonly Role[];
  /** A condition of the referral itself; the action is not offered where it does not hold. */
  readonly when?: (referral: ReferralStanding, actor: Actor, at: Standpoint) => boolean;
}

const clinicians = ['doctor', 'coordinator'] as const;
const sender = ['sender'] as const;
const receiver = ['receiver'] as const;
const both = ['sender', 'receiver'] as const;

const isOffer = ({ originId }: ReferralStanding): boolean => originId !== null;
const isImmediate = ({ urgency }: ReferralStanding): boolean => urgency === 'immediate';
/** Who left before anyone answered can no longer be returned. */
const leftUnanswered = ({ state, acceptedAt }: ReferralStanding): boolean => state === 'in_transit' && !acceptedAt;
const hasSeen = ({ state }: ReferralStanding): boolean => ['arrived', 'in_care', 'outcome_sent', 'closed'].includes(state);
const stays = ({ service }: ReferralStanding): boolean => service === 'emergency' || service === 'inpatient';

/** Somebody travels with the patient, and a sheet is signed by both sides. */
export const needsHandOver = ({ transport, service }: Pick<ReferralStanding, 'transport' | 'service'>): boolean =>
  transport ? transport !== 'own_way' : service === 'emergency';

const permissionFor: Readonly<Record<Exclude<Service, 'emergency'>, Standpoint['standingPermissions'][number]>> = {
  inpatient: 'coordinator_accepts_inpatients',
  outpatient: 'coordinator_accepts_outpatients',
  examination: 'coordinator_accepts_examinations',
};

/**
 * Emergencies and critical care are answered by the physician on duty, everything else by a physician of the receiver,
 * or by the coordinator where the department said so once and for all.
 */
function mayAnswer(
  { service, outside, senderId, state, answeredByPerson }: ReferralStanding,
  { role, institutionId, personId }: Actor,
  at: Standpoint,
): boolean {
  // the answer of a hospital off the platform comes by telephone
  if (outside && institutionId === senderId) return true;
  // two levels are two people, where there are two
  if (state === 'doctor_accepted' && answeredByPerson === personId && !at.alone) return false;
  if (service === 'emergency' || at.criticalUnit) return role === 'doctor' && (at.onDuty || !at.dutyKept);
  return role === 'doctor' || (service !== null && at.standingPermissions.includes(permissionFor[service]));
}

/** Who may do what (product table; RF-09). The reviewer of an appeal is the one third party, see `mayAct`. */
const rules: Readonly<Record<ReferralAction, Rule>> = {
  submit: { by: sender, roles: clinicians },
  resubmit: { by: sender, roles: clinicians, when: (referral) => !isOffer(referral) },
  reply: { by: sender, roles: clinicians },
  redirect: {
    by: both,
    roles: clinicians,
    when: (referral, { institutionId }) => !isOffer(referral) && (referral.state !== 'returned' || institutionId === referral.senderId),
  },
  resume: { by: both, roles: clinicians },
  treatHere: { by: sender, roles: clinicians },
  cancel: { by: sender, roles: clinicians },
  patientDeclines: {
    by: both,
    roles: clinicians,
    when: ({ senderId, acceptedAt, state }, { institutionId }) =>
      institutionId === senderId || (acceptedAt !== null && state !== 'in_transit'),
  },
  depart: { by: sender, roles: clinicians, when: (referral) => referral.state !== 'submitted' || isImmediate(referral) },
  turnBack: { by: sender, roles: clinicians },
  divert: { by: both, roles: clinicians },
  accept: { by: receiver, roles: clinicians, when: mayAnswer },
  return: { by: receiver, roles: clinicians, when: mayAnswer },
  acknowledge: {
    by: receiver,
    roles: clinicians,
    when: (referral, actor, at) => leftUnanswered(referral) && mayAnswer(referral, actor, at),
  },
  ask: { by: receiver, roles: clinicians, when: (referral) => !isImmediate(referral) },
  convert: { by: receiver, roles: clinicians, when: (referral) => referral.consultAllowed && !isImmediate(referral) },
  closeWithAdvice: { by: both, roles: clinicians },
  withdrawAcceptance: { by: receiver, roles: clinicians, when: mayAnswer },
  markNoShow: {
    by: receiver,
    roles: clinicians,
    when: (referral, _, { now }) => !needsHandOver(referral) && referral.nextActionAt !== null && referral.nextActionAt <= now,
  },
  rebook: { by: receiver, roles: clinicians },
  arrive: { by: receiver, roles: clinicians },
  reassign: { by: receiver, roles: clinicians },
  admit: { by: receiver, roles: clinicians, when: stays },
  reportOutcome: { by: receiver, roles: clinicians },
  reportDeath: {
    by: both,
    roles: ['doctor'],
    when: ({ state, senderId, outside }, { institutionId }) => state === 'in_transit' || outside !== null || institutionId !== senderId,
  },
  offerDown: { by: receiver, roles: clinicians, when: ({ outside, offerOpen }) => !outside && !offerOpen },
  doctorAccept: { by: receiver, roles: ['doctor'] },
  doctorDecline: { by: receiver, roles: ['doctor'] },
  signHandOver: { by: both, roles: clinicians, when: maySign },
  appeal: { by: sender, roles: clinicians, when: ({ appeal, appealable, outside }) => !appeal && appealable && !outside },
  uphold: { by: [], roles: ['doctor', 'expert'] },
  overturn: { by: [], roles: ['doctor', 'expert'] },
  close: { by: both, roles: clinicians },
  correct: { by: both, roles: clinicians, when: ({ correction }) => !correction },
  confirmCorrection: { by: both, roles: clinicians, when: isSecondPerson },
  refuseCorrection: {
    by: both,
    roles: clinicians,
    when: ({ correction }, { institutionId }) => correction?.institutionId === institutionId,
  },
  // who has not seen the patient answers, and does not void; a patient on the road is the sender's
  enterInError: {
    by: both,
    roles: clinicians,
    when: (referral, { institutionId }) => institutionId === referral.senderId || hasSeen(referral),
  },
  undo: {
    by: both,
    roles: clinicians,
    when: (referral, actor, at) =>
      referral.undo !== null &&
      referral.undo.institutionId === actor.institutionId &&
      at.now < referral.undo.until &&
      mayAnswer(referral, actor, at),
  },
};

/** The sender's sheet comes first: a receiver signs what it has read, and only once the patient is there. */
function maySign(referral: ReferralStanding, { institutionId }: Actor): boolean {
  const { handOver, senderId, outside, state, urgency } = referral;
  if (!needsHandOver(referral) || (state === 'submitted' && urgency !== 'immediate')) return false;
  if (institutionId === senderId) return !handOver.sender;
  const there = state === 'arrived' || state === 'in_care';
  return there && handOver.sender && !handOver.receiver && outside === null;
}

function isSecondPerson({ correction }: ReferralStanding, { personId, institutionId }: Actor): boolean {
  return correction !== null && correction.institutionId === institutionId && correction.proposedBy !== personId;
}

/** The side an institution has in a referral; undefined for everybody else. */
export function sideOf(referral: Pick<ReferralFacts, 'senderId' | 'receiverId'>, institutionId: string): Side | undefined {
  if (referral.senderId === institutionId) return 'sender';
  return referral.receiverId === institutionId ? 'receiver' : undefined;
}

/** Whether this person's side, role and duty allow the action, whatever the state. */
export function mayAct(actor: Actor, action: ReferralAction, referral: ReferralStanding, at: Standpoint): boolean {
  const rule = rules[action];
  if (!rule.roles.includes(actor.role)) return false;
  if (action === 'uphold' || action === 'overturn')
    return referral.appeal?.reviewerInstitutionId === actor.institutionId && referral.answeredByPerson !== actor.personId;
  const side = sideOf(referral, actor.institutionId);
  if (!side) return false;
  const acts = rule.by.includes(side) || (side === 'sender' && referral.outside !== null);
  return acts && (rule.when?.(referral, actor, at) ?? true);
}

/** What this person may do to this referral now. The server sends it with every view; buttons never repeat the rule. */
export function actionsOf(actor: Actor, referral: ReferralStanding, at: Standpoint): ReferralAction[] {
  return (Object.keys(referralMachine[referral.state]) as ReferralAction[]).filter((action) => mayAct(actor, action, referral, at));
}

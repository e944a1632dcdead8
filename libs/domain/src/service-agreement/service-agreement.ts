import type { Actor } from '../access/actor.js';
import { may } from '../access/may.js';
import { next } from '../machine.js';
import { Refusal } from '../refusal.js';
import {
  agreementClauses,
  crossBorderFlag,
  type AgreementClause,
  type AgreementReach,
  type AgreementStanding,
} from './service-agreement.codes.js';
import { agreementActions, agreementMachine, type AgreementAction, type AgreementState } from './service-agreement.machine.js';

/** Whom an agreement binds. Ids are UUIDs. */
export interface AgreementSides {
  readonly reach: AgreementReach;
  readonly providerId: string;
  /** Of a direct one. */
  readonly requesterId: string | null;
  /** Who leads the alliance of an alliance-wide one. */
  readonly leadId: string | null;
}
/** Days are `YYYY-MM-DD`; both ends count. */
export interface AgreementDays {
  readonly state: AgreementState;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** The last day, of one that was ended before its time. */
  readonly endedOn: string | null;
}
export interface AgreementFacts extends AgreementSides, AgreementDays {
  readonly draftedBy: string;
  /** Hospitals that have signed this wording. */
  readonly signedBy: readonly string[];
}

/** How long before its last day an agreement is flagged. */
export const expiryNoticeDays = 30;
export const agreementExpires = 'service_agreement.expires';

/** Limits where nothing else is agreed (TM-16; one hospital's example: plan 48 h, finish 3 working days, urgent 12 h). */
export const defaultLimits = {
  answerWithinHours: 24,
  planWithinHours: 48,
  finishWithinWorkingDays: 3,
  urgentWithinHours: 12,
  feedbackWithinDays: 14,
} as const;

/**
 * Whose signatures put it in force: provider and requester, or provider and lead. Members are bound by the agreement of their membership
 * (AL-05), so nobody signs twice.
 */
export function signersOf({ reach, providerId, requesterId, leadId }: AgreementSides): string[] {
  const other = reach === 'direct' ? requesterId : leadId;
  return [...new Set([providerId, ...(other ? [other] : [])])];
}

/** Hospitals whose signature is still missing. */
export const unsignedBy = (agreement: AgreementFacts): string[] => signersOf(agreement).filter((id) => !agreement.signedBy.includes(id));

/** Remote service is between institutions only (TM-01). */
export const isWithSelf = ({ reach, providerId, requesterId }: AgreementSides): boolean => reach === 'direct' && providerId === requesterId;

const outside = /^(香港|澳门|台湾)/u;
/** A party outside mainland China: patient data may not go there without the export check (TM-18, PIPL 38–40). */
export const isCrossBorder = ({ province, flags }: { readonly province: string | null; readonly flags: readonly string[] }): boolean =>
  flags.includes(crossBorderFlag) || outside.test(province ?? '');

export type AgreementNeed = AgreementClause | 'kinds' | 'validFrom' | 'validUntil';
/** What still lacks before anybody can sign, each with words of its own (TM-03). */
export function agreementLacks(
  written: Readonly<Record<AgreementClause, string | null>> & {
    readonly kinds: readonly string[];
    readonly validFrom: string | null;
    readonly validUntil: string | null;
  },
): AgreementNeed[] {
  return [
    ...(written.kinds.length ? [] : (['kinds'] as const)),
    ...(['validFrom', 'validUntil'] as const).filter((day) => written[day] === null),
    ...agreementClauses.filter((clause) => !written[clause]?.trim()),
  ];
}

/** The last day of it, null where its end is not written yet. */
export const lastDayOf = ({ validUntil, endedOn }: AgreementDays): string | null =>
  endedOn && (!validUntil || endedOn < validUntil) ? endedOn : validUntil;

/** Whether it covers a day. One that was ended holds until the day it was ended for. */
export function isInForceOn(agreement: AgreementDays, day: string): boolean {
  const last = lastDayOf(agreement);
  return (
    (agreement.state === 'in_force' || agreement.state === 'ended') &&
    agreement.validFrom !== null &&
    agreement.validFrom <= day &&
    last !== null &&
    last >= day
  );
}

/** @param soon the day `expiryNoticeDays` from `day` */
export function standingOf(agreement: AgreementDays, day: string, soon: string): AgreementStanding {
  const { state, validFrom } = agreement;
  if (state === 'draft' || state === 'offered') return state;
  const last = lastDayOf(agreement);
  if (state === 'ended') return last !== null && last >= day ? 'ending' : 'ended';
  if (last !== null && last < day) return 'expired';
  if (validFrom !== null && validFrom > day) return 'coming';
  return last !== null && last <= soon ? 'expiring' : 'in_force';
}

const rules: Readonly<Record<AgreementAction, (agreement: AgreementFacts, me: string) => boolean>> = {
  edit: ({ draftedBy }, me) => draftedBy === me,
  offer: ({ draftedBy }, me) => draftedBy === me,
  sign: (agreement, me) => unsignedBy(agreement).includes(me),
  sendBack: (agreement, me) => signersOf(agreement).includes(me),
  end: (agreement, me) => signersOf(agreement).includes(me),
};

/** What this actor may do with it: administrators of the hospitals that sign it, nobody else. The office reads. */
export const agreementActionsOf = (actor: Actor, agreement: AgreementFacts): AgreementAction[] =>
  may(actor, 'service_agreement.manage')
    ? agreementActions.filter((action) => next(agreementMachine, agreement.state, action) && rules[action](agreement, actor.institutionId))
    : [];

/**
 * The state after an action. An offer or a signature that is the last one puts the agreement in force.
 * @throws Refusal service_agreement.wrong_state, service_agreement.not_your_action
 */
export function agreementAfter(agreement: AgreementFacts, action: AgreementAction, actor: Actor): AgreementState {
  const to = next(agreementMachine, agreement.state, action);
  if (to === undefined) throw new Refusal('service_agreement.wrong_state', { state: agreement.state, action });
  if (!agreementActionsOf(actor, agreement).includes(action)) throw new Refusal('service_agreement.not_your_action', { action });
  if (action !== 'offer' && action !== 'sign') return to;
  return unsignedBy(agreement).every((id) => id === actor.institutionId) ? 'in_force' : 'offered';
}

/**
 * The last day of one that is ended: today or later, and not after its own end.
 * @throws Refusal service_agreement.date_invalid
 */
export function checkLastDay(agreement: AgreementDays, lastDay: string, today: string): void {
  if (lastDay < today || (agreement.validUntil !== null && lastDay > agreement.validUntil))
    throw new Refusal('service_agreement.date_invalid', { fields: ['lastDay'] });
}

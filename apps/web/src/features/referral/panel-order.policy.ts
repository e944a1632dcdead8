import type { ReferralView } from '@alliance/contracts/referral.contract';
import { finalStates } from '@alliance/domain/referral/referral.machine';
import { openLateFields } from './panel-fields.policy';
import type { Step } from './panel.types';

/** What a person came to do, the most wanted first; the first that is offered is the one button at the bottom right. */
const primaries: readonly Step[] = [
  'acknowledge',
  'accept',
  'doctorAccept',
  'reply',
  'confirmCorrection',
  'rebook',
  'arrive',
  'depart',
  'signHandOver',
  'resume',
  'admit',
  'reportOutcome',
  'close',
];
/** What stands beside it, as long as there is room. */
const secondaries: readonly Step[] = [
  'return',
  'ask',
  'overturn',
  'uphold',
  'doctorDecline',
  'refuseCorrection',
  'closeWithAdvice',
  'treatHere',
  'redirect',
  'arrive',
  'depart',
  'signHandOver',
  'divert',
  'turnBack',
  'withdrawAcceptance',
  'reportOutcome',
  'offerDown',
  'reassign',
];
const room = 2;

export const menuGroups = ['way', 'patient', 'mend'] as const;
export type MenuGroup = (typeof menuGroups)[number];
const groupOf: Readonly<Partial<Record<Step, MenuGroup>>> = {
  patientDeclines: 'patient',
  reportDeath: 'patient',
  markNoShow: 'patient',
  signHandOver: 'patient',
  recordConsent: 'patient',
  recordInsurance: 'patient',
  completeLate: 'patient',
  cancel: 'mend',
  appeal: 'mend',
  correct: 'mend',
  refuseCorrection: 'mend',
  enterInError: 'mend',
};

export interface Arranged {
  readonly primary: Step | undefined;
  readonly secondary: readonly Step[];
  readonly menu: readonly { readonly group: MenuGroup; readonly steps: readonly Step[] }[];
}

/** One primary, few beside it, the rest in a menu: what the server offers, in an order that hands can learn. */
export function arrange(referral: ReferralView, beside: readonly Step[]): Arranged {
  const { actions } = referral;
  // a draft, and a returned one, is sent from its form, where what is missing can be filled in; undo has a bar of its own
  const offered: readonly Step[] = actions.filter((action) => action !== 'submit' && action !== 'undo');
  const edits = actions.includes('submit') || actions.includes('resubmit');
  const primary = edits ? undefined : primaries.find((action) => offered.includes(action));
  // after a return the sender decides where to; before it, sending on is not what one came for
  const stands = (action: Step) => offered.includes(action) && (action !== 'redirect' || referral.state === 'returned');
  const secondary = secondaries.filter((action) => action !== primary && stands(action)).slice(0, room);
  const rest: Step[] = [...offered.filter((action) => action !== primary && !secondary.includes(action)), ...beside];
  const menu = menuGroups
    .map((group) => ({ group, steps: rest.filter((step) => (groupOf[step] ?? 'way') === group) }))
    .filter(({ steps }) => steps.length > 0);
  return { primary, secondary, menu };
}

/** What the sender's people may record beside the steps; the server decides in the end. */
export function besideOf(referral: ReferralView, mayDraft: boolean): Step[] {
  const { side, state, urgency } = referral;
  const open = state !== 'draft' && !(finalStates as readonly string[]).includes(state);
  if (side !== 'sender' || !mayDraft || !open) return [];
  const late = urgency === 'immediate' && openLateFields(referral).length > 0;
  return [...(late ? (['completeLate'] as const) : []), 'recordConsent', 'recordInsurance'];
}

/** Keys that open a panel. */
export const panelKeys: Readonly<Partial<Record<Step, string>>> = { accept: 'a', return: 'r', ask: 'i' };
/** Ends or voids something: its button says so by its look too. */
export const grave: ReadonlySet<Step> = new Set(['cancel', 'enterInError', 'withdrawAcceptance', 'turnBack', 'reportDeath']);

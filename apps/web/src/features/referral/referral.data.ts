import * as answering from '@alliance/contracts/referral-action.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import { completeLate, recordConsent, recordInsurance } from '@alliance/contracts/referral-late.contract';
import { getReferral, referralTimeline, type ReferralView } from '@alliance/contracts/referral.contract';
import type { AskOf, Route } from '@alliance/contracts/route';
import type { UseMutationResult } from '@tanstack/react-query';
import { useCommand } from '../../platform/command';
import { keyOf, queryClient, useAnswer } from '../../platform/query';
import type { Step } from './panel.types';

/** The route of each action of the machine, and of what is recorded beside it. */
export const stepRoutes: Readonly<Record<Step, Route>> = {
  submit: answering.submitReferral,
  accept: answering.acceptReferral,
  withdrawAcceptance: answering.withdrawAcceptance,
  ask: answering.askReferral,
  reply: answering.replyReferral,
  return: answering.returnReferral,
  resubmit: answering.resubmitReferral,
  redirect: answering.redirectReferral,
  convert: answering.convertReferral,
  resume: answering.resumeReferral,
  closeWithAdvice: answering.closeWithAdvice,
  acknowledge: answering.acknowledgeReferral,
  doctorAccept: answering.doctorAccept,
  doctorDecline: answering.doctorDecline,
  undo: answering.undoReferral,
  depart: journey.departReferral,
  divert: journey.divertReferral,
  turnBack: journey.turnBackReferral,
  arrive: journey.arriveReferral,
  signHandOver: journey.signHandOver,
  reassign: journey.reassignReferral,
  admit: journey.admitReferral,
  markNoShow: journey.markNoShow,
  rebook: journey.rebookReferral,
  offerDown: journey.offerDown,
  treatHere: ending.treatHere,
  cancel: ending.cancelReferral,
  patientDeclines: ending.patientDeclines,
  reportOutcome: ending.reportOutcome,
  reportDeath: ending.reportDeath,
  close: ending.closeReferral,
  enterInError: ending.enterInError,
  correct: ending.correctReferral,
  confirmCorrection: ending.confirmCorrection,
  refuseCorrection: ending.refuseCorrection,
  appeal: ending.appealReferral,
  uphold: ending.upholdReturn,
  overturn: ending.overturnReturn,
  completeLate,
  recordConsent,
  recordInsurance,
};

/** What every action is asked with; its own fields beside the version are checked against the route's body. */
export interface ActionAsk {
  readonly params: { readonly id: string };
  readonly body: { readonly version: number } & Readonly<Record<string, unknown>>;
}

export const useReferral = (id: string) => useAnswer(getReferral, { params: { id } });
export const useReferralIf = (id: string, asked: boolean) => useAnswer(getReferral, asked ? { params: { id } } : null);
export const useTimeline = (id: string) => useAnswer(referralTimeline, { params: { id } });

/** Puts an answer on the screen at once; lists and the timeline are asked again by the command itself. */
export const showReferral = (view: ReferralView): void => {
  queryClient.setQueryData(keyOf(getReferral, { params: { id: view.id } }), view);
};

/** One step as a command. All of them answer with the referral. */
export function useStep(step: Step): UseMutationResult<ReferralView, Error, ActionAsk> {
  const command = useCommand(stepRoutes[step], {
    touches: ['referral', 'notification', 'capacity'],
    onDone: (view) => showReferral(view as ReferralView),
  });
  return command as UseMutationResult<unknown, Error, AskOf<Route>> as UseMutationResult<ReferralView, Error, ActionAsk>;
}

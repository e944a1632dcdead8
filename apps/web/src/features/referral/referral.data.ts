import {
  acceptReferral,
  admitReferral,
  arriveReferral,
  askReferral,
  cancelReferral,
  closeReferral,
  departReferral,
  replyReferral,
  reportOutcome,
  resubmitReferral,
  returnReferral,
  submitReferral,
  treatHere,
} from '@alliance/contracts/referral-action.contract';
import { getReferral, referralTimeline, type ReferralView } from '@alliance/contracts/referral.contract';
import type { AskOf, Route } from '@alliance/contracts/route';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import type { UseMutationResult } from '@tanstack/react-query';
import { useCommand } from '../../platform/command';
import { keyOf, queryClient, useAnswer } from '../../platform/query';

/** The route of each action of the machine. */
export const actionRoutes = {
  submit: submitReferral,
  accept: acceptReferral,
  ask: askReferral,
  reply: replyReferral,
  return: returnReferral,
  resubmit: resubmitReferral,
  treatHere,
  depart: departReferral,
  arrive: arriveReferral,
  admit: admitReferral,
  reportOutcome,
  close: closeReferral,
  cancel: cancelReferral,
} as const satisfies Record<ReferralAction, Route>;

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

/** One action as a command. All actions answer with the referral. */
export function useReferralAction(action: ReferralAction): UseMutationResult<ReferralView, Error, ActionAsk> {
  const command = useCommand(actionRoutes[action] as Route, {
    touches: ['referral', 'notification'],
    onDone: (view) => showReferral(view as ReferralView),
  });
  return command as UseMutationResult<unknown, Error, AskOf<Route>> as UseMutationResult<ReferralView, Error, ActionAsk>;
}

import { getAccountSecurity } from '@alliance/contracts/account.contract';
import { listOwnSessions } from '@alliance/contracts/own-session.contract';
import { queryClient, useAnswer } from '../../platform/query';
import { lookAtSession } from '../../platform/session';

export const useAccountSecurity = () => useAnswer(getAccountSecurity, {});
export const useOwnSessions = () => useAnswer(listOwnSessions, {}, { staleTime: 0 });

/** What can be used to sign in has changed: the session got a new id with it, and may now be open. */
export function accountChanged(): void {
  void queryClient.invalidateQueries({ queryKey: ['account'] });
  void queryClient.invalidateQueries({ queryKey: ['sessions'] });
  void lookAtSession();
}
export const sessionsChanged = (): void => void queryClient.invalidateQueries({ queryKey: ['sessions'] });

import type { Problem } from '@alliance/contracts/problem';
import { useCallback } from 'react';
import { Refused, Unanswered } from './call';
import { useWordsIfAny } from './i18n';
import { refusalWords } from './refusal.locale';

/** The problem inside an error, when the server gave one. */
export const problemOf = (error: unknown): Problem | undefined => (error instanceof Refused ? error.problem : undefined);
export const isRefused = (error: unknown, ...codes: string[]): boolean => error instanceof Refused && codes.includes(error.problem.code);

/**
 * An error as a sentence in the reader's language; codes without words get the general one with the request id.
 * `reading` is for what was only looked at: nothing could be lost.
 */
export function useErrorWords(): (error: unknown, reading?: boolean) => string {
  const t = useWordsIfAny(refusalWords);
  return useCallback(
    (error, reading = false) => {
      const problem = problemOf(error);
      if (problem) {
        const { requestId } = problem;
        return t(`code.${problem.code}`, problem.facts) ?? t('general.unknown', { requestId: requestId || '—' }) ?? '';
      }
      const key = error instanceof Unanswered ? (reading ? 'unreadable' : 'unanswered') : 'unknown';
      return t(`general.${key}`, { requestId: '—' }) ?? '';
    },
    [t],
  );
}

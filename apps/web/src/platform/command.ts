import type { Topic } from '@alliance/contracts/live';
import type { Problem } from '@alliance/contracts/problem';
import type { AnswerOf, AskOf, Route } from '@alliance/contracts/route';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { v7 } from 'uuid';
import { Refused, call } from './call';
import { touch } from './query';

/** One intent, one key: kept over retries until the server has said yes or no, so that nothing happens twice on a bad line. */
class Intent {
  private last: { ask: unknown; print: string; key: string } | undefined;
  keyOf(ask: unknown, comparable: boolean): string {
    const print = comparable ? JSON.stringify(ask) : '';
    if (this.last?.ask !== ask && !(comparable && this.last?.print === print)) this.last = { ask, print, key: v7() };
    return this.last?.key ?? v7();
  }
  settle(error?: unknown): void {
    const unsure = error && (!(error instanceof Refused) || ['server.unavailable', 'request.in_flight'].includes(error.problem.code));
    if (!unsure) this.last = undefined;
  }
}

interface CommandOptions<R extends Route> {
  readonly touches?: readonly Topic[];
  readonly onDone?: (answer: AnswerOf<R>, ask: AskOf<R>) => void;
  readonly onRefused?: (problem: Problem) => void;
}

/**
 * A command of the server as a mutation. `touches` are the topics that look different afterwards.
 * `mutate({ params, body })`; refusals arrive as `Refused`, a dead line as `Unanswered`.
 */
export function useCommand<R extends Route>(
  route: R,
  { touches = [], onDone, onRefused }: CommandOptions<R> = {},
): UseMutationResult<AnswerOf<R>, Error, AskOf<R>> {
  const intent = useRef<Intent>(null);
  return useMutation<AnswerOf<R>, Error, AskOf<R>>({
    mutationFn: async (ask) => {
      intent.current ??= new Intent();
      try {
        const answer = await call(route, ask, { key: intent.current.keyOf(ask, route.kind === 'json') });
        intent.current.settle();
        return answer;
      } catch (error) {
        intent.current.settle(error);
        throw error;
      }
    },
    onSuccess: (answer, ask) => {
      for (const topic of touches) void touch(topic);
      onDone?.(answer, ask);
    },
    onError: (error) => {
      if (error instanceof Refused) onRefused?.(error.problem);
    },
  });
}

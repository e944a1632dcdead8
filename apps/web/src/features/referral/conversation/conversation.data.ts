import { countMessages, listMessages, listQuestions, readMessages } from '@alliance/contracts/conversation.contract';
import type { Message } from '@alliance/contracts/conversation.contract';
import { useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../../platform/call';
import { keyOf, touch, useAnswer } from '../../../platform/query';
import { useLater } from '../../../ui/use-later';

const pageSize = 50;

export const useQuestions = (id: string) => useAnswer(listQuestions, { params: { id } });

/** The newest messages, and with every press those before them. */
export function useConversation(id: string) {
  // where each earlier page ends; the newest page begins where the first of them ended
  const [ends, setEnds] = useState<readonly number[]>([]);
  const query = ends[0] === undefined ? { limit: pageSize } : { after: ends[0] - 1, limit: 100 };
  const newest = useAnswer(listMessages, { params: { id }, query }, { keepPrevious: true });
  const before = useQueries({
    queries: ends.map((end) => {
      const ask = { params: { id }, query: { before: end, limit: pageSize } };
      return { queryKey: keyOf(listMessages, ask), queryFn: ({ signal }: { signal: AbortSignal }) => call(listMessages, ask, { signal }) };
    }),
  });
  const items = merged(
    before.flatMap(({ data }) => data?.items ?? []),
    newest.data?.items ?? [],
  );
  const first = items[0]?.position ?? 1;
  return {
    newest,
    items,
    earlier: first > 1,
    loadingEarlier: before.some(({ isFetching }) => isFetching),
    more: () => setEnds([...ends, first]),
    // more came than one page holds: begin again at the newest
    caughtUp: newest.data?.later === true ? () => setEnds([]) : undefined,
  };
}
const merged = (some: readonly Message[], others: readonly Message[]): Message[] =>
  [...new Map([...some, ...others].map((message) => [message.id, message])).values()].toSorted((a, b) => a.position - b.position);

/** Says that everything up to the newest message was seen, while somebody looks. */
export function useReading(id: string, newest: number, readUpTo: number | undefined, may: boolean): void {
  useEffect(() => {
    if (!may || readUpTo === undefined || newest <= readUpTo) return undefined;
    const read = () => {
      if (document.visibilityState !== 'visible') return;
      call(readMessages, { params: { id }, body: { upTo: newest } }).then(
        () => touch('conversation'),
        () => undefined,
      );
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [id, newest, readUpTo, may]);
}

const most = 100;
export interface Unread {
  readonly unread: number;
  readonly mentioned: boolean;
}
/** Messages I have not read, by referral. Of many rows only those on the screen are asked for. */
export function useUnread(ids: readonly string[]): ReadonlyMap<string, Unread> {
  // scrolling asks when it pauses
  const asked = useLater(ids.slice(0, most).toSorted().join(','), 400);
  const counts = useAnswer(countMessages, asked ? { query: { referralIds: asked } } : null, { keepPrevious: true });
  return new Map((counts.data?.items ?? []).map(({ referralId, ...count }) => [referralId, count]));
}

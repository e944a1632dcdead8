import type { AnswerOf, AskOf, Route } from '@alliance/contracts/route';
import type { Signal, Topic } from '@alliance/contracts/live';
import { QueryClient, keepPreviousData, useInfiniteQuery, useQuery, type InfiniteData, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Refused, call } from './call';

const worthRepeating = (error: unknown): boolean => !(error instanceof Refused) || error.problem.code === 'server.unavailable';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      gcTime: 10 * 60_000,
      retry: (failures, error) => failures < 2 && worthRepeating(error),
      retryDelay: (attempt) => 500 * 2 ** attempt,
      // hospital networks lie about being offline; ask and see
      networkMode: 'always',
    },
    mutations: {
      retry: (failures, error) => failures < 2 && worthRepeating(error),
      retryDelay: (attempt) => 700 * 2 ** attempt,
      networkMode: 'always',
    },
  },
});

/** `['referrals', '/referrals/:id', {params}]`: the first segment is what signals and commands touch. */
export const keyOf = (route: Route, ask: unknown) => [route.path.split('/')[1] ?? '', route.path, ask] as const;

/** What a GET route answers, kept and refreshed; `ask: null` waits. */
export function useAnswer<R extends Route>(
  route: R,
  ask: AskOf<R> | null,
  more: { readonly staleTime?: number; readonly keepPrevious?: boolean } = {},
): UseQueryResult<AnswerOf<R>, Error> {
  return useQuery<AnswerOf<R>, Error, AnswerOf<R>, ReturnType<typeof keyOf>>({
    queryKey: keyOf(route, ask),
    queryFn: ({ signal }) => call(route, ask as AskOf<R>, { signal }),
    enabled: ask !== null,
    ...(more.staleTime === undefined ? {} : { staleTime: more.staleTime }),
    ...(more.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

const segments: Readonly<Record<Topic, readonly string[]>> = {
  patient: ['patients', 'patient-merges'],
  escalation: ['escalations', 'open-findings'],
  referral: ['referrals', 'referral-batches', 'appeals', 'escalations', 'open-findings', 'conversations', 'down-candidates'],
  notification: ['notifications', 'deliveries'],
  alliance: ['alliances', 'timelines'],
  reminder: ['reminders', 'alliances'],
  pairing: ['pairings'],
  institution: ['institutions', 'formulary-checks', 'timelines'],
  person: ['people', 'timelines'],
  shift: ['on-call-shifts', 'on-duty', 'timelines'],
  policy: ['sign-in-policy', 'identity-providers', 'machine-clients', 'webhooks', 'timelines'],
  protocol: ['protocols', 'protocol-search', 'criteria', 'replays', 'alliances'],
  capacity: ['capacity'],
  follow_up: ['follow-ups'],
  return_review: ['return-reviews', 'follow-ups'],
  down: ['down-candidates'],
  conversation: ['conversations', 'message-counts'],
  consultation: ['consultations', 'calendar'],
  room: ['consultations'],
  availability: ['people', 'calendar', 'consultations', 'consultation-rooms'],
  service_agreement: ['service-agreements', 'timelines'],
  expert: ['experts', 'timelines'],
  catalogue: ['recognition', 'tests', 'test-items', 'test-codes'],
  certificate: ['certificates', 'quality-flags'],
  report: ['results', 'reports'],
  inbound: ['inbound-messages', 'hl7-connections'],
  recognition: ['recognition'],
};

/** Everything asked about a topic is asked again when it is next looked at, and at once where it is on the screen. */
export const touch = (topic: Topic): Promise<unknown> =>
  Promise.all(segments[topic].map((segment) => queryClient.invalidateQueries({ queryKey: [segment] })));

/** The same for one subject: its own pages and the lists, not the pages of others. A page that already has the version is left alone. */
export function touchSubject({ topic, id, version }: Pick<Signal, 'topic' | 'id' | 'version'>): void {
  const isOthers = (key: readonly unknown[]) => {
    const subject = (key[2] as { params?: { id?: string } } | null)?.params?.id;
    return subject !== undefined && subject !== id;
  };
  for (const segment of segments[topic])
    void queryClient.invalidateQueries({
      queryKey: [segment],
      predicate: ({ queryKey, state }) => {
        const known = (state.data as { id?: string; version?: number } | undefined) ?? {};
        return !isOthers(queryKey) && !(known.id === id && (known.version ?? 0) >= version);
      },
    });
}

type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };
type ItemOf<R extends Route> = AnswerOf<R> extends Page<infer T> ? T : never;
export interface Pages<R extends Route> {
  readonly data: readonly ItemOf<R>[] | undefined;
  /** The first page as it came, with what it says beside its items. */
  readonly first: AnswerOf<R> | undefined;
  readonly error: unknown;
  readonly moreError: unknown;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly pageCount: number;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly more: () => Promise<unknown>;
  readonly refetch: () => Promise<unknown>;
}

/** A list that comes page by page, by cursor. */
export function usePages<R extends Route>(route: R, ask: AskOf<R>): Pages<R> {
  const list = useInfiniteQuery<
    AnswerOf<R>,
    Error,
    InfiniteData<AnswerOf<R>, string | undefined>,
    ReturnType<typeof keyOf>,
    string | undefined
  >({
    queryKey: keyOf(route, { ...(ask as object), pages: true }),
    queryFn: ({ signal, pageParam }) => {
      const { query } = ask as { query?: object };
      return call(route, { ...(ask as object), query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } } as AskOf<R>, { signal });
    },
    initialPageParam: undefined,
    getNextPageParam: (last) => (last as Page<unknown>).nextCursor ?? undefined,
  });
  const { data } = list;
  const items = useMemo(() => data?.pages.flatMap((page) => (page as Page<ItemOf<R>>).items), [data]);
  return {
    data: items,
    first: data?.pages[0],
    error: list.error,
    moreError: list.isFetchNextPageError ? list.error : null,
    isPending: list.isPending,
    isFetching: list.isFetching,
    pageCount: data?.pages.length ?? 0,
    hasMore: list.hasNextPage,
    loadingMore: list.isFetchingNextPage,
    more: list.fetchNextPage,
    refetch: list.refetch,
  };
}

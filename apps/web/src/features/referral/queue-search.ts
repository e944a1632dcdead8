import type { QueueView } from '@alliance/contracts/desk.contract';
import { verdicts } from '@alliance/domain/criteria/rule.types';
import { queueOrders, type QueueGrouping, type QueueOrder } from '@alliance/domain/referral/queue';
import { directions, services, urgencies } from '@alliance/domain/referral/referral.codes';
import { referralStates } from '@alliance/domain/referral/referral.machine';
import { detailTab, type DetailTab } from './detail-tab';

/** Filters of the queue as they stand in the address: a link shows the same list. Several codes have commas between them. */
export interface QueueSearch {
  readonly side?: 'outbound';
  readonly state?: string;
  readonly urgency?: string;
  readonly service?: string;
  readonly direction?: string;
  readonly departmentId?: string;
  /** `me`, `nobody`, or an appointment. */
  readonly person?: string;
  readonly waiting?: 'mine' | 'theirs';
  readonly late?: 'true';
  readonly verdict?: string;
  readonly paired?: 'true';
  readonly unanswered?: 'true';
  readonly sort?: QueueOrder;
  readonly name?: string;
  readonly number?: string;
  readonly grouping?: 'none';
  /** The kept view that it began as. */
  readonly view?: string;
  /** The one shown beside the list. */
  readonly open?: string;
  /** Which part of it: kept while one moves through the list. */
  readonly tab?: DetailTab;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).slice(0, 60) || undefined
    : undefined;
const oneOf = <T extends string>(list: readonly T[], value: unknown): T | undefined => list.find((item) => item === text(value));
/** Known codes of a list, in the order of the list; what nobody knows is left out. */
const several = (list: readonly string[], value: unknown): string | undefined => {
  const given = new Set(typeof value === 'string' ? value.split(',') : []);
  return list.filter((code) => given.has(code)).join(',') || undefined;
};

/** Looks like a referral number, or its beginning: Latin letters with a digit, hyphens and spaces or not. */
export const numberLike = (typed: string): boolean => /^(?=.*\d)[0-9a-z -]{4,}$/i.test(typed);

export function queueSearch(search: Readonly<Record<string, unknown>>): QueueSearch {
  const found = {
    side: oneOf(['outbound'] as const, search['side']),
    state: several(referralStates, search['state']),
    urgency: several(urgencies, search['urgency']),
    service: several(services, search['service']),
    direction: several(directions, search['direction']),
    departmentId: text(search['departmentId']),
    person: text(search['person']),
    waiting: oneOf(['mine', 'theirs'] as const, search['waiting']),
    late: oneOf(['true'] as const, search['late']),
    verdict: several(verdicts, search['verdict']),
    paired: oneOf(['true'] as const, search['paired']),
    unanswered: oneOf(['true'] as const, search['unanswered']),
    sort: oneOf(queueOrders, search['sort']),
    name: text(search['name']),
    number: text(search['number']),
    grouping: oneOf(['none'] as const, search['grouping']),
    view: text(search['view']),
    open: text(search['open']),
    tab: detailTab(search['tab']),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as QueueSearch;
}

export type QueueChange = { readonly [K in keyof QueueSearch]?: QueueSearch[K] | undefined };
/** The search with some filters changed; `undefined` takes one away. What was open beside the old list is not part of the new one. */
export function changed({ open: _open, ...search }: QueueSearch, change: QueueChange): QueueSearch {
  return Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined)) as QueueSearch;
}

/** One code more or less among several. */
export function toggled(several: string | undefined, code: string): string | undefined {
  const codes = several?.split(',') ?? [];
  return (codes.includes(code) ? codes.filter((each) => each !== code) : [...codes, code]).join(',') || undefined;
}

type ViewQuery = QueueView['query'];
/** What the server is asked: without the side, which it always wants, nothing of how the list is shown. */
export function askOf({ open: _open, tab: _tab, view: _view, grouping: _grouping, side, ...filters }: QueueSearch) {
  return { ...filters, side: side ?? ('inbound' as const) };
}
/** What of a search can be kept: a patient's name or number never is. */
export function keepable(search: QueueSearch): ViewQuery {
  const { name: _name, number: _number, ...query } = askOf(search);
  return query;
}

/** What a view is called in an address. */
export const viewKey = ({ code, id }: Pick<QueueView, 'code' | 'id'>): string => code ?? id;
export const searchOf = (view: Pick<QueueView, 'code' | 'id' | 'query' | 'grouping'>): QueueSearch =>
  queueSearch({ ...view.query, ...(view.grouping === 'none' && { grouping: 'none' }), view: viewKey(view) });
const print = (query: ViewQuery) => JSON.stringify(Object.entries(query).toSorted(([a], [b]) => a.localeCompare(b)));
/** Whether the list still is what the view says. */
export const isUnchanged = (search: QueueSearch, view: QueueView): boolean =>
  print(keepable(search)) === print(keepable(searchOf(view))) && (search.grouping ?? 'urgency') === (searchOf(view).grouping ?? 'urgency');

/** Rows are grouped by what they are sorted by. */
export function groupingOf({ grouping, sort, state }: QueueSearch): QueueGrouping {
  const ended = state?.split(',').some((each) => ['draft', 'closed', 'cancelled', 'voided'].includes(each)) ?? false;
  if (grouping === 'none' || ended || sort === 'newest' || sort === 'oldest') return 'none';
  return sort === 'department' ? 'department' : 'urgency';
}

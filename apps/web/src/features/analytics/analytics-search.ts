import type { AnalyticsFilter } from '@alliance/contracts/analytics.contract';
import { divisions, figures, scopes, type Division, type Figure } from '@alliance/domain/analytics/figure';
import { periods } from '@alliance/domain/analytics/period';
import { directions, services, sides, urgencies } from '@alliance/domain/referral/referral.codes';

/** What the page is narrowed to, and which cases are open beside it; all of it stands in the address. */
export interface AnalyticsSearch extends Partial<AnalyticsFilter> {
  readonly compare?: 'previous';
  readonly figure?: Figure;
  readonly by?: Division;
  readonly part?: string;
}
export type AnalyticsChange = { readonly [K in keyof AnalyticsSearch]?: AnalyticsSearch[K] | undefined };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const day = /^\d{4}-\d\d-\d\d$/;
const known: Readonly<Record<keyof AnalyticsSearch, (value: unknown) => boolean>> = {
  scope: (value) => scopes.includes(value as never),
  period: (value) => periods.includes(value as never),
  from: (value) => day.test(String(value)),
  to: (value) => day.test(String(value)),
  allianceId: (value) => uuid.test(String(value)),
  hospitalId: (value) => uuid.test(String(value)),
  departmentId: (value) => uuid.test(String(value)),
  side: (value) => sides.includes(value as never),
  direction: (value) => directions.includes(value as never),
  service: (value) => services.includes(value as never),
  urgency: (value) => urgencies.includes(value as never),
  compare: (value) => value === 'previous',
  figure: (value) => figures.includes(value as never),
  by: (value) => divisions.includes(value as never),
  part: (value) => typeof value === 'string' && value.length > 0 && value.length <= 100,
};

/** Reads it from an address; what is not known is left out. */
export function analyticsSearch(search: Readonly<Record<string, unknown>>): AnalyticsSearch {
  return Object.fromEntries(Object.entries(known).flatMap(([key, holds]) => (holds(search[key]) ? [[key, search[key]]] : [])));
}

/** The part of it that says which referrals are counted. A custom period waits for both of its days. */
export function filterOf({ compare: _c, figure: _f, by: _b, part: _p, ...filter }: AnalyticsSearch): Partial<AnalyticsFilter> {
  if (filter.period !== 'custom' || (filter.from && filter.to && filter.from <= filter.to)) return filter;
  const { period: _period, from: _from, to: _to, ...rest } = filter;
  return rest;
}

import { divisions, figures, scopes, timings } from '@alliance/domain/analytics/figure';
import { funnelSteps } from '@alliance/domain/analytics/funnel';
import { periods } from '@alliance/domain/analytics/period';
import { directions, services, sides, urgencies } from '@alliance/domain/referral/referral.codes';
import { z } from 'zod';
import { route } from './route.js';
import { CalendarDate, Id, Instant, Named, Text, page } from './schema.js';

/** Which referrals are counted: by the day they were first sent, where the hospitals are. What is left out does not narrow. */
const filters = {
  scope: z.enum(scopes).optional(),
  period: z.enum(periods).default('days_90'),
  /** Of a custom period, both days included. */
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
  allianceId: Id.optional(),
  hospitalId: Id.optional(),
  departmentId: Id.optional(),
  /** Whether the hospital sent or received them. */
  side: z.enum(sides).optional(),
  direction: z.enum(directions).optional(),
  service: z.enum(services).optional(),
  urgency: z.enum(urgencies).optional(),
};
export const AnalyticsFilter = z.strictObject(filters);
export type AnalyticsFilter = z.infer<typeof AnalyticsFilter>;

const Span = z.object({ from: CalendarDate, to: CalendarDate });
/** What was counted: until when the data goes, whose it is. */
const Counted = z.object({
  /** Everything that happened until then is counted; null: nothing was counted yet. */
  asOf: Instant.nullable(),
  scope: z.enum(scopes),
  span: Span,
  hospital: Named.nullable(),
});

const Choice = z.object({ id: Id, name: Text });
export const getAnalyticsChoices = route('GET', '/analytics/choices', {
  summary: 'What one can choose between: whose figures, which alliances, hospitals and departments',
  query: z.strictObject({ scope: z.enum(scopes).optional() }),
  returns: z
    .object({
      scopes: z.array(z.enum(scopes)),
      /** A doctor sees the figures of this department only. */
      department: Choice.nullable(),
      alliances: z.array(Choice),
      hospitals: z.array(Named),
      departments: z.array(Choice),
    })
    .meta({ id: 'AnalyticsChoices' }),
  refuses: ['access.denied'],
});
export type AnalyticsChoices = z.infer<typeof getAnalyticsChoices.returns>;

const Share = z.object({ of: z.int(), among: z.int() });
export const FigureView = Share.extend({ figure: z.enum(figures), before: Share.nullable() }).meta({ id: 'FigureView' });
export type FigureView = z.infer<typeof FigureView>;
export const getAnalyticsFigures = route('GET', '/analytics/figures', {
  summary: 'The figures of a period, each with what it is a share of, and those of as many days before',
  query: z.strictObject({ ...filters, compare: z.enum(['previous', 'none']).default('none') }),
  returns: Counted.extend({ previous: Span.nullable(), figures: z.array(FigureView) }).meta({ id: 'AnalyticsFigures' }),
  refuses: ['access.denied'],
});
export type AnalyticsFigures = z.infer<typeof getAnalyticsFigures.returns>;

export const TimingView = z
  .object({
    timing: z.enum(timings),
    /** null: of all. */
    urgency: z.enum(urgencies).nullable(),
    cases: z.int(),
    /** Whole minutes; null below five cases. */
    medianMinutes: z.int().nullable(),
    ninthDecileMinutes: z.int().nullable(),
  })
  .meta({ id: 'TimingView' });
export type TimingView = z.infer<typeof TimingView>;
export const getAnalyticsTimes = route('GET', '/analytics/times', {
  summary: 'How long answers or arrivals took, by urgency',
  query: z.strictObject({ ...filters, timing: z.enum(timings) }),
  returns: Counted.extend({ times: z.array(TimingView) }).meta({ id: 'AnalyticsTimes' }),
  refuses: ['access.denied'],
});

const Count = z.int().nullable();
export const DivisionPart = z
  .object({
    part: z.string(),
    /** null: fewer than five, or the one from which they would follow. */
    cases: Count,
    timed: Count,
    inTime: Count,
    answered: Count,
    returned: Count,
    placed: Count,
    /** Out of the county and of the alliance, or off the platform. */
    leaked: Count,
  })
  .meta({ id: 'DivisionPart' });
export type DivisionPart = z.infer<typeof DivisionPart>;
export const getAnalyticsDivision = route('GET', '/analytics/division', {
  summary: 'Cases divided by week, reason, step, diagnosis chapter, age, distance …',
  query: z.strictObject({ ...filters, by: z.enum(divisions.filter((division) => division !== 'flow')) }),
  returns: Counted.extend({ parts: z.array(DivisionPart) }).meta({ id: 'AnalyticsDivision' }),
  refuses: ['access.denied'],
});

export const FlowView = z
  .object({ sender: Named, receiver: Named.nullable(), cases: z.int(), returned: z.int(), leaked: z.int() })
  .meta({ id: 'FlowView' });
export type FlowView = z.infer<typeof FlowView>;
export const getAnalyticsFlows = route('GET', '/analytics/flows', {
  summary: 'From which hospital to which, the largest first; a receiver of null is off the platform',
  query: AnalyticsFilter,
  returns: Counted.extend({ flows: z.array(FlowView), total: z.int() }).meta({ id: 'AnalyticsFlows' }),
  refuses: ['access.denied'],
});

/** Which cases: those a figure counts, or one part of a division of them. */
const selection = { figure: z.enum(figures).default('sent'), by: z.enum(divisions).optional(), part: z.string().max(100).optional() };

export const AnalyticsCase = z
  .object({
    id: Id,
    number: z.string(),
    sentAt: Instant,
    sender: Named,
    receiver: Named.nullable(),
    direction: z.string(),
    service: z.string(),
    urgency: z.string(),
    step: z.enum(funnelSteps),
    responseMinutes: z.int().nullable(),
    arrivalMinutes: z.int().nullable(),
    inTime: z.boolean().nullable(),
    returnReason: z.string().nullable(),
    returnOutcome: z.string().nullable(),
    endedAs: z.string().nullable(),
    /** The own hospital takes part: the referral can be opened. */
    mine: z.boolean(),
  })
  .meta({ id: 'AnalyticsCase' });
export type AnalyticsCase = z.infer<typeof AnalyticsCase>;
export const listAnalyticsCases = route('GET', '/analytics/cases', {
  summary: 'The cases behind a figure, newest first: numbers, hospitals, times and codes, nobody’s name',
  query: z.strictObject({ ...filters, ...selection, ...page(50) }),
  returns: z
    .object({ items: z.array(AnalyticsCase), nextCursor: z.string().nullable(), /** On the first page only. */ total: z.int().nullable() })
    .meta({ id: 'AnalyticsCases' }),
  refuses: ['access.denied'],
});

export const exportAnalytics = route('GET', '/analytics/export', {
  summary: 'Figures with their methods, or the cases behind one, as a file; recorded',
  kind: 'file',
  query: z.strictObject({
    ...filters,
    ...selection,
    content: z.enum(['figures', 'cases']),
    format: z.enum(['csv', 'xlsx']),
    language: z.enum(['zh', 'en']).default('zh'),
  }),
  returns: z.unknown(),
  refuses: ['access.denied'],
});

import type {
  AnalyticsFilter,
  FigureView,
  FlowView,
  getAnalyticsDivision,
  getAnalyticsFigures,
  getAnalyticsTimes,
  TimingView,
} from '@alliance/contracts/analytics.contract';
import type { InputOf, ReplyOf } from '@alliance/contracts/route';
import { equityDivisions, figures, isOfNow, type Figure } from '@alliance/domain/analytics/figure';
import { percentileOf, type MinuteCount } from '@alliance/domain/analytics/percentile';
import { hiddenCells } from '@alliance/domain/analytics/small-cells';
import type { Actor } from '@alliance/domain/access/actor';
import { urgencies, type Urgency } from '@alliance/domain/referral/referral.codes';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { both, divisionSql, shareSql, type ShareSql } from './figure.sql.js';
import { Binds, countedAt, countingOf, isThirdParty, narrowed, within, type Counting } from './measure.scope.js';

type DivisionAsk = InputOf<typeof getAnalyticsDivision>['query'];
/** Flows beyond these are counted, not drawn. */
const drawnFlows = 60;

/** Figures over the measured referrals: each question is one pass over those that the actor may count. */
@Injectable()
export class AnalyticsQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  figures(
    actor: Actor,
    { compare, ...filter }: InputOf<typeof getAnalyticsFigures>['query'],
  ): Promise<ReplyOf<typeof getAnalyticsFigures>> {
    return this.counted(actor, filter, async (tx, counting) => {
      const now = await this.shares(tx, counting, 'now', figures.filter(isOfNow));
      const then = await this.shares(
        tx,
        counting,
        compare,
        figures.filter((figure) => !isOfNow(figure)),
      );
      return { previous: compare === 'previous' ? counting.previous : null, figures: [...then, ...now] };
    });
  }

  times(actor: Actor, { timing, ...filter }: InputOf<typeof getAnalyticsTimes>['query']) {
    return this.counted(actor, filter, async (tx, counting) => {
      const binds = new Binds();
      const seconds = `m.${timing}_seconds`;
      const where = [within(counting.span, binds), ...narrowed(counting, binds), `${seconds} is not null`].join(' and ');
      // whole minutes with their counts: a million cases are a few thousand numbers, and none of them has to be sorted
      const rows = await tx.rows<{ urgency: string; minutes: number; cases: string }>(
        `select m.urgency, ${seconds} / 60 as minutes, count(*) as cases from referral_measure m where ${where} group by 1, 2`,
        binds.values,
      );
      const counts = (urgency: Urgency | null): MinuteCount[] =>
        rows.filter((row) => urgency === null || row.urgency === urgency).map(({ minutes, cases }) => ({ minutes, cases: Number(cases) }));
      return { times: [null, ...urgencies].map((urgency) => timed(timing, urgency, counts(urgency))) };
    });
  }

  division(actor: Actor, { by, ...filter }: DivisionAsk) {
    return this.counted(actor, filter, async (tx, counting) => ({ parts: await this.parts(tx, counting, by) }));
  }

  /** Parts of a division; of others' cases those that are too few to be told are hidden. */
  async parts(tx: Transaction, counting: Counting, by: DivisionAsk['by']) {
    const binds = new Binds();
    const at = countedAt(counting, binds);
    const share = (figure: Figure): [string, string] => {
      const sql = shareSql(figure, at) as ShareSql;
      return [`count(*) filter (where ${sql.among})`, `count(*) filter (where ${both(sql)})`];
    };
    const [[timed, inTime], [answered, returned], [placed, leaked]] = [share('answered_in_time'), share('returned'), share('leaked')];
    const { part, of = '1', among } = divisionSql[by];
    const where = [within(counting.span, binds), ...narrowed(counting, binds), among].join(' and ');
    const counts = ['count(*)', timed, inTime, answered, returned, placed, leaked].map((count, place) => `${count} as c${place}`);
    const sums = counts.map((_, place) => `sum(c${place})`);
    // counted by what a part is made of; the few groups that come of it are named and put together
    const rows = await tx.rows<{ part: string; counts: string[] }>(
      `select part, array[${sums.join(', ')}] as counts
       from (select ${part} as part, ${counts.join(', ')} from referral_measure m where ${where} group by ${of}) g
       group by part order by ${by === 'week' ? 'part' : 'sum(c0) desc, part'}`,
      binds.values,
    );
    const protect = isThirdParty(counting) && (equityDivisions as readonly string[]).includes(by);
    const hidden = protect ? hiddenCells(rows.map(({ counts }) => Number(counts[0]))) : [];
    return rows.map(({ part: name, counts }, place) => {
      const [cases, ofTimed, timely, ofAnswered, back, ofPlaced, left] = counts.map((count) => (hidden[place] ? null : Number(count)));
      return {
        ...{ part: name, cases: cases ?? null, timed: ofTimed ?? null, inTime: timely ?? null, answered: ofAnswered ?? null },
        ...{ returned: back ?? null, placed: ofPlaced ?? null, leaked: left ?? null },
      };
    });
  }

  flows(actor: Actor, filter: AnalyticsFilter) {
    return this.counted(actor, filter, async (tx, counting) => {
      const binds = new Binds();
      const where = [within(counting.span, binds), ...narrowed(counting, binds)].join(' and ');
      const counted = (figure: Figure) => `count(*) filter (where ${both(shareSql(figure, countedAt(counting, binds)) as ShareSql)})`;
      const rows = await tx.rows<{
        sender_id: string;
        sender: string;
        receiver_id: string | null;
        receiver: string | null;
        counts: string[];
        total: string;
      }>(
        `select f.sender_id, s.name as sender, f.receiver_id, r.name as receiver, f.counts, f.total from (
           select m.sender_id, m.receiver_id, sum(count(*)) over () as total,
             array[count(*), ${counted('returned')}, ${counted('leaked')}] as counts
           from referral_measure m where ${where} group by m.sender_id, m.receiver_id order by count(*) desc, m.sender_id, m.receiver_id limit ${drawnFlows}) f
         join institution s on s.id = f.sender_id left join institution r on r.id = f.receiver_id order by f.counts[1] desc, s.name, r.name`,
        binds.values,
      );
      const flows = rows.map(({ sender_id, sender, receiver_id, receiver, counts: [cases, returned, leaked] }): FlowView => ({
        sender: { id: sender_id, name: sender },
        receiver: receiver_id && receiver ? { id: receiver_id, name: receiver } : null,
        ...{ cases: Number(cases), returned: Number(returned), leaked: Number(leaked) },
      }));
      return { flows, total: Number(rows[0]?.total ?? 0) };
    });
  }

  /** Opens a reading transaction for a filter and says beside the answer what was counted. */
  private counted<T>(actor: Actor, filter: AnalyticsFilter, work: (tx: Transaction, counting: Counting) => Promise<T>) {
    return this.database.read(actor, async (tx) => {
      const counting = await countingOf(tx, actor, filter, this.clock.now());
      return { ...(await headOf(tx, counting)), ...(await work(tx, counting)) };
    });
  }

  /** Of several figures in one pass, for the days asked for and, where it is compared, as many before. */
  private async shares(
    tx: Transaction,
    counting: Counting,
    when: 'now' | 'previous' | 'none',
    wanted: readonly Figure[],
  ): Promise<FigureView[]> {
    const { span, previous } = counting;
    const binds = new Binds();
    const at = countedAt(counting, binds);
    const conditions = new Map<string, number>();
    const place = (condition: string): number => conditions.get(condition) ?? conditions.set(condition, conditions.size).size - 1;
    const shares = wanted.flatMap((figure) => {
      const share = shareSql(figure, at);
      return share ? [{ figure, among: place(share.among), of: place(both(share)) }] : [];
    });
    const days = when === 'now' ? 'm.awaits_answer' : within(when === 'previous' ? { from: previous.from, to: span.to } : span, binds);
    const current = when === 'previous' ? `m.sent_on >= ${binds.add(span.from, 'date')}` : 'true';
    const counts = [...conditions.keys()].map((condition) => `count(*) filter (where ${condition})`);
    const where = [days, ...narrowed(counting, binds)].join(' and ');
    const rows = await tx.rows<{ current: boolean; counts: string[] }>(
      `select ${current} as current, array[${counts.join(', ')}] as counts from referral_measure m where ${where} group by 1`,
      binds.values,
    );
    const countsOf = (one: boolean) => rows.find((row) => row.current === one)?.counts ?? [];
    const [now, before] = [countsOf(true), countsOf(false)];
    return shares.map(({ figure, of, among }) => ({
      ...{ figure, of: Number(now[of] ?? 0), among: Number(now[among] ?? 0) },
      before: when === 'previous' ? { of: Number(before[of] ?? 0), among: Number(before[among] ?? 0) } : null,
    }));
  }
}

/**
 * For statements over very many rows: compiling would take longer than counting, groups are kept in memory, and they are counted side by side.
 * A plan for any days at all expects few rows; one for these days costs nothing beside the count.
 */
const settings = {
  ...{ jit: 'off', work_mem: '64MB', plan_cache_mode: 'force_custom_plan' },
  ...{ max_parallel_workers_per_gather: '4', parallel_tuple_cost: '0.001' },
};
const asSet = Object.entries(settings)
  .map(([name, value]) => `set_config('${name}', '${value}', true)`)
  .join(', ');

/** What every answer says of itself. */
async function headOf(tx: Transaction, { scope, span, hospitalId }: Counting) {
  const [row] = await tx.rows<{ until: Date | null; name: string | null }>(
    `select ${asSet}, (select measured_until from measure_progress) as until, (select name from institution where id = $1) as name`,
    [hospitalId],
  );
  return {
    asOf: row?.until ? new Date(row.until).toISOString() : null,
    ...{ scope, span, hospital: hospitalId && row?.name ? { id: hospitalId, name: row.name } : null },
  };
}

function timed(timing: TimingView['timing'], urgency: Urgency | null, counts: readonly MinuteCount[]): TimingView {
  const cases = counts.reduce((sum, one) => sum + one.cases, 0);
  return { timing, urgency, cases, medianMinutes: percentileOf(counts, 0.5), ninthDecileMinutes: percentileOf(counts, 0.9) };
}

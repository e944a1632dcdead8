import type { AnalyticsFilter } from '@alliance/contracts/analytics.contract';
import { scopesOf, seesOwnDepartmentOnly } from '@alliance/domain/analytics/analytics.policy';
import type { AnalyticsScope } from '@alliance/domain/analytics/figure';
import { previousOf, spanOf, type Span } from '@alliance/domain/analytics/period';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import type { Transaction } from '../platform/db/database.js';
import { today } from '../platform/today.js';
import type { CountedAt } from './figure.sql.js';

/** What an actor may count and asks to: a filter held against the role. */
export interface Counting {
  readonly filter: AnalyticsFilter;
  readonly scope: AnalyticsScope;
  readonly span: Span;
  readonly previous: Span;
  readonly now: Date;
  /** From whose side it is seen; null: from nobody's. */
  readonly hospitalId: string | null;
  /** The only department a doctor sees. */
  readonly departmentId: string | null;
  readonly allianceIds: readonly string[] | null;
}

/** Of others' cases no small group is shown. */
export const isThirdParty = ({ scope }: Pick<Counting, 'scope'>): boolean => scope !== 'own';

/**
 * Holds a filter against what the role may see. Row-level security is the floor below.
 * @throws Refusal access.denied for a scope of others, or a doctor without a department; request.invalid for a period that is none
 */
export async function countingOf(tx: Transaction, actor: Actor, filter: AnalyticsFilter, now: Date): Promise<Counting> {
  const allowed = scopesOf(actor.role);
  const scope = filter.scope ?? allowed[0] ?? 'own';
  if (!allowed.includes(scope)) throw new Refusal('access.denied');
  const own = scope === 'own';
  const span = spanOf(filter.period, today(now), { ...(filter.from && { from: filter.from }), ...(filter.to && { to: filter.to }) });
  if (!span) throw new Refusal('request.invalid', { fields: ['from', 'to'] });
  return {
    ...{ filter, scope, span, previous: previousOf(span), now },
    hospitalId: own ? actor.institutionId : (filter.hospitalId ?? null),
    departmentId: await departmentOf(tx, actor),
    allianceIds: scope === 'alliances' ? await ledBy(tx, actor) : null,
  };
}

/** @throws Refusal access.denied for a doctor who belongs to no department */
export async function departmentOf(tx: Transaction, actor: Actor): Promise<string | null> {
  if (!seesOwnDepartmentOnly(actor.role)) return null;
  const [found] = await tx.rows<{ department_id: string | null }>('select department_id from appointment where id = $1', [
    actor.appointmentId,
  ]);
  if (!found?.department_id) throw new Refusal('access.denied');
  return found.department_id;
}

async function ledBy(tx: Transaction, actor: Actor): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>('select id from alliance where lead_id = $1', [actor.institutionId]);
  return rows.map(({ id }) => id);
}

/** Values of a statement and their `$n`; the same value is bound once. */
export class Binds {
  readonly values: unknown[] = [];

  add(value: unknown, type: string): string {
    const known = this.values.indexOf(value);
    return `$${known < 0 ? this.values.push(value) : known + 1}::${type}`;
  }
}

/** What figures of a counting are compared with, in a statement of these binds. */
export const countedAt = ({ now, hospitalId }: Pick<Counting, 'now' | 'hospitalId'>, binds: Binds): CountedAt => ({
  now: () => binds.add(now, 'timestamptz'),
  hospital: hospitalId ? () => binds.add(hospitalId, 'uuid') : null,
});

/** Conditions on `m` that a counting narrows to, but for its days. */
export function narrowed({ filter, hospitalId, departmentId, allianceIds }: Counting, binds: Binds): string[] {
  const { allianceId, side, direction, service, urgency } = filter;
  const where: string[] = [];
  if (allianceIds) where.push(`m.alliance_id = any(${binds.add(allianceIds, 'uuid[]')})`);
  if (hospitalId) {
    const hospital = binds.add(hospitalId, 'uuid');
    const asSide = { sender: `m.sender_id = ${hospital}`, receiver: `m.receiver_id = ${hospital}` };
    where.push(side ? asSide[side] : `(${asSide.sender} or ${asSide.receiver})`);
  }
  for (const wanted of [departmentId, filter.departmentId])
    if (wanted) {
      const department = binds.add(wanted, 'uuid');
      where.push(`(m.sender_department_id = ${department} or m.receiver_department_id = ${department})`);
    }
  if (allianceId) where.push(`m.alliance_id = ${binds.add(allianceId, 'uuid')}`);
  if (direction) where.push(`m.direction = ${binds.add(direction, 'text')}`);
  if (service) where.push(`m.service = ${binds.add(service, 'text')}`);
  if (urgency) where.push(`m.urgency = ${binds.add(urgency, 'text')}`);
  return where;
}

/** Sent on one of these days. */
export const within = ({ from, to }: Span, binds: Binds): string =>
  `m.sent_on between ${binds.add(from, 'date')} and ${binds.add(to, 'date')}`;

import type { Absence, AvailabilityLimits, AvailabilityRule, TimeRange } from '@alliance/contracts/availability.contract';
import type { Span } from '@alliance/domain/availability/span';
import { instantOf } from '@alliance/domain/availability/span';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { Refusal } from '@alliance/domain/refusal';
import type { Transaction } from '../platform/db/database.js';

export interface AvailabilityRow {
  /** Zone of the institution. */
  zone: string;
  /** null: nothing was set. */
  version: number | null;
  limits: AvailabilityLimits | null;
  rules: AvailabilityRule[];
}
export interface AbsenceRow {
  id: string;
  person_id: string;
  kind: Absence['kind'];
  starts_at: Date;
  ends_at: Date;
  note: string | null;
}

/** Before anything is set: no buffer, no limit, no notice. */
const unset: AvailabilityLimits = {
  bufferBefore: 0,
  bufferAfter: 0,
  perDay: null,
  perWeek: null,
  leastNoticeHours: 0,
  mostNoticeDays: null,
};
export const limitsOf = (row: AvailabilityRow): AvailabilityLimits => row.limits ?? unset;

const kept = `
  select i.time_zone as zone, v.version,
    case when v.version is not null then jsonb_build_object('bufferBefore', v.buffer_before, 'bufferAfter', v.buffer_after, 'perDay', v.per_day,
      'perWeek', v.per_week, 'leastNoticeHours', v.least_notice_hours, 'mostNoticeDays', v.most_notice_days) end as limits,
    coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'rrule', r.rrule, 'startsAt', to_char(r.starts_at, 'HH24:MI'), 'minutes', r.minutes,
        'zone', r.zone, 'validFrom', r.valid_from, 'validUntil', r.valid_until, 'kinds', to_jsonb(r.kinds), 'protected', r.protected,
        'onHolidays', r.on_holidays, 'without', to_jsonb(r.without)) order by r.position)
      from availability_rule r where r.person_id = $1 and r.institution_id = i.id), '[]') as rules
  from institution i left join availability v on v.person_id = $1 and v.institution_id = i.id
  where i.id = current_institution()
    and exists (select 1 from appointment a where a.person_id = $1 and a.institution_id = i.id and a.ended_at is null and a.valid @> local_today())`;

/** What somebody of the own institution keeps free. @throws Refusal access.not_found for anybody else */
export async function availabilityRow(tx: Transaction, personId: string): Promise<AvailabilityRow> {
  const [row] = await tx.rows<AvailabilityRow>(kept, [personId]);
  if (!row) throw new Refusal('access.not_found');
  return row;
}

/** One's own times, or those of colleagues one arranges for. */
export const mayArrange = (actor: Actor, personId: string): boolean =>
  may(actor, 'availability.arrange') || (personId === actor.personId && may(actor, 'availability.read'));

/** @throws Refusal access.denied */
export function checkArranges(actor: Actor, personId: string): void {
  if (!mayArrange(actor, personId)) throw new Refusal('access.denied', { permission: 'availability.arrange' });
}

export const rangeView = ({ from, to }: Span): TimeRange => ({
  startsAt: instantOf(from).toISOString(),
  endsAt: instantOf(to).toISOString(),
});
export const absenceView = ({ id, kind, starts_at, ends_at, note }: AbsenceRow): Absence => ({
  id,
  kind,
  startsAt: new Date(starts_at).toISOString(),
  endsAt: new Date(ends_at).toISOString(),
  note,
});

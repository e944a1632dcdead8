import type { addAbsence, Availability, setAvailability } from '@alliance/contracts/availability.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { AvailabilityQueries, type AddedAbsence } from './availability.queries.js';
import { availabilityRow, checkArranges } from './availability.row.js';
import { isReadableRule, isZone, minuteOf } from './expand.js';

type NewTimes = InputOf<typeof setAvailability>['body'];
type Away = InputOf<typeof addAbsence>['body'];
/** Nobody is away for longer in one piece. */
const longestAbsenceDays = 366;

/** When somebody of the own institution can be asked. */
@Injectable()
export class AvailabilityService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: AvailabilityQueries,
  ) {}

  /** @throws Refusal access.denied, access.not_found, record.stale, availability.rule_invalid with the rule's id */
  set(actor: Actor, personId: string, body: NewTimes): Promise<Availability> {
    return this.commands.run(actor, async (work) => {
      const { version } = await availabilityRow(work, personId);
      checkArranges(actor, personId);
      checkRules(body.rules);
      if ((version ?? 0) !== body.version) throw new Refusal('record.stale', { version: version ?? 0 });
      await this.write(work, personId, body);
      this.record(work, personId, 'availability.set', body.version + 1);
      return this.queries.view(work, actor, personId, work.now);
    });
  }

  /** @throws Refusal access.denied, access.not_found, availability.period_invalid */
  away(actor: Actor, personId: string, body: Away): Promise<AddedAbsence> {
    return this.commands.run(
      actor,
      async (work) => {
        const { zone } = await availabilityRow(work, personId);
        checkArranges(actor, personId);
        const period = periodOf(body, body.zone ?? zone, work.now);
        const id = body.id ?? newId();
        await work.rows(
          `insert into absence (id, person_id, institution_id, kind, starts_at, ends_at, note, created_at)
           values ($1, $2, current_institution(), $3, $4, $5, $6, $7)`,
          [id, personId, body.kind, period.startsAt, period.endsAt, body.note, work.now],
        );
        this.record(work, personId, 'availability.absence_added', 1);
        work.subjectId = id;
        return this.queries.absence(work, actor, personId, id, work.now);
      },
      { replay: (id) => this.queries.addedAbsence(actor, personId, id) },
    );
  }

  /** @throws Refusal access.denied, access.not_found */
  back(actor: Actor, personId: string, absenceId: string): Promise<void> {
    return this.commands.run(actor, async (work) => {
      await availabilityRow(work, personId);
      checkArranges(actor, personId);
      const ended = await work.rows(
        `delete from absence where id = $1 and person_id = $2 and institution_id = current_institution() returning 1`,
        [absenceId, personId],
      );
      if (!ended.length) throw new Refusal('access.not_found');
      this.record(work, personId, 'availability.absence_removed', 1);
    });
  }

  private async write(work: Work, personId: string, { version, rules, limits }: NewTimes): Promise<void> {
    const values = [
      personId,
      limits.bufferBefore,
      limits.bufferAfter,
      limits.perDay,
      limits.perWeek,
      limits.leastNoticeHours,
      limits.mostNoticeDays,
    ];
    const [written] = await work.rows(
      `insert into availability as kept (person_id, institution_id, buffer_before, buffer_after, per_day, per_week, least_notice_hours, most_notice_days, updated_at)
       values ($1, current_institution(), $2, $3, $4, $5, $6, $7, $8)
       on conflict (person_id, institution_id) do update set buffer_before = $2, buffer_after = $3, per_day = $4, per_week = $5,
         least_notice_hours = $6, most_notice_days = $7, version = kept.version + 1, updated_at = $8
         where kept.version = $9 returning 1`,
      [...values, work.now, version],
    );
    if (!written) throw new Refusal('record.stale');
    await work.rows('delete from availability_rule where person_id = $1 and institution_id = current_institution()', [personId]);
    await work.rows(
      `insert into availability_rule (id, person_id, institution_id, position, rrule, starts_at, minutes, zone, valid_from, valid_until, kinds, protected, on_holidays, without)
       select r.id, $1, current_institution(), r.position, r.rrule, r."startsAt", r.minutes, r.zone, r."validFrom", r."validUntil", r.kinds, r.protected, r."onHolidays", r.without
       from jsonb_to_recordset($2::jsonb) as r (id uuid, position int, rrule text, "startsAt" time, minutes int, zone text, "validFrom" date, "validUntil" date,
         kinds text[], protected boolean, "onHolidays" boolean, without date[])`,
      [personId, JSON.stringify(rules.map((rule, position) => ({ ...rule, position })))],
    );
  }

  private record(work: Work, personId: string, kind: string, version: number): void {
    work.audit({ action: kind, objectKind: 'person', objectIds: [personId] });
    work.event({ kind, topic: 'availability', subjectId: personId, version, recipients: [work.actor.institutionId], concerns: [personId] });
  }
}

function checkRules(rules: NewTimes['rules']): void {
  const seen = new Set<string>();
  for (const { id, rrule, zone } of rules) {
    if (seen.has(id) || !isZone(zone) || (rrule !== null && !isReadableRule(rrule)))
      throw new Refusal('availability.rule_invalid', { ruleId: id });
    seen.add(id);
  }
}

function periodOf({ startsAt, endsAt }: Pick<Away, 'startsAt' | 'endsAt'>, zone: string, now: Date): { startsAt: Date; endsAt: Date } {
  if (!isZone(zone)) throw new Refusal('availability.period_invalid', { zone });
  const at = (local: string) => new Date(minuteOf(Temporal.PlainDateTime.from(local), zone) * 60_000);
  const period = { startsAt: at(startsAt), endsAt: at(endsAt) };
  const days = (period.endsAt.getTime() - period.startsAt.getTime()) / 86_400_000;
  if (!(days > 0 && days <= longestAbsenceDays && period.endsAt > now))
    throw new Refusal('availability.period_invalid', { longestDays: longestAbsenceDays });
  return period;
}

import { nextLocal } from '@alliance/domain/notification/quiet-hours';
import { dailyMarks, reminderDays } from '@alliance/domain/quality-certificate/timer-kind';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { SystemDatabase } from '../platform/db/system-database.js';
import { Log } from '../platform/observe/log.js';
import { HandlesTimer } from '../platform/timers/timer.js';
import { MarkLedger } from './mark.ledger.js';

/** Just after midnight, by the hospital's own clock. */
const lookAt = '00:01';
const armEveryMs = 3_600_000;

const unarmed = `
  select distinct a.institution_id as id from appointment a
  where not exists (select 1 from timer t where t.subject_id = a.institution_id and t.kind = $1 and t.fired_at is null)`;
/** Papers whose end takes a mark away, on the days of a reminder since the last look. */
const ending = `
  with day as (
    select (select told_on from mark_day where institution_id = i.id) as told, ($2::timestamptz at time zone i.time_zone)::date as today
    from institution i where i.id = $1)
  select c.id, c.version, c.valid_until - day.today as days from day join quality_certificate c on c.institution_id = $1 and c.state = 'in_force'
  where c.valid_until >= day.today
    and exists (select 1 from unnest($3::int[]) ahead
      where c.valid_until - ahead <= day.today and c.valid_until - ahead > coalesce(day.told, day.today - 1))
    and exists (select 1 from recognition_mark m where m.certificate_id = c.id and m.valid @> c.valid_until
      and not exists (select 1 from recognition_mark n where n.institution_id = $1 and n.item_code = m.item_code and n.valid @> c.valid_until + 1))`;

/** Each day every hospital's marks are looked through: what appeared, what lapsed, what soon will. */
@Injectable()
export class CertificateWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private clock: NodeJS.Timeout | undefined;
  private arming: Promise<void> = Promise.resolve();

  constructor(
    private readonly commands: Commands,
    private readonly system: SystemDatabase,
    private readonly marks: MarkLedger,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const arm = () =>
      (this.arming = this.arm().catch((error: unknown) =>
        this.log.error({ err: error }, 'daily looks at marks were not armed; tried again in an hour'),
      ));
    void arm();
    this.clock = setInterval(arm, armEveryMs);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.clock);
    await this.arming;
  }

  @HandlesTimer(dailyMarks)
  async look(work: Work): Promise<void> {
    const { institutionId } = work.actor;
    // before the refresh, which notes the day
    const papers = await work.rows<{ id: string; version: number; days: number }>(ending, [institutionId, work.now, reminderDays]);
    await this.marks.refresh(work);
    for (const { id, version, days } of papers)
      work.event({
        ...{ kind: 'certificate.expiring', topic: 'certificate', subjectId: id, version, data: { days } },
        recipients: [institutionId],
      });
    await this.armNext(work);
  }

  /** Hospitals that have no look before them. Of two workers one arms. */
  private async arm(): Promise<void> {
    const { rows } = await this.system.query<{ id: string }>(unarmed, [dailyMarks]);
    for (const { id: institutionId } of rows)
      await this.commands
        .run({ institutionId }, (work) => this.armNext(work))
        .catch((error: unknown) => this.log.warn({ institution: institutionId, err: error }, 'a look at marks was armed by somebody else'));
  }

  private async armNext(work: Work): Promise<void> {
    const { institutionId } = work.actor;
    const [house] = await work.rows<{ time_zone: string }>('select time_zone from institution where id = $1', [institutionId]);
    if (house) work.timer({ kind: dailyMarks, subjectId: institutionId, dueAt: nextLocal(lookAt, work.now, house.time_zone) });
  }
}

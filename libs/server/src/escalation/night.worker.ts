import { nightlyCheck, timerOf } from '@alliance/domain/escalation/timer-kind';
import { nextLocal } from '@alliance/domain/notification/quiet-hours';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { SystemDatabase } from '../platform/db/system-database.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/observe/log.js';
import { HandlesTimer } from '../platform/timers/timer.js';

/** Local time of the nightly check. */
const checkAt = '02:00';
const armEveryMs = 3_600_000;

const unarmed = `
  select distinct a.institution_id as id from appointment a
  where not exists (select 1 from timer t where t.subject_id = a.institution_id and t.kind = $1 and t.fired_at is null)`;

interface Found {
  referral_id: string;
  kind: string;
  state: string;
  next_action_at: Date | null;
}

/** What is found again stays the same finding; what is not found any more is settled. */
const keep = `
  insert into open_finding (id, institution_id, referral_id, kind, found_at, seen_at)
  select found.id, current_institution(), found.referral_id, found.kind, $2, $2
  from jsonb_to_recordset($1::jsonb) found (id uuid, referral_id uuid, kind text)
  on conflict (institution_id, referral_id, kind) where settled_at is null do update set seen_at = excluded.seen_at
  returning found_at = $2 as new`;
const settle =
  'update open_finding set settled_at = $1 where institution_id = current_institution() and settled_at is null and seen_at < $1';

/** Every open referral has an owner, a next action and a timer that rings; each night every hospital looks for those that have not. */
@Injectable()
export class NightWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private clock: NodeJS.Timeout | undefined;
  private arming: Promise<void> = Promise.resolve();

  constructor(
    private readonly commands: Commands,
    private readonly system: SystemDatabase,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const arm = () =>
      (this.arming = this.arm().catch((error: unknown) =>
        this.log.error({ err: error }, 'nightly checks were not armed; tried again in an hour'),
      ));
    void arm();
    this.clock = setInterval(arm, armEveryMs);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.clock);
    await this.arming;
  }

  @HandlesTimer(nightlyCheck)
  async check(work: Work): Promise<void> {
    const { institutionId } = work.actor;
    const found = await work.rows<Found>('select * from unnoticed_referrals()');
    const kept = await work.rows<{ new: boolean }>(keep, [JSON.stringify(found.map((each) => ({ ...each, id: newId() }))), work.now]);
    await work.rows(settle, [work.now]);
    // whoever comes to see to it, the deadline itself is not lost for another day
    for (const { referral_id: subjectId, kind, state, next_action_at: due } of found)
      if (kind === 'timer_missing' && due) work.timer({ ...timerOf(state, due), subjectId });
    await this.armNext(work);
    work.audit({
      action: 'referral.nightly_check',
      objectKind: 'referral',
      objectIds: [...new Set(found.map((each) => each.referral_id))],
    });
    const count = kept.filter((each) => each.new).length;
    if (count)
      work.event({
        kind: 'escalation.findings_listed',
        topic: 'escalation',
        subjectId: institutionId,
        version: 1,
        data: { count },
        recipients: [institutionId],
      });
  }

  /** Hospitals that have no check before them: new ones, and all of them at the first start. Of two workers one arms. */
  private async arm(): Promise<void> {
    const { rows } = await this.system.query<{ id: string }>(unarmed, [nightlyCheck]);
    for (const { id: institutionId } of rows)
      await this.commands
        .run({ institutionId }, (work) => this.armNext(work))
        .catch((error: unknown) => this.log.warn({ institution: institutionId, err: error }, 'a nightly check was armed by somebody else'));
  }

  private async armNext(work: Work): Promise<void> {
    const { institutionId } = work.actor;
    const [house] = await work.rows<{ time_zone: string }>('select time_zone from institution where id = $1', [institutionId]);
    if (house) work.timer({ kind: nightlyCheck, subjectId: institutionId, dueAt: nextLocal(checkAt, work.now, house.time_zone) });
  }
}

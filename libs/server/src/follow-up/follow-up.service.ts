import type { FollowUp, attemptFollowUp, recordFollowUp } from '@alliance/contracts/follow-up.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { afterAttempt, checkOpen, checkRecord, followUpDue, nextStageAt, urgentAction } from '@alliance/domain/follow-up/follow-up';
import type { saidEndings } from '@alliance/domain/follow-up/follow-up.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { FollowUpQueries } from './follow-up.queries.js';
import { tellAbove, tellFollowUp } from './follow-up.record.js';
import { followUpView, signsOf, type FollowUpRow } from './follow-up.row.js';

type Given = Omit<InputOf<typeof recordFollowUp>['body'], 'version'>;
type Attempt = Omit<InputOf<typeof attemptFollowUp>['body'], 'version'>;

const insert = `
  insert into follow_up_record (id, follow_up_id, reached, channel, at, recorded_at, person_id, answers, note)
  values ($1, $2, $3, $4, $5, $6, current_person(), $7, $8)`;

/** Commands of the hospital that a patient came home to. Each of them is refused once somebody has recorded or ended the task. */
@Injectable()
export class FollowUpService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: FollowUpQueries,
  ) {}

  /** @throws Refusal access.not_found, record.stale, follow_up.closed, request.invalid */
  record(actor: Actor, id: string, version: number, given: Given): Promise<FollowUp> {
    return this.change(actor, id, version, async (work, row) => {
      const at = new Date(given.at);
      const signs = signsOf(row);
      const action = urgentAction(given, signs);
      checkRecord({ ...given, at }, signs, row.arrived_at, work.now, today(work.now));
      const { channel, note, at: _, ...answers } = given;
      await work.rows(insert, [newId(), id, true, channel, at, work.now, JSON.stringify(answers), note]);
      await this.write(work, row, `state = 'done', done_at = $3`, [work.now]);
      const codes = { kind: row.kind, channel, condition: given.condition, ...(action && { action }) };
      tellFollowUp(work, row, 'follow_up.recorded', codes, { both: true });
      if (row.kind === 'day_7') tellAbove(work, row, 'follow_up.reported', codes, [row.sender_person]);
      if (action === 'return_now') tellAbove(work, row, 'follow_up.deteriorated', codes, [row.sender_person, row.owner_person]);
    });
  }

  /** @throws Refusal access.not_found, record.stale, follow_up.closed */
  attempt(actor: Actor, id: string, version: number, { channel, note }: Attempt): Promise<FollowUp> {
    return this.change(actor, id, version, async (work, row) => {
      const before = { dueAt: row.due_at, postponed: row.postponed };
      const clock = afterAttempt(before, work.now);
      await work.rows(insert, [newId(), id, false, channel, work.now, work.now, null, note]);
      const moved = clock !== before;
      await this.write(work, row, `attempts = attempts + 1, due_at = $3, postponed = $4, told = case when $5 then null else told end`, [
        ...[clock.dueAt, clock.postponed, moved],
      ]);
      const next = moved ? nextStageAt(clock.dueAt, work.now) : null;
      if (next) work.timer({ kind: followUpDue, subjectId: id, dueAt: next });
      const codes = { kind: row.kind, channel, attempts: row.attempts + 1, dueAt: clock.dueAt.toISOString() };
      tellFollowUp(work, row, 'follow_up.not_reached', codes, { both: true, concerns: [row.owner_person] });
    });
  }

  /** @throws Refusal access.not_found, record.stale, follow_up.closed */
  takeOver(actor: Actor, id: string, version: number): Promise<FollowUp> {
    return this.change(actor, id, version, async (work, row) => {
      await this.write(work, row, 'owner_id = $3', [actor.appointmentId]);
      tellFollowUp(work, row, 'follow_up.taken_over', { kind: row.kind }, { both: false, concerns: [row.owner_person] });
    });
  }

  /** @throws Refusal access.not_found, record.stale, follow_up.closed */
  end(actor: Actor, id: string, version: number, reason: (typeof saidEndings)[number]): Promise<FollowUp> {
    return this.change(actor, id, version, async (work, row) => {
      await this.write(work, row, `state = 'ended', done_at = $3, ended_as = $4`, [work.now, reason]);
      tellFollowUp(work, row, 'follow_up.ended', { kind: row.kind, endedAs: reason }, { both: true });
    });
  }

  private change(actor: Actor, id: string, version: number, apply: (work: Work, row: FollowUpRow) => Promise<void>): Promise<FollowUp> {
    return this.commands.run(
      actor,
      async (work) => {
        const row = await this.queries.row(work, id);
        if (row.institution_id !== actor.institutionId) throw new Refusal('access.denied');
        checkOpen(row);
        if (row.version !== version) throw new Refusal('record.stale', { version: row.version });
        await apply(work, row);
        work.subjectId = id;
        return followUpView(await this.queries.row(work, id), actor, work.now);
      },
      { replay: (subject) => this.queries.get(actor, subject) },
    );
  }

  /** @throws Refusal record.stale when somebody else was first */
  private async write(work: Work, { id, version }: FollowUpRow, set: string, values: readonly unknown[]): Promise<void> {
    const [written] = await work.rows(`update follow_up set ${set}, version = version + 1 where id = $1 and version = $2 returning 1`, [
      ...[id, version, ...values],
    ]);
    if (!written) throw new Refusal('record.stale', { version });
  }
}

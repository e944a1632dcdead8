import type { answerReminder, MemberReminder, remindMembers } from '@alliance/contracts/member-console.contract';
import type { InputOf, ReplyOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { dutySubjects, type DutySubject } from '@alliance/domain/member-console/duty';
import { cooldownHours, decideReminder } from '@alliance/domain/member-console/reminder';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';
import { Invalid } from '../platform/http/problem.filter.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { owedBy } from './duties.js';
import { pastOf, reminders, reminderView, type ReminderRow } from './member-console.row.js';

type Remind = InputOf<typeof remindMembers>['body'];
type Sent = ReplyOf<typeof remindMembers>;
type Late = Partial<Record<DutySubject, number>>;
const insert = `
  insert into member_reminder (id, alliance_id, institution_id, from_institution, from_person, about, note, at) values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)`;

/** 催办: a superior reminds members of what they owe; a member answers. */
@Injectable()
export class ReminderService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
  ) {}

  /**
   * Reminds each of them of what is owed and does not rest. One of several that rest is left out; the refusal of the first counts where all do.
   * @throws Refusal access.not_found, access.denied, reminder.nothing_owed, reminder.too_soon
   */
  remind(actor: Actor, allianceId: string, { members, note }: Remind): Promise<Sent> {
    return this.commands.run(
      actor,
      async (work) => {
        // two who remind at once do so one after the other
        await work.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`reminder.${allianceId}`]);
        await this.insist(
          work,
          allianceId,
          members.map(({ memberId }) => memberId),
          actor,
        );
        const owed = await owedBy(work, allianceId, null, work.now);
        const past = await this.past(work, allianceId);
        const sent: Sent = { reminded: [], left: [] };
        const refused: Refusal[] = [];
        for (const { memberId, about } of members) {
          try {
            const late = decideReminder(about, owed.get(memberId) ?? [], (past.get(memberId) ?? []).map(pastOf), work.now);
            await this.send(work, actor, { allianceId, memberId, late, note });
            sent.reminded.push(memberId);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            refused.push(error);
            sent.left.push(memberId);
          }
        }
        const [first] = refused;
        if (first && !sent.reminded.length) throw first;
        return sent;
      },
      { replay: (id) => this.sentWith(actor, id) },
    );
  }

  /** @throws Refusal access.not_found, record.stale; request.invalid naming the field for a promise in the past */
  answer(actor: Actor, id: string, { version, answer, promisedAt, note }: InputOf<typeof answerReminder>['body']): Promise<MemberReminder> {
    return this.commands.run(
      actor,
      async (work) => {
        const row = await this.own(work, id);
        if (promisedAt && new Date(promisedAt) <= work.now) throw new Invalid([{ path: ['promisedAt'], message: 'past' }]);
        const changed = await work.rows<{ version: number; from_institution: string; from_person: string }>(
          `update member_reminder set answer = $3, promised_at = $4, answer_note = $5, answered_at = $6, answered_by = $7, version = version + 1
           where id = $1 and version = $2 and institution_id = current_institution() returning version, from_institution, from_person`,
          [id, version, answer, promisedAt ?? null, note, work.now, actor.personId],
        );
        const [done] = changed;
        if (!done) throw new Refusal('record.stale', { id });
        work.subjectId = id;
        work.audit({ action: 'reminder.answered', objectKind: 'member_reminder', objectIds: [id] });
        work.event({
          ...{ kind: 'reminder.answered', topic: 'reminder', subjectId: id, version: done.version },
          data: { answer, allianceId: row.alliance_id, ...(promisedAt && { promisedAt }) },
          recipients: [done.from_institution, actor.institutionId],
          concerns: [done.from_person],
        });
        return reminderView(await this.own(work, id));
      },
      { replay: (subject) => this.database.read(actor, async (tx) => reminderView(await this.own(tx, subject))) },
    );
  }

  /** @throws Refusal access.not_found where one of them is none of theirs, access.denied for oneself or one that has left */
  private async insist(work: Work, allianceId: string, memberIds: readonly string[], actor: Actor): Promise<void> {
    const seen = await work.rows<{ member_id: string; lapsed: boolean }>('select member_id, lapsed from console_members($1, $2::date)', [
      allianceId,
      today(work.now),
    ]);
    for (const id of memberIds) {
      const member = seen.find((each) => each.member_id === id);
      if (!member) throw new Refusal('access.not_found');
      if (id === actor.institutionId || member.lapsed) throw new Refusal('access.denied');
    }
  }

  private async past(work: Work, allianceId: string): Promise<Map<string, ReminderRow[]>> {
    const since = new Date(work.now.getTime() - cooldownHours * 3_600_000);
    const rows = await work.rows<ReminderRow>(`${reminders} where m.alliance_id = $1 and m.at > $2`, [allianceId, since]);
    return Map.groupBy(rows, (row) => row.institution_id);
  }

  private async send(
    work: Work,
    actor: Actor,
    { allianceId, memberId, late, note }: { allianceId: string; memberId: string; late: Late; note: string | null },
  ): Promise<void> {
    const id = newId();
    await work.rows(insert, [id, allianceId, memberId, actor.institutionId, actor.personId, JSON.stringify(late), note, work.now]);
    work.subjectId ??= id;
    work.audit({ action: 'reminder.sent', objectKind: 'member_reminder', objectIds: [id] });
    const data = {
      allianceId,
      about: dutySubjects.filter((subject) => subject in late).join(' '),
      late: Object.values(late).reduce((sum, each) => sum + each, 0),
    };
    work.event({ kind: 'reminder.sent', topic: 'reminder', subjectId: id, version: 1, data, recipients: [memberId, actor.institutionId] });
  }

  /** What one request sent: its reminders carry one time. */
  private sentWith(actor: Actor, id: string): Promise<Sent> {
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<{ institution_id: string }>(
        `select m.institution_id from member_reminder m join member_reminder first on first.id = $1 and m.at = first.at and m.from_person = first.from_person
           and m.alliance_id = first.alliance_id order by m.id`,
        [id],
      );
      return { reminded: rows.map(({ institution_id }) => institution_id), left: [] };
    });
  }

  private async own(tx: Pick<Work, 'rows'>, id: string): Promise<ReminderRow> {
    const [row] = await tx.rows<ReminderRow>(`${reminders} where m.id = $1 and m.institution_id = current_institution()`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }
}

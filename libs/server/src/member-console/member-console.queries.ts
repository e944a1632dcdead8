import type {
  ConsoleAlliance,
  ConsoleMember,
  DutyItem,
  listMemberReminders,
  MemberConsole,
  MemberReminder,
} from '@alliance/contracts/member-console.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { byUrgency, dutySubjects, standingOf, type DutySubject } from '@alliance/domain/member-console/duty';
import { cooldownHours, restsUntil } from '@alliance/domain/member-console/reminder';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { today } from '../platform/today.js';
import { dutiesOf, lateIn, owedBy, type Owing } from './duties.js';
import { dutyItem, pastOf, reminders, reminderView, textOf, type ReminderRow } from './member-console.row.js';

interface MemberRow {
  id: string;
  name: string;
  level: ConsoleMember['level'];
  role: ConsoleMember['role'];
  suspended: boolean;
  lapsed: boolean;
  line: string | null;
  person: string | null;
  phone: string | null;
  department_zh: string | null;
  department_en: string | null;
}

interface AllianceRow {
  id: string;
  led: boolean;
  name_zh: string;
  name_en: string | null;
}
const nameOf = (row: Pick<AllianceRow, 'name_zh' | 'name_en'>) => ({ zh: row.name_zh, ...(row.name_en && { en: row.name_en }) });

const alliances = `
  select a.id, a.lead_id = current_institution() as led, a.name_zh, a.name_en from alliance a
  where exists (select 1 from console_members(a.id, $1::date)) order by a.name_zh limit 100`;
const members = `
  select c.member_id as id, c.name, c.level, c.role, c.suspended, c.lapsed, k.line, k.person, k.phone, k.department_zh, k.department_en
  from console_members($1, $2::date) c join member_calls($1, $3) k on k.member_id = c.member_id order by c.name`;
/** Those that still rest, and the last one of each member. */
const recent = `
  ${reminders} where m.alliance_id = $1 and m.at > $2
  union all select * from (select distinct on (r.institution_id) r.* from (${reminders} where m.alliance_id = $1 and m.at <= $2) r order by r.institution_id, r.at desc) l
  order by at desc`;

/** What each member owes, for the lead, the office, and the member itself. */
@Injectable()
export class MemberConsoleQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Those of which the actor sees a member: the led ones first, where most patients wait before where most papers are late. */
  alliances(actor: Actor): Promise<{ items: ConsoleAlliance[] }> {
    return this.database.read(actor, async (tx) => {
      const now = this.clock.now();
      const items: (ConsoleAlliance & { led: boolean })[] = [];
      for (const { id, led, ...name } of await tx.rows<AllianceRow>(alliances, [today(now)]))
        items.push({ id, led, name: nameOf(name), ...(await lateIn(tx, id, now)) });
      items.sort((a, b) => Number(b.led) - Number(a.led) || b.patientsWait - a.patientsWait || b.papersLate - a.papersLate);
      return { items: items.map(({ led: _, ...item }) => item) };
    });
  }

  /** @throws Refusal access.not_found where the actor sees no member of it */
  get(actor: Actor, allianceId: string): Promise<MemberConsole> {
    return this.database.read(actor, async (tx) => {
      const now = this.clock.now();
      const alliance = await this.alliance(tx, allianceId);
      const rows = await tx.rows<MemberRow>(members, [allianceId, today(now), now]);
      if (!rows.length) throw new Refusal('access.not_found');
      const owed = await owedBy(tx, allianceId, null, now);
      const since = new Date(now.getTime() - cooldownHours * 3_600_000);
      const told = Map.groupBy(await tx.rows<ReminderRow>(recent, [allianceId, since]), (row) => row.institution_id);
      const items = rows
        .map((row) => ({ row, owed: owed.get(row.id) ?? [] }))
        .sort((a, b) => byUrgency(a.owed, b.owed))
        .map(({ row, owed: own }) => this.member(actor, row, own, told.get(row.id) ?? [], now));
      return { alliance, at: now.toISOString(), items };
    });
  }

  /** @throws Refusal access.not_found */
  duties(actor: Actor, allianceId: string, memberId: string, subject: DutySubject): Promise<{ items: DutyItem[] }> {
    return this.database.read(actor, async (tx) => {
      const now = this.clock.now();
      const seen = await tx.rows('select 1 from console_members($1, $2::date) where member_id = $3', [allianceId, today(now), memberId]);
      if (!seen.length) throw new Refusal('access.not_found');
      return { items: (await dutiesOf(tx, allianceId, memberId, subject, now)).map(dutyItem) };
    });
  }

  /** Row-level security leaves a member its own. @throws Refusal access.not_found */
  reminders(actor: Actor, allianceId: string, { memberId, limit, cursor }: InputOf<typeof listMemberReminders>['query']) {
    const [before] = readCursor(cursor, 1);
    return this.database.read(actor, async (tx) => {
      await this.alliance(tx, allianceId);
      const rows = await tx.rows<ReminderRow>(
        `${reminders} where m.alliance_id = $1 and ($2::uuid is null or m.institution_id = $2) and ($3::uuid is null or m.id < $3) order by m.id desc limit $4`,
        [allianceId, memberId ?? null, before ?? null, limit + 1],
      );
      return pageFrom(rows, limit, ({ id }) => [id], reminderView);
    });
  }

  /** Of the own institution; answered ones of the last thirty days too. */
  own(actor: Actor, open: boolean): Promise<{ items: MemberReminder[] }> {
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<ReminderRow>(
        `${reminders} where m.institution_id = current_institution() and (m.answered_at is null or (not $1 and m.at > now() - interval '30 days'))
         order by m.answered_at is not null, m.at desc limit 100`,
        [open],
      );
      return { items: rows.map(reminderView) };
    });
  }

  async alliance(tx: Transaction, id: string): Promise<MemberConsole['alliance']> {
    const [row] = await tx.rows<AllianceRow>('select name_zh, name_en from alliance where id = $1', [id]);
    if (!row) throw new Refusal('access.not_found');
    return { id, name: nameOf(row) };
  }

  private member(actor: Actor, row: MemberRow, owed: readonly Owing[], told: readonly ReminderRow[], now: Date): ConsoleMember {
    const past = told.map(pastOf);
    const [last] = told.map(reminderView);
    return {
      ...{ id: row.id, name: row.name, level: row.level, role: row.role, suspended: row.suspended, lapsed: row.lapsed },
      standing: standingOf(owed),
      owed: dutySubjects.flatMap((subject) => {
        const one = owed.find((each) => each.subject === subject);
        if (!one) return [];
        const rests = restsUntil(subject, one.late, past, now);
        const { count, late, oldestAt } = one;
        return [{ subject, count, late, oldestAt: oldestAt && oldestAt.toISOString(), restsUntil: rests && rests.toISOString() }];
      }),
      line: row.line,
      onDuty:
        row.person && row.phone ? { person: row.person, phone: row.phone, department: textOf(row.department_zh, row.department_en) } : null,
      lastReminder: last ? { id: last.id, at: last.at, about: last.about, answer: last.answer } : null,
      mayRemind: may(actor, 'console.remind') && !row.lapsed && row.id !== actor.institutionId,
    };
  }
}

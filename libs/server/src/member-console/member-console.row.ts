import type { DutyItem, MemberReminder } from '@alliance/contracts/member-console.contract';
import { dutySubjects, type DutySubject } from '@alliance/domain/member-console/duty';
import type { PastReminder } from '@alliance/domain/member-console/reminder';

export interface ReminderRow {
  id: string;
  version: number;
  alliance_id: string;
  alliance_zh: string;
  alliance_en: string | null;
  institution_id: string;
  institution: string;
  from_institution: string;
  from_person: string;
  about: Partial<Record<DutySubject, number>>;
  note: string | null;
  at: Date;
  answer: NonNullable<MemberReminder['answer']>['code'] | null;
  promised_at: Date | null;
  answer_note: string | null;
  answered_at: Date | null;
  answered_by: string | null;
}

export const reminders = `
  select m.id, m.version, m.alliance_id, a.name_zh as alliance_zh, a.name_en as alliance_en, m.institution_id, i.name as institution, f.name as from_institution,
    p.name as from_person, m.about, m.note, m.at, m.answer, m.promised_at, m.answer_note, m.answered_at, b.name as answered_by
  from member_reminder m join alliance a on a.id = m.alliance_id join institution i on i.id = m.institution_id join institution f on f.id = m.from_institution
    join person p on p.id = m.from_person left join person b on b.id = m.answered_by`;

export const textOf = (zh: string | null, en: string | null) => (zh === null ? null : { zh, ...(en && { en }) });

/** In the order of the columns. */
const aboutOf = (about: ReminderRow['about']): MemberReminder['about'] =>
  dutySubjects.flatMap((subject) => (about[subject] === undefined ? [] : [{ subject, late: about[subject] }]));

export const pastOf = ({ at, about }: Pick<ReminderRow, 'at' | 'about'>): PastReminder => ({ at, late: about });

export const reminderView = (row: ReminderRow): MemberReminder => ({
  id: row.id,
  version: row.version,
  alliance: { id: row.alliance_id, name: { zh: row.alliance_zh, ...(row.alliance_en && { en: row.alliance_en }) } },
  member: { id: row.institution_id, name: row.institution },
  from: { institution: row.from_institution, person: row.from_person },
  about: aboutOf(row.about),
  note: row.note,
  at: row.at.toISOString(),
  answer:
    row.answer && row.answered_at
      ? {
          code: row.answer,
          promisedAt: row.promised_at && row.promised_at.toISOString(),
          note: row.answer_note,
          at: row.answered_at.toISOString(),
          by: row.answered_by ?? '',
        }
      : null,
});

export interface DutyRow {
  subject: DutySubject;
  code: string;
  label_zh: string | null;
  label_en: string | null;
  number: string | null;
  other: string | null;
  since: Date | null;
  due_at: Date | null;
  amount: number;
  late_amount: number;
}

export const dutyItem = (row: DutyRow): DutyItem => ({
  subject: row.subject,
  code: row.code,
  label: textOf(row.label_zh, row.label_en),
  number: row.number,
  other: row.other,
  since: row.since && row.since.toISOString(),
  dueAt: row.due_at && row.due_at.toISOString(),
  count: row.amount,
  late: row.late_amount,
});

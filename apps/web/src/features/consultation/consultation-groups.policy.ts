import type { ConsultationRow } from '@alliance/contracts/consultation.schema';
import { dayOf } from '../../ui/moment';

/** Feedback that is overdue stands by itself, last: the patient is treated, only the answer is owed. */
const groups = ['late', 'today', 'later', 'feedback'] as const;
type Group = (typeof groups)[number];

const groupOf = ({ deadline }: Pick<ConsultationRow, 'deadline'>, now: number): Group => {
  if (!deadline) return 'later';
  const late = Date.parse(deadline.at) < now;
  if (late) return deadline.for === 'feedback' ? 'feedback' : 'late';
  return dayOf(deadline.at) === dayOf(now) ? 'today' : 'later';
};

/** What is ours to do, by its deadline: past, today, later; each in the order it came. Empty groups are left out. */
export const groupByDeadline = <Row extends Pick<ConsultationRow, 'deadline'>>(rows: readonly Row[], now: number) =>
  groups.map((name) => ({ name, rows: rows.filter((row) => groupOf(row, now) === name) })).filter((group) => group.rows.length > 0);

import { permissionsOf } from '@alliance/domain/access/may';
import { roles } from '@alliance/domain/access/actor';
import { isForPatients, type DutySubject, type OwedSince } from '@alliance/domain/member-console/duty';
import type { Transaction } from '../platform/db/database.js';
import type { DutyRow } from './member-console.row.js';

/** Roles that are asked to read what is in force. */
const readingRoles = roles.filter((role) => permissionsOf[role].includes('protocol.acknowledge'));

const figures = `
  select member_id, subject, sum(amount)::int as count, sum(late_amount)::int as late, min(since) as oldest_at,
    min(due_at) filter (where late_amount > 0) as late_since
  from member_duties($1, $2, null, $3, $4) group by 1, 2`;
const items = `
  select subject, code, label_zh, label_en, number, other, since, due_at, amount, late_amount from member_duties($1, $2, $3, $4, $5)
  order by late_amount > 0 desc, due_at nulls first, number, label_zh, code`;

export interface Owing extends OwedSince {
  readonly oldestAt: Date | null;
}
interface FigureRow {
  member_id: string;
  subject: DutySubject;
  count: number;
  late: number;
  oldest_at: Date | null;
  late_since: Date | null;
}

/** What members owe, by member; nobody's to whoever may not know. @param memberId null: of all */
export async function owedBy(tx: Transaction, allianceId: string, memberId: string | null, at: Date): Promise<Map<string, Owing[]>> {
  const rows = await tx.rows<FigureRow>(figures, [allianceId, memberId, readingRoles, at]);
  const owed = rows.map(({ oldest_at: oldestAt, late_since: lateSince, ...row }) => ({ ...row, oldestAt, lateSince }));
  return Map.groupBy(owed, ({ member_id }) => member_id);
}

/** How much is late in an alliance, of what patients wait for and of the rest. */
export async function lateIn(tx: Transaction, allianceId: string, at: Date): Promise<{ patientsWait: number; papersLate: number }> {
  const owed = [...(await owedBy(tx, allianceId, null, at)).values()].flat();
  const late = (forPatients: boolean) =>
    owed.filter(({ subject }) => isForPatients(subject) === forPatients).reduce((sum, each) => sum + each.late, 0);
  return { patientsWait: late(true), papersLate: late(false) };
}

/** What stands behind one figure, late first. */
export const dutiesOf = (tx: Transaction, allianceId: string, memberId: string, subject: DutySubject, at: Date): Promise<DutyRow[]> =>
  tx.rows<DutyRow>(items, [allianceId, memberId, subject, readingRoles, at]);

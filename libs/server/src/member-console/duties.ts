import { permissionsOf } from '@alliance/domain/access/may';
import { roles } from '@alliance/domain/access/actor';
import type { DutySubject, Owed } from '@alliance/domain/member-console/duty';
import type { Transaction } from '../platform/db/database.js';
import type { DutyRow } from './member-console.row.js';

/** Roles that are asked to read what is in force. */
const readingRoles = roles.filter((role) => permissionsOf[role].includes('protocol.acknowledge'));

const figures = `
  select member_id, subject, sum(amount)::int as count, sum(late_amount)::int as late, min(since) as oldest_at
  from member_duties($1, $2, null, $3, $4) group by 1, 2`;
const items = `
  select subject, code, label_zh, label_en, number, other, since, due_at, amount, late_amount from member_duties($1, $2, $3, $4, $5)
  order by late_amount > 0 desc, due_at nulls first, number, label_zh, code`;

export interface OwedSince extends Owed {
  readonly oldestAt: Date | null;
}
interface FigureRow {
  member_id: string;
  subject: DutySubject;
  count: number;
  late: number;
  oldest_at: Date | null;
}

/** What members owe, by member; nobody's to whoever may not know. @param memberId null: of all */
export async function owedBy(tx: Transaction, allianceId: string, memberId: string | null, at: Date): Promise<Map<string, OwedSince[]>> {
  const rows = await tx.rows<FigureRow>(figures, [allianceId, memberId, readingRoles, at]);
  const owed = rows.map(({ oldest_at: oldestAt, ...row }) => ({ ...row, oldestAt }));
  return Map.groupBy(owed, ({ member_id }) => member_id);
}

/** What stands behind one figure, late first. */
export const dutiesOf = (tx: Transaction, allianceId: string, memberId: string, subject: DutySubject, at: Date): Promise<DutyRow[]> =>
  tx.rows<DutyRow>(items, [allianceId, memberId, subject, readingRoles, at]);

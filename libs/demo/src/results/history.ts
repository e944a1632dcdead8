import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { isTownship } from '../history/who.js';
import { spread } from '../history/spread.js';
import { hospitals } from '../hospitals.data.js';
import { bloodCount, chemistry, heart } from './measured.data.js';
import { curveReport, laboratoryReport, type ToldReport } from './told.js';

/** So many results lie behind. */
export const resultsBehind = 15_000;

/** A transfer up, as far as its tests are concerned. */
export interface Sent {
  readonly id: string;
  readonly sender_id: string;
  readonly receiver_id: string;
  readonly receiver_department_id: string | null;
  readonly specialty: string;
  readonly patient_id: string;
  readonly patient_name: string;
  readonly urgency: 'immediate' | 'urgent' | 'routine';
  readonly diagnosis_code: string | null;
  readonly submitted_at: Date;
  readonly arrived_at: Date | null;
}
const sent = `
  select r.id, r.sender_id, r.receiver_id, r.receiver_department_id, a.specialty, r.patient_id, r.patient_name, r.urgency, r.diagnosis_code,
    r.submitted_at, r.arrived_at
  from referral r join alliance a on a.id = r.alliance_id join patient p on p.id = r.patient_id
  where r.direction = 'up' and r.state not in ('draft', 'voided') and r.submitted_at < $1 and p.identifier_masked is not null and r.receiver_id is not null
  order by r.submitted_at desc, r.id`;

export const hospitalOf: ReadonlyMap<string, string> = new Map(hospitals.map(({ key }) => [demoId(`institution ${key}`), key]));
const minute = 60_000;

/** Tests that were done before patients were sent up, the newest first, so many results as the demonstration has. */
export async function testedBefore(owner: pg.ClientBase, now: Date): Promise<{ sent: readonly Sent[]; reports: readonly ToldReport[] }> {
  const { rows } = await owner.query<Sent>(sent, [new Date(now.getTime() - 3_600_000)]);
  const reports: ToldReport[] = [];
  let left = resultsBehind;
  for (const [n, one] of rows.entries())
    for (const report of reportsOf(one, n)) {
      if (report.results.length > left) return { sent: rows, reports };
      left -= report.results.length;
      reports.push(report);
    }
  return { sent: rows, reports };
}

function reportsOf(one: Sent, n: number): ToldReport[] {
  const hospital = hospitalOf.get(one.sender_id);
  if (!hospital) return [];
  const performedAt = new Date(one.submitted_at.getTime() - spread(n, 701, 45, 420) * minute);
  const about = { hospital, performedAt, n, patient: { id: one.patient_id, name: one.patient_name } };
  const blood = laboratoryReport({ ...about, key: `${one.id} a` }, '血细胞分析', bloodCount);
  const curve = curveReport({ ...about, key: `${one.id} c` });
  if (isTownship(hospital)) return one.specialty === 'cardiovascular' ? [blood, curve] : [blood];
  const serum = laboratoryReport(
    { ...about, key: `${one.id} b` },
    '急诊生化',
    one.specialty === 'cardiovascular' ? [...chemistry, ...heart] : chemistry,
  );
  return one.specialty === 'cardiovascular' ? [blood, serum, curve] : [blood, serum];
}

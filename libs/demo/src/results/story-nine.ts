import type { FieldCipher } from '@alliance/server/platform/crypto/field-cipher';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { actorOf } from '../everybody.js';
import { fill } from '../history/fill.js';
import { historicPatient, relationRow, type HistoricPatient } from '../history/patient.js';
import { chemistry, heart, restOfAdmission } from './measured.data.js';
import { checkOf, checkRow, itemRows } from './recognised.js';
import * as rows from './rows.js';
import { markResults, standingNow } from './standing.js';
import { laboratoryReport, type ToldReport, type ToldResult } from './told.js';

const hour = 3_600_000;
const panel = 'X-ADMISSION-15';
const troponin = heart.filter(({ code }) => code === '89579-7');
const fifteen = [...chemistry, ...restOfAdmission, ...troponin];
/** What the physician had done again, and why. */
const repeats: Readonly<Record<string, string>> = { '2823-3': 'NR02', '14749-6': 'NR01', '89579-7': 'NR01' };
/** The result that its laboratory corrected later. */
const corrected = '14682-9';

/**
 * Story nine: the county's fifteen results of yesterday, of which the lead hospital took over twelve; one of them was corrected since, and who
 * took it over is told. A second patient waits for a visitor to try it.
 */
export async function loadStoryNine(owner: pg.ClientBase, cipher: FieldCipher, now: Date): Promise<void> {
  const ago = (hours: number) => new Date(now.getTime() - hours * hour);
  const about = { sex: 'male', ages: [54, 71] } as const;
  const [told, waiting] = [0, 1].map((n) => historicPatient('nine', n, about, ago(30), cipher)) as [HistoricPatient, HistoricPatient];
  await admit(owner, [told, waiting], ago(26));
  const first = reportFor(told, 'story nine', ago(25));
  const open = reportFor(waiting, 'story nine open', ago(22));
  await file(owner, [{ ...first, current: false }, open]);
  const check = checkOf(
    {
      key: 'check story nine',
      hospital: 'lead',
      doctor: 'lead.doctor',
      patientId: told.id,
      referralId: null,
      at: ago(18),
      panel,
      case: planned,
    },
    [first],
    await standingNow(owner),
    ({ itemCode, verdict }) => {
      const reason = repeats[itemCode];
      if (verdict === 'not_recognisable' || verdict === 'no_result') return { kind: 'ordered', reason: null, text: null };
      return reason ? { kind: 'repeated', reason, text: null } : { kind: 'accepted', reason: null, text: null };
    },
  );
  const correctedAt = ago(2);
  await file(owner, [correction(first, correctedAt)]);
  await fill(owner, 'recognition_check', [checkRow(check)]);
  await fill(owner, 'recognition_item', itemRows(check, { itemCode: corrected, at: correctedAt }));
  await tell(owner, check.id, correctedAt);
}
const planned = { urgency: 'routine', diagnosis_code: null } as const;

const reportFor = ({ id, name }: HistoricPatient, key: string, performedAt: Date): ToldReport =>
  laboratoryReport({ key, hospital: 'county', patient: { id, name }, performedAt, n: key.length }, '入院生化十五项', fifteen);

/** The same report with the one value as it should have been. */
const correction = (report: ToldReport, issuedAt: Date): ToldReport => ({
  ...report,
  ...{ key: `${report.key} corrected`, issuedAt, current: true, corrects: { edition: 2, reason: '稀释倍数录入有误（虚构）' } },
  results: report.results.map((one): ToldResult =>
    one.code === corrected && one.number !== null ? { ...one, number: one.number * 2 } : one,
  ),
});

/** Known at both hospitals; at the lead the patient agreed that it sees what the county measured. */
async function admit(owner: pg.ClientBase, patients: readonly HistoricPatient[], at: Date): Promise<void> {
  await fill(
    owner,
    'patient',
    patients.map(({ row }) => row),
  );
  await fill(
    owner,
    'patient_relation',
    patients.flatMap((one) => [relationRow(one, 'county', at), { ...relationRow(one, 'lead', at) }]),
  );
  const { personId, institutionId } = actorOf('lead.doctor');
  await fill(
    owner,
    'result_consent',
    patients.map(({ id, name }) => ({
      ...{ id: demoId(`result consent ${id}`), institution_id: institutionId, patient_id: id, given: true, giver: 'patient' },
      ...{ giver_name: name, person_id: personId, at },
    })),
  );
  await owner.query(`update patient_relation set results_consent = 'given' where institution_id = $1 and patient_id = any($2)`, [
    institutionId,
    patients.map(({ id }) => id),
  ]);
}

async function file(owner: pg.ClientBase, reports: readonly ToldReport[]): Promise<void> {
  await fill(owner, 'inbound_message', reports.map(rows.messageRow));
  await fill(owner, 'diagnostic_report', reports.map(rows.reportRow));
  await fill(owner, 'test_result', reports.flatMap(rows.resultRows));
  await markResults(owner);
}

/** Who took the result over is told as soon as somebody carries messages. */
async function tell(owner: pg.ClientBase, checkId: string, at: Date): Promise<void> {
  const by = actorOf('county.quality');
  const adopter = actorOf('lead.doctor');
  const id = demoId('event story nine overturned');
  await fill(owner, 'event', [
    {
      ...{ id, kind: 'recognition.overturned', topic: 'recognition', subject_id: checkId, version: 1, happened_at: at, recorded_at: at },
      ...{ institution_id: by.institutionId, person_id: by.personId, appointment_id: by.appointmentId, role: by.role },
      ...{ data: { by: 'corrected', results: 1 }, recipients: [adopter.institutionId], concerns: [adopter.personId] },
    },
  ]);
  await owner.query('insert into outbox (event_id) values ($1)', [id]);
}

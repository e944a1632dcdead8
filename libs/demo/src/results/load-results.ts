import type { FieldCipher } from '@alliance/server/platform/crypto/field-cipher';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { colleagues } from '../everybody.js';
import { fill } from '../history/fill.js';
import { hospitalOf, testedBefore, type Sent } from './history.js';
import { checkRow, checksOf, itemRows } from './recognised.js';
import * as rows from './rows.js';
import { loadStoryNine } from './story-nine.js';
import { markResults, standingNow } from './standing.js';

/** Results of the last 90 days, the marks they were made under, and what receiving hospitals took over of them. */
export async function loadResults(owner: pg.ClientBase, cipher: FieldCipher, now: Date): Promise<void> {
  const { sent, reports } = await testedBefore(owner, now);
  await fill(owner, 'inbound_message', reports.map(rows.messageRow));
  await fill(owner, 'diagnostic_report', reports.map(rows.reportRow));
  await fill(owner, 'test_result', reports.flatMap(rows.resultRows));
  await markResults(owner);
  await consents(owner, sent);
  const checks = checksOf(sent, reports, await standingNow(owner), now);
  await fill(owner, 'recognition_check', checks.map(checkRow));
  await fill(
    owner,
    'recognition_item',
    checks.flatMap((check) => itemRows(check)),
  );
  await loadStoryNine(owner, cipher, now);
}

/** Who was sent agreed that the receiving hospital sees what was measured. */
async function consents(owner: pg.ClientBase, sent: readonly Sent[]): Promise<void> {
  const first = new Map(sent.toReversed().map((one) => [`${one.receiver_id} ${one.patient_id}`, one]));
  const given = [...first.values()].flatMap((one) => {
    const hospital = hospitalOf.get(one.receiver_id);
    const doctor = hospital && colleagues(hospital, 'doctor')[0]?.username;
    return doctor && one.arrived_at ? [{ one, doctor }] : [];
  });
  await fill(
    owner,
    'result_consent',
    given.map(({ one, doctor }) => ({
      ...{ id: demoId(`result consent ${one.id}`), institution_id: one.receiver_id, patient_id: one.patient_id, given: true },
      ...{ giver: 'patient', giver_name: one.patient_name, person_id: demoId(`person ${doctor}`), at: one.arrived_at },
    })),
  );
  await owner.query(`update patient_relation k set results_consent = 'given'
    from result_consent c where c.institution_id = k.institution_id and c.patient_id = k.patient_id`);
}

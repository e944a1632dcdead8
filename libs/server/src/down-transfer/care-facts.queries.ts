import type { CareFacts } from '@alliance/contracts/down-candidate.contract';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';
import { beside, downVerdict, inCareColumns, instant, recordOf, verdictColumns, type InCareRow, type VerdictRow } from './candidate.row.js';

/** Changes that a panel shows; the others stay on record. */
const shownChanges = 20;

interface Row extends InCareRow, VerdictRow {
  readonly verdict: VerdictRow['verdict'];
  readonly met_since: Date | null;
  readonly changes: { at: string; by: string; facts: GivenFacts; takenBack: string[] }[];
}
const statement = `
  select ${inCareColumns}, ${verdictColumns},
    (select coalesce(jsonb_agg(jsonb_build_object('at', k.at, 'by', (select name from person where id = k.person_id), 'facts', k.facts, 'takenBack', k.taken_back) order by k.at desc, k.id desc), '[]')
      from (select * from care_fact_change where referral_id = r.id order by at desc, id desc limit ${shownChanges}) k) as changes
  from referral r ${beside} where r.id = $1 and r.receiver_id = current_institution() and r.submitted_at is not null`;

/** What is known of one patient in care. */
@Injectable()
export class CareFactsQueries {
  /** @throws Refusal referral.not_found for everybody but the hospital in care */
  async get(tx: Transaction, referralId: string): Promise<CareFacts> {
    const [row] = await tx.rows<Row>(statement, [referralId]);
    if (!row) throw new Refusal('referral.not_found');
    const { patient, sent, since, recorded } = recordOf(row);
    return {
      ...{ referralId, version: row.version ?? 1, inCare: row.in_care, allianceId: row.alliance_id },
      ...{ patient, sent: sent as CareFacts['sent'], sentAt: instant(row.submitted_at), since: since.toISOString() },
      recorded: recorded as CareFacts['recorded'],
      changes: row.changes.map((each) => ({ ...each, at: new Date(each.at).toISOString() })) as CareFacts['changes'],
      down: downVerdict(row),
    };
  }
}

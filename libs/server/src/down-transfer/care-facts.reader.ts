import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import { factsInCare } from '@alliance/domain/down-transfer/care-facts';
import { Injectable } from '@nestjs/common';
import { StandingReader } from '../judgement/standing.reader.js';
import type { Transaction } from '../platform/db/database.js';
import { beside, inCareColumns, recordOf, type InCareRow } from './candidate.row.js';

const one = `select ${inCareColumns} from referral r ${beside} where r.id = $1 and r.receiver_id = current_institution() and r.submitted_at is not null`;

/** What speaks for a patient in care at a moment, for whoever offers to send the patient home. */
@Injectable()
export class CareFactsReader {
  constructor(private readonly standing: StandingReader) {}

  /** @returns null for a referral of another house, and where the patient came without an alliance */
  async of(tx: Transaction, referralId: string, at: Date): Promise<GivenFacts | null> {
    const [row] = await tx.rows<InCareRow>(one, [referralId]);
    if (!row?.alliance_id) return null;
    const { protocols } = await this.standing.within(tx, row.alliance_id, at);
    const definitions = new Map(protocols.flatMap(({ content }) => content.facts).map((definition) => [definition.key, definition]));
    return factsInCare(recordOf(row), definitions, at).facts;
  }
}

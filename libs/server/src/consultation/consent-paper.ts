import { Refusal } from '@alliance/domain/refusal';
import type { Transaction } from '../platform/db/database.js';

const paper = `
  select 1 from consultation_document where id = $1 and consultation_id = $2 and kind = 'consent' and removed_at is null and quarantine is null`;

/** Consent is written: the paper lies with this case, and can be read (TM-04). @throws Refusal consultation.consent_missing */
export async function refuseWithoutPaper(tx: Transaction, consultationId: string, documentId: string): Promise<void> {
  const found = await tx.rows(paper, [documentId, consultationId]);
  if (!found.length) throw new Refusal('consultation.consent_missing', { fields: ['consentDocument'] });
}

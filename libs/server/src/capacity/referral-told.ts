import type { ReferralState } from '@alliance/domain/referral/referral.machine';
import { Refusal } from '@alliance/domain/refusal';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';

export interface Received {
  id: string;
  state: ReferralState;
  open: boolean;
  version: number;
  sender_id: string;
  receiver_id: string;
  receiver_department_id: string | null;
  service: string;
  owner_person: string;
}

/** States in which the patient is in the house, and in which something can be held at all. */
export const here = ['arrived', 'in_care'] as const satisfies readonly ReferralState[];
export const taken = ['accepted', 'in_transit', 'no_show', ...here] as const satisfies readonly ReferralState[];

/** A referral that was sent to my institution. @throws Refusal referral.not_found */
export async function received(tx: Transaction, referralId: string): Promise<Received> {
  const [row] = await tx.rows<Received>(
    `select r.id, r.state, r.open, r.version, r.sender_id, r.receiver_id, r.receiver_department_id, r.service, o.person_id as owner_person
     from referral r join appointment o on o.id = r.owner_id
     where r.id = $1 and r.receiver_id = current_institution() and r.submitted_at is not null`,
    [referralId],
  );
  if (!row) throw new Refusal('referral.not_found');
  return row;
}

/** Both hospitals learn what became of the place for their patient; it changes nothing of the referral itself. */
export function tellBoth(work: Work, referral: Received, kind: string, data: Readonly<Record<string, string>>): void {
  work.event({
    kind,
    topic: 'referral',
    subjectId: referral.id,
    version: referral.version,
    data,
    recipients: [referral.sender_id, referral.receiver_id],
    concerns: [referral.owner_person],
  });
}

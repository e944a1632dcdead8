import type { ToldRung } from '@alliance/domain/escalation/ladder';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { waitedFor, type DueReferral } from './due-referral.js';

/** Whose people are told, as which rung. */
export interface Told {
  readonly id: string;
  readonly rung: ToldRung;
  readonly institution_id: string;
}

const statement = `
  insert into escalation (id, timer_id, referral_id, referral_number, alliance_id, sender_id, receiver_id, department_id, urgency, service, step, due_at,
    rung, institution_id, waited_id, at)
  select told.id, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, told.rung, told.institution_id, $12, $13
  from jsonb_to_recordset($14::jsonb) told (id uuid, rung text, institution_id uuid)
  on conflict (referral_id, step, due_at, rung, institution_id, waited_id) do nothing`;

/** Each rung tells a house of its own: the one that is late, the lead's, every office. A rung that has no house tells nobody. */
export async function housesOf(work: Work, referral: DueReferral, rungs: readonly ToldRung[], late: string): Promise<Told[]> {
  const offices = rungs.includes('management_office')
    ? await work.rows<{ id: string }>(`select id from institution where type = 'management_office' order by id`)
    : [];
  const of: Partial<Record<ToldRung, string[]>> = {
    lead: referral.lead_id ? [referral.lead_id] : [],
    management_office: offices.map(({ id }) => id),
  };
  return rungs.flatMap((rung) => (of[rung] ?? [late]).map((institution_id) => ({ id: newId(), rung, institution_id })));
}

/** @param due the deadline that was missed, as the referral names it */
export async function addEscalations(work: Work, timerId: string, referral: DueReferral, due: Date, told: readonly Told[]): Promise<void> {
  const { id, number, alliance_id, sender_id, receiver_id, department_id, urgency, service, state } = referral;
  const facts = [timerId, id, number, alliance_id, sender_id, receiver_id, department_id, urgency, service, state, due];
  await work.rows(statement, [...facts, waitedFor(referral), work.now, JSON.stringify(told)]);
}

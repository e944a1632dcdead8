import * as escalation from '@alliance/contracts/escalation.contract';
import type { INestApplicationContext } from '@nestjs/common';
import { EscalationModule, EscalationWorkerModule } from '../escalation/escalation.module.js';
import { TimerRunner } from '../platform/timers/timer-runner.js';
import type { Serving } from './app.js';
import { referralSlice, referralWork } from './referral.story.js';
import type { TestDatabase } from './services.js';

export const escalationSlice: Serving = {
  features: [...referralSlice.features, EscalationModule],
  contracts: [...referralSlice.contracts, escalation],
};
export const escalationWork = [...referralWork, EscalationWorkerModule];

/** As if that many minutes had passed for one referral: its clocks, what happened, what is due. No rule of the database is asked. */
const shifts = [
  `update referral set next_action_at = next_action_at - $2::interval, submitted_at = submitted_at - $2::interval, arrive_by = arrive_by - $2::interval where id = $1`,
  `update event set happened_at = happened_at - $2::interval where subject_id = $1`,
  `update timer set due_at = due_at - $2::interval, lease_until = null where subject_id = $1`,
  `update escalation set due_at = due_at - $2::interval, at = at - $2::interval where referral_id = $1`,
  `update referral_appeal set due_at = due_at - $2::interval where referral_id = $1`,
];

export async function minutesPass({ owner }: TestDatabase, referralId: string, minutes: number): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    for (const shift of shifts) await client.query(shift, [referralId, `${minutes} minutes`]);
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** The reconciler's next round: whatever is due has fired when it returns. */
export const roundOf = (worker: INestApplicationContext): Promise<void> => worker.get(TimerRunner).reconcile();

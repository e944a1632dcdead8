import type { DeadlineSettings } from '@alliance/domain/referral/deadline';
import type pg from 'pg';
import { demoId } from './demo-id.js';

/** What one invented alliance has agreed on so far; the rest of it, and every other alliance, is still to be agreed. */
const agreed: DeadlineSettings = {
  submitted: { immediate: 10, urgent: 120 },
  returned: { immediate: 20, urgent: 180 },
  arrived: { immediate: 120, urgent: 120, routine: 240 },
};

export async function loadDeadlines(owner: pg.ClientBase): Promise<void> {
  await owner.query('insert into deadline_setting (alliance_id, minutes) values ($1, $2)', [
    demoId('alliance cardiovascular'),
    JSON.stringify(agreed),
  ]);
}

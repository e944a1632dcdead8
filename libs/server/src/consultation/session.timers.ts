import { sessionTimers } from '@alliance/domain/consultation/session-timers';
import type { Work } from '../platform/command/work.js';

/**
 * Arms the reminders and the look at who came, at each time that is fixed; once more changes nothing. Those of an earlier time need no
 * disarming: they look at the session when they fire, and find another time.
 */
export async function armSession(work: Work, session: { readonly id: string; readonly startsAt: Date }): Promise<void> {
  const timers = sessionTimers(session, work.now).map(({ kind, dueAt }) => ({ kind, due_at: dueAt }));
  await work.rows('select arm_session($1, $2::jsonb)', [session.id, JSON.stringify(timers)]);
}

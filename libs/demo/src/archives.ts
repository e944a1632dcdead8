import { finalStates } from '@alliance/domain/referral/referral.machine';
import { after } from '@alliance/domain/referral/deadline';
import type { TimerKind } from '@alliance/server/platform/timers/timer';
import type pg from 'pg';
import { demoId } from './demo-id.js';
import { fill } from './history/fill.js';

const kind: TimerKind = 'archive.seal';
/** What is opened first is sealed as soon as somebody carries timers; the rest a few at a time, so that nobody's own archive waits behind them. */
const storiesAfterSeconds = 5;
const restFromSeconds = 60;
const restWithinSeconds = 540;

/** The archives of everything that ended before the portal was opened: asked for like those of any other day, the newest first. */
export async function loadArchives(owner: pg.ClientBase, stories: readonly string[], now: Date): Promise<void> {
  const { rows } = await owner.query<{ id: string; sender_id: string }>(
    'select id, sender_id from referral where state = any($1) and submitted_at is not null order by closed_at desc nulls last, id',
    [finalStates],
  );
  const told = new Set(stories);
  const rest = rows.filter(({ id }) => !told.has(id));
  const place = new Map(rest.map(({ id }, n) => [id, n]));
  const seconds = (id: string): number => {
    const n = place.get(id);
    return n === undefined ? storiesAfterSeconds : restFromSeconds + Math.floor((restWithinSeconds * n) / rest.length);
  };
  await fill(
    owner,
    'timer',
    rows.map(({ id, sender_id }) => ({
      ...{ id: demoId(`timer ${kind} ${id}`), kind, subject_id: id, due_at: after(now, seconds(id)), acting_institution: sender_id },
      attempts: 0,
    })),
  );
}

import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';

/** A worker that has not written for so long is taken for dead. */
const silenceSeconds = 10;

/**
 * People's commits wait for the disk, and a pass does not add to their queue: what a crash takes of it, it takes whole, and the pass goes on from the
 * place that was kept. Nobody was told of it then either: the relay's own commit brings everything before it to the disk.
 */
const lazily = `set_config('synchronous_commit', 'off', true)`;

const restart = `
  insert into down_pass (institution_id, state, began_at) values (current_institution(), 'running', $1)
  on conflict (institution_id) do update set state = 'running', reached = null, began_at = excluded.began_at, moved_at = null, finished_at = null, judged = 0, changed = 0`;
const take = `
  update down_pass set moved_at = now()
  where institution_id = current_institution() and state = 'running' and (moved_at is null or moved_at < now() - interval '${silenceSeconds} seconds')
  returning reached, began_at, ${lazily}`;
const move = `
  update down_pass set reached = $3, moved_at = now(), judged = judged + $4, changed = changed + $5
  where institution_id = current_institution() and state = 'running' and began_at = $1 and reached is not distinct from $2::uuid returning ${lazily}`;
const end = `
  update down_pass set state = 'done', finished_at = $3, moved_at = now()
  where institution_id = current_institution() and state = 'running' and began_at = $1 and reached is not distinct from $2::uuid returning ${lazily}`;

/** Where a pass is: which one, and the last patient that was judged. */
export interface Place {
  readonly beganAt: Date;
  readonly reached: string | null;
}

/** How far the pass of a hospital is. Of two workers at one pass only one writes: each step is written where the last one still is the last. */
@Injectable()
export class PassStore {
  /** From the first patient on, whatever was under way. */
  async restart(work: Work): Promise<void> {
    await work.rows(restart, [work.now]);
  }

  async ever(tx: Transaction): Promise<boolean> {
    return (await tx.rows('select 1 from down_pass where institution_id = current_institution()')).length > 0;
  }

  /** @returns the place for whoever has the pass from now on; `going_on` while somebody has it; `over` */
  async take(work: Work): Promise<Place | 'going_on' | 'over'> {
    const [taken] = await work.rows<{ reached: string | null; began_at: Date }>(take);
    if (taken) return { beganAt: new Date(taken.began_at), reached: taken.reached };
    const running = await work.rows(`select 1 from down_pass where institution_id = current_institution() and state = 'running'`);
    return running.length ? 'going_on' : 'over';
  }

  /** @returns false where somebody else is further, or the pass began anew: then nothing may be written */
  async move(work: Work, { beganAt, reached }: Place, to: string, judged: number, changed: number): Promise<boolean> {
    return (await work.rows(move, [beganAt, reached, to, judged, changed])).length > 0;
  }

  async end(work: Work, { beganAt, reached }: Place): Promise<boolean> {
    return (await work.rows(end, [beganAt, reached, work.now])).length > 0;
  }
}

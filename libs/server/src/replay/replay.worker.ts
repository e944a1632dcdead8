import { ReplayTally } from '@alliance/domain/criteria/replay';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Commands } from '../platform/command/commands.js';
import type { Identified, Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';
import { Log } from '../platform/observe/log.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { unhurried } from '../platform/unhurried.js';
import { ReplayJudge } from './replay.judge.js';
import { ReplayStore, type Reached, type ReplayTask } from './replay.store.js';
import { replayWatch } from './replay.timer.js';

/** Referrals between two looks at whether the run was stopped. */
const sliceSize = 500;
const watchEveryMs = 15_000;
/** Rest after each slice, as a multiple of what it took: nobody waits for a replay, and people at work shall not feel it. */
const rest = 2;

/**
 * Runs replays, slice by slice, in between whatever else the worker does. The row says how far a run is; a timer begins it and looks after
 * it, so that a run whose worker died goes on in another one.
 */
@Injectable()
export class ReplayWorker implements OnModuleDestroy {
  private readonly going = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly store: ReplayStore,
    private readonly log: Log,
  ) {}

  @HandlesTimer(replayWatch)
  async watch(work: Work, { subjectId: id }: DueTimer): Promise<void> {
    const state = await this.store.take(work, id);
    if (state === 'over') return;
    if (state === 'failed') return this.record(work, id, 'failed', await this.store.task(work, id));
    work.timer({ kind: replayWatch, subjectId: id, dueAt: new Date(work.now.getTime() + watchEveryMs) });
    const { institutionId } = work.actor;
    if (state === 'running') work.afterCommit(() => this.begin({ institutionId }, id));
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.going);
  }

  private begin(lead: Identified, id: string): void {
    const run = this.run(lead, id)
      .catch((error: unknown) => this.log.error({ replay: id, err: error }, 'a replay broke off; it is begun again'))
      .finally(() => this.going.delete(run));
    this.going.add(run);
  }

  private async run(lead: Identified, id: string): Promise<void> {
    const task = await this.database.read(lead, (tx) => this.store.task(tx, id));
    if (!task) return;
    // half of it by one text and half by another would be a result of neither
    if (!task.unchanged) return this.end(lead, task, 'failed');
    const judge = new ReplayJudge(task.before, task.after, task.overrides);
    const tally = new ReplayTally(task.summary);
    for (let from = task.reached; !this.stopped;) {
      const began = performance.now();
      const position: Reached | null = from;
      const referrals = await this.database.read(lead, (tx) => this.store.slice(tx, id, position, sliceSize));
      const last = referrals.at(-1);
      if (!last) return this.end(lead, task, 'done');
      const cases = await unhurried(judge.differing(referrals, tally));
      const to = { alliance: last.alliance_id, at: last.place, id: last.referral_id };
      const slice = { from: position, to, judged: referrals.length, summary: tally.summary(), cases };
      if (!(await this.commands.run(lead, (work) => this.store.move(work, id, slice)))) return;
      from = to;
      await sleep((performance.now() - began) * rest);
    }
  }

  private end(lead: Identified, task: ReplayTask, state: 'done' | 'failed'): Promise<void> {
    return this.commands.run(lead, async (work) => {
      if (await this.store.end(work, task.id, state)) this.record(work, task.id, state, task);
    });
  }

  private record(work: Work, id: string, state: 'done' | 'failed', task: Pick<ReplayTask, 'number' | 'requested_by'> | undefined): void {
    work.audit({ action: 'replay.finished', objectKind: 'replay', objectIds: [id] });
    work.event({
      kind: 'replay.finished',
      topic: 'protocol',
      subjectId: id,
      version: 2,
      data: { state, ...(task && { number: task.number }) },
      recipients: [work.actor.institutionId],
      concerns: task ? [task.requested_by] : [],
    });
  }
}

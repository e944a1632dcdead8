import type { Steps } from '@alliance/domain/imports/steps';
import { nextLocal } from '@alliance/domain/notification/quiet-hours';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Commands } from '../platform/command/commands.js';
import type { Identified, Work } from '../platform/command/work.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { SystemDatabase } from '../platform/db/system-database.js';
import { Log } from '../platform/observe/log.js';
import { HandlesTimer } from '../platform/timers/timer.js';
import { unhurried } from '../platform/unhurried.js';
import { CandidateJudge, type Ready } from './candidate.judge.js';
import type { InCareRow } from './candidate.row.js';
import { CandidateStore, type Judged } from './candidate.store.js';
import { nightlyPass, passWatch } from './down.timers.js';
import { PassStore, type Place } from './pass.store.js';

/** Local time of the nightly pass: after the day has changed, before the nightly check. */
const passAt = '01:30';
const sliceSize = 200;
const watchEveryMs = 15_000;
const armEveryMs = 3_600_000;
/** Rest after each slice, as a multiple of what it took: nobody waits for a pass, and people at work shall not feel it. */
const rest = 0.5;

const unarmed = `
  select distinct a.institution_id as id from appointment a
  where not exists (select 1 from timer t where t.subject_id = a.institution_id and t.kind = $1 and t.fired_at is null)`;

/**
 * Judges all patients in care of a hospital anew: every night, because values age and days go by, and when another version holds.
 * The row says how far a pass is; a timer looks after it, so that a pass whose worker died goes on in another one.
 */
@Injectable()
export class PassWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly going = new Set<string>();
  private clock: NodeJS.Timeout | undefined;
  private arming: Promise<void> = Promise.resolve();
  private stopped = false;
  /** One pass at a time in a process, however many hospitals begin theirs at the same minute. */
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly system: SystemDatabase,
    private readonly passes: PassStore,
    private readonly store: CandidateStore,
    private readonly judge: CandidateJudge,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const arm = () =>
      (this.arming = this.arm().catch((error: unknown) =>
        this.log.error({ err: error }, 'nightly passes were not armed; tried again in an hour'),
      ));
    void arm();
    this.clock = setInterval(arm, armEveryMs);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearInterval(this.clock);
    await this.arming;
    await this.turn;
  }

  @HandlesTimer(nightlyPass)
  async night(work: Work): Promise<void> {
    await this.armNext(work);
    await this.start(work);
  }

  @HandlesTimer(passWatch)
  async watch(work: Work): Promise<void> {
    const { institutionId } = work.actor;
    const place = await this.passes.take(work);
    if (place === 'over') return;
    work.timer({ kind: passWatch, subjectId: institutionId, dueAt: new Date(work.now.getTime() + watchEveryMs) });
    if (place !== 'going_on') work.afterCommit(() => this.begin({ institutionId }, place));
  }

  /** A pass from the first patient on, whatever was under way. */
  async start(work: Work): Promise<void> {
    await this.passes.restart(work);
    work.timer({ kind: passWatch, subjectId: work.actor.institutionId, dueAt: work.now });
  }

  private begin(hospital: Identified, from: Place): void {
    const name = `${hospital.institutionId} ${from.beganAt.toISOString()}`;
    if (this.going.has(name)) return;
    this.turn = this.turn
      .then(() => this.run(hospital, from))
      .catch((error: unknown) => this.log.error({ institution: hospital.institutionId, err: error }, 'a pass broke off; it goes on soon'))
      .finally(() => this.going.delete(name));
    this.going.add(name);
  }

  private async run(hospital: Identified, from: Place): Promise<void> {
    for (let place = from; !this.stopped;) {
      const began = performance.now();
      const at = new Date();
      const { rows, alliances } = await this.database.read(hospital, (tx) => this.read(tx, place, at));
      const last = rows.at(-1);
      if (!last) return this.end(hospital, place);
      const judged = await unhurried(this.judged(rows, alliances, at));
      const moved = await this.commands.run(hospital, (work) => this.write(work, place, last.id, judged));
      if (!moved) return;
      place = { ...place, reached: last.id };
      if (rows.length < sliceSize) return this.end(hospital, place);
      await sleep((performance.now() - began) * rest);
    }
  }

  private async read(tx: Transaction, { reached }: Place, at: Date) {
    const rows = await this.store.slice(tx, reached, sliceSize);
    const alliances = new Map<string, Ready>();
    for (const { alliance_id: id } of rows) if (id && !alliances.has(id)) alliances.set(id, await this.judge.ready(tx, id, at));
    return { rows, alliances };
  }

  private *judged(rows: readonly InCareRow[], alliances: ReadonlyMap<string, Ready>, at: Date): Steps<Judged[]> {
    const judged: Judged[] = [];
    for (const row of rows) {
      judged.push({ row, said: this.judge.judge(row, alliances.get(row.alliance_id ?? '') ?? null, at) });
      yield;
    }
    return judged;
  }

  /** What was judged may be kept whoever is further: each row says itself whether it moved meanwhile. */
  private async write(work: Work, place: Place, to: string, judged: readonly Judged[]): Promise<boolean> {
    const written = await this.store.keep(work, judged);
    return this.passes.move(work, place, to, judged.length, written.size);
  }

  private end(hospital: Identified, place: Place): Promise<void> {
    return this.commands.run(hospital, async (work) => {
      if (!(await this.passes.end(work, place))) return;
      await this.store.leave(work, null);
      work.audit({ action: 'down_candidate.pass', objectKind: 'institution', objectIds: [hospital.institutionId] });
    });
  }

  /** Hospitals that have no pass before them: new ones, and all of them at the first start; then one begins at once. Of two workers one arms. */
  private async arm(): Promise<void> {
    const { rows } = await this.system.query<{ id: string }>(unarmed, [nightlyPass]);
    for (const { id: institutionId } of rows)
      await this.commands
        .run({ institutionId }, async (work) => {
          await this.armNext(work);
          if (!(await this.passes.ever(work))) await this.start(work);
        })
        .catch((error: unknown) => this.log.warn({ institution: institutionId, err: error }, 'a nightly pass was armed by somebody else'));
  }

  private async armNext(work: Work): Promise<void> {
    const { institutionId } = work.actor;
    const [house] = await work.rows<{ time_zone: string }>('select time_zone from institution where id = $1', [institutionId]);
    if (house) work.timer({ kind: nightlyPass, subjectId: institutionId, dueAt: nextLocal(passAt, work.now, house.time_zone) });
  }
}

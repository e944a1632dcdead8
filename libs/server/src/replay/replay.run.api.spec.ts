import { cancelReplay, listReplayCases, startReplay } from '@alliance/contracts/replay.contract';
import type { VersionView } from '@alliance/contracts/protocol.schema';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startWorker } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { caseContent } from '../testing/judgement.story.js';
import { at, clearStage, freshCode, setStage, writes, type ProtocolStage } from '../testing/protocol.story.js';
import { begins, draftAfter, ends, replaySlice, shows, wereSent } from '../testing/replay.story.js';
import { ReplayWorkerModule } from './replay.module.js';

const referrals = 2_500;
let stage: ProtocolStage;
let worker: INestApplicationContext | undefined;
let draft: VersionView;
let code: string;

beforeAll(async () => {
  stage = await setStage(replaySlice);
  // two in five are met from 170 on and were not from 180 on
  const facts = { severe_headache: false, glucose: 5, age: 40 };
  await wereSent(stage, { from: 'county', times: 1_000, facts: { ...facts, sbp: 175 } });
  await wereSent(stage, { from: 'township', times: 1_500, facts: { ...facts, sbp: 120 }, daysAgo: 20 });
});
beforeEach(async () => {
  code = freshCode();
  draft = await draftAfter(stage, caseContent(code), caseContent(code, 170));
});
afterEach(async () => {
  await worker?.close();
  worker = undefined;
});
afterAll(() => clearStage(stage));

const works = async () => (worker = await startWorker(stage.database, [ReplayWorkerModule]));
/** What a slice meets when it is written. */
const eachSlice = (does: string) =>
  stage.database.owner.query(`
    create or replace function test_slice() returns trigger language plpgsql as $$ begin ${does} return new; end $$;
    create or replace trigger test_slice before update of done on replay_run for each row execute function test_slice()`);
const asUsual = () => stage.database.owner.query('drop trigger if exists test_slice on replay_run');
/** As if the worker had been silent, and the time to look after its run had come. */
const timePasses = (id: string) =>
  stage.database.owner
    .query(`update replay_run set moved_at = now() - interval '11 seconds' where id = $1`, [id])
    .then(() =>
      stage.database.owner.query(`update timer set due_at = now(), lease_until = null where subject_id = $1 and fired_at is null`, [id]),
    );
const found = { judged: referrals, same: 1_500, newlyMet: 1_000 };
const kept = async (id: string) =>
  (await stage.database.owner.query<{ count: number }>('select count(*)::int as count from replay_case where run_id = $1', [id])).rows[0]
    ?.count;

describe('a run', () => {
  it('is one at a time for a version; another version has its own', async () => {
    const { author } = stage;
    const first = await begins(author, draft);
    const { status, problem } = await author.ask(startReplay, { params: at(draft), body: { days: 90 } });
    expect([status, problem.code]).toEqual([409, 'replay.running']);
    const other = await draftAfter(stage, caseContent(freshCode()), caseContent(freshCode(), 170));
    const second = await begins(author, other);
    await works();
    for (const run of [first, second]) expect(await ends(author, run)).toMatchObject({ state: 'done', done: referrals });
    expect((await begins(author, draft)).state).toBe('queued');
  });

  it('that was asked for twice with one key is one', async () => {
    const once = stage.author.with({ 'idempotency-key': '5b7c1f1e-6b4e-4b7e-9a39-0c8f6f0d9c11' });
    const runs = [await begins(once, draft), await begins(once, draft)];
    expect(runs[0]?.id).toBe(runs[1]?.id);
  });

  it('stops at once when it is cancelled, and keeps what it found', async () => {
    const { author } = stage;
    await eachSlice('perform pg_sleep(0.3);');
    await works();
    const run = await begins(author, draft);
    await eventually(async () => expect((await shows(author, run)).done).toBeGreaterThan(0), 10_000);
    const cancelled = await author.get(cancelReplay, { params: { id: run.id }, body: {} });
    expect(cancelled.state).toBe('cancelled');
    await worker?.close();
    await asUsual();
    const later = await shows(author, run);
    expect(later).toEqual(cancelled);
    expect([later.done > 0, later.done < referrals, later.summary?.all.judged]).toEqual([true, true, later.done]);
    const again = await author.ask(cancelReplay, { params: { id: run.id }, body: {} });
    expect([again.status, again.problem.code]).toEqual([409, 'replay.wrong_state']);
  });

  it('that is cancelled before a worker takes it never begins', async () => {
    const run = await begins(stage.author, draft);
    await stage.author.get(cancelReplay, { params: { id: run.id }, body: {} });
    await works();
    await timePasses(run.id);
    await eventually(async () => {
      const { rows } = await stage.database.owner.query('select fired_at is not null as fired from timer where subject_id = $1', [run.id]);
      expect(rows).toEqual([{ fired: true }]);
    }, 10_000);
    expect(await shows(stage.author, run)).toMatchObject({ state: 'cancelled', done: 0, summary: null });
  });

  it('whose worker died goes on in another one, and counts every referral once', async () => {
    const { author } = stage;
    await eachSlice(`if new.done > 1000 then raise exception 'the worker is gone'; end if;`);
    await works();
    const run = await begins(author, draft);
    await eventually(async () => expect((await shows(author, run)).done).toBe(1_000), 10_000);
    await worker?.close();
    await asUsual();
    await works();
    await timePasses(run.id);
    const over = await ends(author, run);
    expect(over).toMatchObject({ state: 'done', done: referrals, total: referrals, summary: { all: found } });
    expect(await kept(run.id)).toBe(1_000);
  });

  it('that two workers have is counted once all the same', async () => {
    const { author, database } = stage;
    await eachSlice('perform pg_sleep(0.2);');
    await works();
    const second = await startWorker(database, [ReplayWorkerModule]);
    const run = await begins(author, draft);
    await eventually(async () => expect((await shows(author, run)).done).toBeGreaterThan(0), 10_000);
    await timePasses(run.id);
    const over = await ends(author, run);
    await second.close();
    await asUsual();
    expect(over.summary?.all).toMatchObject(found);
    expect(await kept(run.id)).toBe(1_000);
  });

  it('says that it failed when it gets no further, and when its text was changed under it', async () => {
    const { author, database } = stage;
    await eachSlice(`raise exception 'no'; `);
    await works();
    const stuck = await begins(author, draft);
    for (const attempts of [1, 2, 3]) {
      await eventually(async () => {
        const { rows } = await database.owner.query('select attempts from replay_run where id = $1', [stuck.id]);
        expect(rows).toEqual([{ attempts }]);
      }, 10_000);
      await timePasses(stuck.id);
    }
    expect(await ends(author, stuck)).toMatchObject({ state: 'failed', done: 0, finishedAt: expect.any(String) });
    await asUsual();

    await worker?.close();
    const changed = await begins(author, draft);
    await writes(author, { ...at(draft), version: draft.version }, caseContent(code, 172));
    await works();
    await timePasses(changed.id);
    expect(await ends(author, changed)).toMatchObject({ state: 'failed', done: 0 });
    const { rows } = await database.owner.query(`select data from event where kind = 'replay.finished' and subject_id = any($1)`, [
      [stuck.id, changed.id],
    ]);
    expect(rows).toEqual([{ data: { state: 'failed', number: 2 } }, { data: { state: 'failed', number: 2 } }]);
  });

  it('lists its cases page by page, each once', async () => {
    await works();
    const run = await ends(stage.author, await begins(stage.author, draft));
    const seen = new Set<string>();
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await stage.author.get(listReplayCases, { params: { id: run.id }, query: { limit: 100, ...(cursor && { cursor }) } });
      for (const { referralId } of page.items) seen.add(referralId);
      cursor = page.nextCursor;
    }
    expect(seen.size).toBe(1_000);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { cloneDatabase, poolOf, type TestDatabase } from '../../testing/services.js';
import { sequence } from './sequence.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** Forty hospitals' doctors at once: transactions that last unequally long, some of which fail. Returns the ids that were committed. */
async function writeEvents(writers: number, each: number, recipients: readonly string[]): Promise<Set<string>> {
  const pool = poolOf(database.ownerUrl, writers);
  const committed = new Set<string>();
  const write = async (writer: number, turn: number) => {
    const client = await pool.connect();
    const id = randomUUIDv7();
    await client.query('begin');
    await client.query(
      `insert into event (id, kind, topic, subject_id, version, happened_at, institution_id, recipients) values ($1, 'test.happened', 'referral', $1, 1, now(), $2, $3)`,
      [id, recipients[0], recipients],
    );
    await client.query('insert into outbox (event_id) values ($1)', [id]);
    if ((writer * 7 + turn) % 3 === 0) await sleep((writer * 13 + turn * 5) % 30);
    const fails = (writer + turn) % 50 === 0;
    await client.query(fails ? 'rollback' : 'commit');
    if (!fails) committed.add(id);
    client.release();
  };
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let turn = 0; turn < each; turn++) await write(writer, turn);
    }),
  );
  await pool.end();
  return committed;
}

describe('the inbox under concurrency', () => {
  it('numbers every committed event once, without gaps, whatever the order of commits', async () => {
    const recipients = [randomUUIDv7(), randomUUIDv7()];
    const leader = new pg.Client({ connectionString: database.systemUrl });
    await leader.connect();
    let writing = true;
    const relay = (async () => {
      const seen: { recipient: string; seq: number; event_id: string }[] = [];
      for (let idle = 0; writing || idle < 3;) {
        const batch = await sequence(leader, 100);
        idle = writing || batch.length ? 0 : idle + 1;
        seen.push(...batch);
        if (!batch.length) await sleep(2);
      }
      return seen;
    })();
    const committed = await writeEvents(40, 25, recipients);
    writing = false;
    const seen = await relay;
    await leader.end();
    for (const recipient of recipients) {
      const lines = seen.filter((line) => line.recipient === recipient);
      expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, i) => i + 1));
      expect(new Set(lines.map(({ event_id }) => event_id))).toEqual(committed);
    }
  });

  it('a cursor on a serial column, tried the same way, misses events: the reason why numbers are given after the commit', async () => {
    await database.owner.query('create table naive (id bigserial primary key, event_id uuid not null)');
    await database.owner.query(
      `create function naive_copy() returns trigger language plpgsql as $$ begin insert into naive (event_id) values (new.id); return new; end $$`,
    );
    await database.owner.query('create trigger naive_copy after insert on event for each row execute function naive_copy()');
    const seen = new Set<string>();
    let writing = true;
    const reader = (async () => {
      for (let cursor = 0; writing;) {
        const { rows } = await database.owner.query<{ id: string; event_id: string }>(
          'select id, event_id from naive where id > $1 order by id limit 100',
          [cursor],
        );
        for (const { event_id } of rows) seen.add(event_id);
        cursor = Number(rows.at(-1)?.id ?? cursor);
      }
    })();
    const committed = await writeEvents(40, 25, [randomUUIDv7()]);
    await sleep(50);
    writing = false;
    await reader;
    expect(seen.size).toBeLessThan(committed.size);
  });
});

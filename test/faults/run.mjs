// npm run faults [-- --short]: processes and Redis are killed while people work. Figures, and an exit code other than 0 when a bar is missed.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Report } from '../bench/bars.mjs';
import { seedPeople } from '../bench/people.mjs';
import { Portal, root } from '../bench/portal.mjs';
import { Supply, seedPast } from '../bench/referrals.mjs';
import { killedApi } from './killed-api.mjs';
import { killedHl7, malformedHl7 } from './killed-hl7.mjs';
import { killedRedis } from './killed-redis.mjs';
import { killedRoom } from './killed-room.mjs';
import { killedUploads } from './killed-uploads.mjs';
import { killedWorker } from './killed-worker.mjs';
import { racingAccepts } from './racing-accepts.mjs';
import { OwnRedis } from './redis.mjs';
import { turn } from './turn.mjs';

const faults = { racingAccepts, killedApi, killedUploads, killedWorker, killedRedis, killedRoom, turn, killedHl7, malformedHl7 };
const { values } = parseArgs({ options: { short: { type: 'boolean', default: false }, only: { type: 'string' } } });
const { short, only } = values;

const owner = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 });
const redis = await OwnRedis.make();
await redis.start();
const portal = new Portal(process.env.DATABASE_URL, redis.url);
await portal.migrate();
await seedPeople(owner);
await seedPast(owner, 0, 2_000);
// the check looks audit entries up by what they name
await owner.query('create index bench_audit_object on audit_entry using gin (object_ids)');

const report = new Report();
const supplies = { draft: new Supply(owner, 'draft', 400), waiting: new Supply(owner, 'waiting', 400) };
for (const [name, fault] of Object.entries(faults)) {
  if (only && !only.split(',').includes(name)) continue;
  await fault({ owner, redis, portal, report, supplies, short });
  console.log(`[${Math.round(performance.now() / 1000)} s] ${name}`);
}
report.close(resolve(root, 'test/results/faults.json'), { short });

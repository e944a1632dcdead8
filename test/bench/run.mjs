// npm run bench [-- --quick] [--rows 1000000] [--rounds 5] [--only rates,plans,live,deadlines,imports,memory]: every figure beside its limit, measured in the same run.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { measureArchive } from './archive.mjs';
import { Report } from './bars.mjs';
import { measureAnalytics } from './analytics.mjs';
import { measureBatch } from './batch.mjs';
import { measureBookings } from './bookings.mjs';
import { measureCriteria } from './criteria.mjs';
import { measureCrowd } from './crowd.mjs';
import { measureDeadlines } from './deadlines.mjs';
import { measureDown } from './down.mjs';
import { measureFhirImport } from './fhir-import.mjs';
import { measureHl7 } from './hl7.mjs';
import { measureImports } from './imports.mjs';
import { measureJudgements } from './judgements.mjs';
import { measureLive } from './live.mjs';
import { pgbench } from './load.mjs';
import { measureMarks } from './marks.mjs';
import { measureMedia } from './media.mjs';
import { measureMemory } from './memory.mjs';
import { plansOf } from './plans.mjs';
import { Portal, root } from './portal.mjs';
import { measureRates } from './rates.mjs';
import { record } from './recorded.mjs';
import { Supply, seedPast } from './referrals.mjs';
import { seedPeople } from './people.mjs';
import { measureRecognition } from './recognition.mjs';
import { measureReplay } from './replay-protocol.mjs';
import { measureRooms } from './rooms.mjs';
import { measureSignIn } from './sign-in.mjs';
import { measureWal } from './wal.mjs';

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, rows: { type: 'string' }, rounds: { type: 'string' }, only: { type: 'string' } },
});
const rows = Number(values.rows ?? (values.quick ? 20_000 : 1_000_000));
const rounds = Number(values.rounds ?? (values.quick ? 3 : 5));
const wants = (part) => !values.only || values.only.split(',').includes(part);
const say = (line) => console.log(`[${Math.round(performance.now() / 1000)} s] ${line}`);

const { DATABASE_URL, REDIS_URL } = process.env;
const owner = new pg.Pool({ connectionString: DATABASE_URL, max: 4 });
const portal = new Portal(DATABASE_URL, REDIS_URL);
const report = new Report();

/** Nothing of the last round may run into the next one: waits until the relay has told everything. */
async function settle() {
  for (const limit = Date.now() + 60_000; Date.now() < limit; await sleep(100)) {
    const { rows: waiting } = await owner.query('select 1 from outbox limit 1');
    if (!waiting.length) return sleep(300);
  }
  throw new Error('the relay does not catch up');
}

say(`PostgreSQL and Redis are up; pgbench ${pgbench ?? 'is not installed: its figures are left out'}`);
await portal.migrate();
await seedPeople(owner);
const supplies = { draft: new Supply(owner, 'draft', 400), waiting: new Supply(owner, 'waiting', 400) };

const sizes = [1_000, 10_000, 100_000, 1_000_000, 10_000_000].filter((size) => size < rows).concat(rows);
let templates;
let seeded = 0;
const plans = new Map();
for (const size of sizes) {
  await seedPast(owner, seeded, size);
  seeded = size;
  say(`${size} referrals`);
  if (!templates) {
    await Promise.all(Object.values(supplies).map((supply) => supply.atLeast(10)));
    templates = await record(portal, supplies);
  }
  if (wants('plans')) plans.set(size, await plansOf(portal.appUrl, templates.queueOnly));
}
if (wants('plans')) {
  // a thousand referrals are forty pages: there any plan is as good, so the plan is held from ten thousand on
  const held = sizes.slice(1);
  const [small, large] = [plans.get(sizes[0]), plans.get(rows)];
  for (const name of Object.keys(small)) {
    const about = `queue page, ${name} hospital`;
    report.tell(`${about}: buffers at ${sizes.join(', ')}`, sizes.map((size) => plans.get(size)[name].buffers).join(' '));
    report.tell(
      `${about}: buffers of ${rows} / of ${sizes[0]} (20 at least)`,
      large[name].buffers / Math.max(small[name].buffers, 20),
      '',
      { atMost: 1.2 },
    );
    report.tell(`${about}: plans from ${held[0]} on`, new Set(held.map((size) => plans.get(size)[name].shape)).size, '', { atMost: 1 });
    report.tell(`${about}: scans of all referrals`, held.filter((size) => plans.get(size)[name].scans).length, '', { atMost: 0 });
  }
}
const templateFile = join(portal.folder, 'templates.json');
writeFileSync(templateFile, JSON.stringify(templates));
const bench = { owner, portal, report, supplies, templates, templateFile, rounds, settle, say };
if (wants('rates')) {
  await measureWal(bench);
  await measureRates(bench);
}
if (wants('live')) await measureLive(bench);
if (wants('crowd')) await measureCrowd(bench);
if (wants('deadlines')) await measureDeadlines(bench);
if (wants('batch')) await measureBatch(bench);
if (wants('bookings')) await measureBookings({ ...bench, quick: values.quick });
if (wants('archive')) await measureArchive(bench);
if (wants('marks')) await measureMarks(bench);
if (wants('imports')) await measureImports(bench);
if (wants('fhir-import')) await measureFhirImport(bench);
if (wants('hl7')) await measureHl7({ ...bench, seconds: values.quick ? 10 : 30 });
if (wants('memory')) await measureMemory(bench);
if (wants('sign-in')) await measureSignIn(bench);
if (wants('judgements')) await measureJudgements(bench);
if (wants('recognition')) await measureRecognition({ ...bench, ...(values.quick && { rows: 500_000 }) });
if (wants('replay')) await measureReplay({ ...bench, rows });
if (wants('analytics')) await measureAnalytics({ ...bench, rows });
if (wants('down')) await measureDown({ ...bench, rows });
if (wants('criteria')) await measureCriteria(bench);
if (wants('rooms')) await measureRooms(bench);
if (wants('media')) await measureMedia(bench);
report.close(resolve(root, 'test/results/bench.json'), { rows, rounds, plans: Object.fromEntries(plans) });

import { dailyMarks } from '@alliance/domain/quality-certificate/timer-kind';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { startWorker } from '../testing/app.js';
import { confirmed, personOf } from '../testing/certificate.story.js';
import { roundOf } from '../testing/escalation.story.js';
import { eventually } from '../testing/eventually.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { mapCodes } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';
import { CertificateWorkerModule } from './certificate.module.js';

let database: TestDatabase;
let world: World;
let worker: INestApplicationContext;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await mapCodes(database);
  worker = await startWorker(database, [CertificateWorkerModule]);
});
afterAll(async () => {
  await worker.close();
  await database.drop();
});

const armed = async () =>
  (
    await database.owner.query<{ due: string }>(
      `select to_char(due_at at time zone 'Asia/Shanghai', 'HH24:MI') as due from timer where kind = $1 and fired_at is null`,
      [dailyMarks],
    )
  ).rows.map(({ due }) => due);
const night = async () => {
  await database.owner.query(
    'update timer set due_at = now(), lease_until = null where kind = $1 and fired_at is null and subject_id = $2',
    [dailyMarks, world.county.id],
  );
  await roundOf(worker);
};
/** As it stands so many days after the marks were looked at last. */
const told = (daysAgo: number) =>
  database.owner.query('update mark_day set told_on = local_today() - $2::int where institution_id = $1', [world.county.id, daysAgo]);
const events = async () =>
  (
    await database.owner.query<{ kind: string; data: Record<string, unknown> }>(
      `select kind, data from event where topic = 'certificate' and institution_id = $1 order by id`,
      [world.county.id],
    )
  ).rows.map(({ kind, data }) => [kind, data]);
const inDays = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

describe('the night of a hospital', () => {
  it('comes a minute after midnight, once', async () => {
    await eventually(async () => expect(await armed()).toEqual(Array(5).fill('00:01')));
  });

  it('finds a paper that ended yesterday: the mark is gone, and the quality managers are told once', async () => {
    const line = { certificateId: randomUUID(), level: 'city', outcome: 'passed', revokedOn: null } as const;
    await confirmed(database, world.county.id, await personOf(database, world.county.id), '718-7', {
      ...line,
      validFrom: inDays(-60),
      validUntil: inDays(-1),
    });
    await night();
    await told(1);
    await night();
    expect((await events()).filter(([kind]) => kind === 'certificate.marks_lapsed')).toEqual([
      ['certificate.marks_lapsed', { count: 1, items: ['718-7'] }],
    ]);
    const before = await events();
    await night();
    expect(await events()).toEqual(before);
    expect(await armed()).toHaveLength(5);
  });

  it.each([60, 30, 7, 0])('reminds %i days before a mark ends, also where a night was missed', async (days) => {
    const person = await personOf(database, world.county.id);
    await database.owner.query('delete from recognition_mark; delete from quality_certificate_item; delete from quality_certificate');
    await confirmed(database, world.county.id, person, '14682-9', {
      ...{ certificateId: randomUUID(), level: 'national', outcome: 'passed', revokedOn: null },
      ...{ validFrom: inDays(-90), validUntil: inDays(days) },
    });
    await night();
    const known = (await events()).length;
    await told(2);
    await night();
    await night();
    const fresh = (await events()).slice(known).filter(([kind]) => kind === 'certificate.expiring');
    expect(fresh).toEqual([['certificate.expiring', { days }]]);
  });
});

import * as certificate from '@alliance/contracts/certificate.contract';
import * as papers from '@alliance/contracts/quality-certificate.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Database } from '../platform/db/database.js';
import { startApi, type TestApi } from '../testing/app.js';
import { confirmed, personOf } from '../testing/certificate.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { mapCodes } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';
import { CertificateModule } from './certificate.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await mapCodes(database);
  api = await startApi(database, { features: [CertificateModule], contracts: [certificate, papers] });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const look = (id: string) => api.app.inject({ method: 'GET', url: `/api/public/hospitals/${id}/recognition` });
const inDays = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

describe('what anybody may see of a hospital', () => {
  it('is what is recognised today, where and until when, and nothing that lapsed', async () => {
    const person = await personOf(database, world.county.id);
    const line = { outcome: 'passed', revokedOn: null, validFrom: inDays(-30) } as const;
    await confirmed(database, world.county.id, person, '718-7', {
      ...line,
      ...{ certificateId: randomUUID(), level: 'city', validUntil: inDays(0) },
    });
    await confirmed(database, world.county.id, person, '14682-9', {
      ...line,
      ...{ certificateId: randomUUID(), level: 'national', validUntil: inDays(-1) },
    });
    await api.app
      .get(Database)
      .write({ institutionId: world.county.id }, (tx) => tx.rows('select refresh_recognition_marks($1)', [inDays(-2)]));
    expect((await database.owner.query('select 1 from recognition_mark')).rows).toHaveLength(2);
    const reply = await look(world.county.id);
    expect([reply.statusCode, reply.json()]).toEqual([
      200,
      {
        hospital: 'county hospital',
        items: [
          {
            ...{ code: '718-7', name: { zh: '血红蛋白', en: 'Haemoglobin' }, group: 'haematology', level: 'city' },
            ...{ province: '湖北省', city: '武汉市', alliance: null, label: 'HR city', until: inDays(0) },
          },
        ],
      },
    ]);
  });

  it('is an empty list where nothing is recognised, and nothing of an unknown one', async () => {
    expect((await look(world.other.id)).json()).toEqual({ hospital: 'other hospital', items: [] });
    expect((await look(randomUUID())).statusCode).toBe(404);
  });
});

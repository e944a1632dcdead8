import * as archive from '@alliance/contracts/archive.contract';
import { downloadFile } from '@alliance/contracts/attachment.contract';
import { finalStates } from '@alliance/domain/referral/referral.machine';
import { ArchiveModule, ArchiveWorkerModule } from '@alliance/server/archive/archive.module';
import { startApi, startWorker, type TestApi } from '@alliance/server/testing/app';
import { eventually } from '@alliance/server/testing/eventually';
import { referralSlice, referralWork } from '@alliance/server/testing/referral.story';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo } from '../load.js';
import { storyReferrals } from '../stories/load-stories.js';
import { offerId, storyId } from '../stories/story-id.js';

const password = 'demo-Alliance-2026';
const dataDir = mkdtempSync(join(tmpdir(), 'alliance-demo-'));
let database: TestDatabase;
let api: TestApi;
let worker: INestApplicationContext;

beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password, history: false, dataDir });
  api = await startApi(database, {
    features: [...referralSlice.features, ArchiveModule],
    contracts: [...referralSlice.contracts, archive],
    config: { DATA_DIR: dataDir },
  });
  worker = await startWorker(database, [...referralWork, ArchiveWorkerModule]);
}, 60_000);
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
  rmSync(dataDir, { recursive: true });
});

interface Row {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly sha256: string;
  readonly receiver_id: string;
}
const attachments = async (): Promise<readonly Row[]> =>
  (await database.owner.query<Row>('select a.*, r.receiver_id from attachment a join referral r on r.id = a.referral_id order by a.at'))
    .rows;

it('an electrocardiogram and a summary can be opened by both hospitals, byte for byte', async () => {
  const rows = await attachments();
  expect(rows.map(({ media_type }) => media_type).toSorted()).toEqual(['application/pdf', 'application/pdf', 'image/png', 'image/png']);
  const [county, lead] = [await api.as('county.doctor', password), await api.as('lead.doctor', password)];
  for (const { id, name, sha256 } of rows) {
    expect(name).toContain('演示');
    for (const person of name.includes('鲁有福') ? [county] : [county, lead]) {
      const { answer } = await person.ask(downloadFile, { params: { id } });
      expect([
        name,
        createHash('sha256')
          .update(answer as Buffer)
          .digest('hex'),
      ]).toEqual([name, sha256]);
    }
  }
});

it('nobody else opens them', async () => {
  const other = await api.as('other.doctor', password);
  const [row] = await attachments();
  expect((await other.ask(downloadFile, { params: { id: row?.id ?? '' } })).status).toBe(404);
});

it('every story that ended is sealed soon after the start, its document with it; both hospitals hold the same version', async () => {
  const ended = await database.owner.query<{ id: string }>('select id from referral where state = any($1) and id = any($2)', [
    finalStates,
    storyReferrals,
  ]);
  expect(ended.rows.length).toBeGreaterThan(6);
  await eventually(async () => {
    const sealed = await database.owner.query<{ n: number }>('select count(*)::int n from archive where referral_id = any($1)', [
      storyReferrals,
    ]);
    expect(sealed.rows).toEqual([{ n: ended.rows.length }]);
  }, 30_000);
  const hashes = await Promise.all(
    ['county.doctor', 'lead.doctor'].map(async (who) => {
      const person = await api.as(who, password);
      const { items } = await person.get(archive.listArchiveVersions, { params: { id: storyId('stemi') } });
      return items.map(({ version, sha256 }) => `${version} ${sha256}`);
    }),
  );
  expect(hashes[0]).toHaveLength(1);
  expect(hashes[1]).toEqual(hashes[0]);
  const [bundle] = (await database.owner.query<{ bundle: string }>('select bundle from archive where referral_id = $1', [offerId('stemi')]))
    .rows;
  expect(bundle?.bundle).toContain('出院小结_秦守田_演示.pdf');
}, 60_000);

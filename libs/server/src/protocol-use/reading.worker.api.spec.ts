import { acknowledgeVersion } from '@alliance/contracts/adoption.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import { withdrawVersion } from '@alliance/contracts/protocol.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startWorker, type Person } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { at, clearStage, publishedOf, setStage, type ProtocolStage } from '../testing/protocol.story.js';
import { protocolUseSlice, protocolUseWork } from '../testing/protocol-use.story.js';
import { referralSlice, referralWork } from '../testing/referral.story.js';

let stage: ProtocolStage;
let worker: INestApplicationContext;
beforeAll(async () => {
  stage = await setStage(protocolUseSlice, referralSlice);
  worker = await startWorker(stage.database, [...referralWork, ...protocolUseWork]);
});
afterAll(async () => {
  await worker.close();
  await clearStage(stage);
});

const kindsOf = async (who: Person, protocolId: string) =>
  (await who.get(listNotifications, { query: { limit: 50 } })).items
    .filter(({ subjectId, kind }) => subjectId === protocolId && kind.startsWith('protocol.reading'))
    .map(({ kind }) => kind);
/** The day of a reminder has come. */
const due = (versionId: string, nth: 0 | 1) =>
  stage.database.owner.query(
    `update timer set due_at = now() where id = (select id from timer where subject_id = $1 and kind = 'protocol.reading_due' order by due_at offset $2 limit 1)`,
    [versionId, nth],
  );

it('those who have not read are reminded, those who have are left alone', async () => {
  const version = await publishedOf(stage);
  const lazy = await stage.api.as('township.doctor');
  await stage.countyDoctor.get(acknowledgeVersion, { params: at(version), body: {} });
  await due(version.id, 0);
  await eventually(async () => expect(await kindsOf(lazy, version.protocolId)).toEqual(['protocol.reading_due']));
  expect(await kindsOf(stage.countyDoctor, version.protocolId)).toEqual([]);
  expect(await kindsOf(stage.outsider, version.protocolId)).toEqual([]);
});

it('nobody is reminded of what was withdrawn', async () => {
  const version = await publishedOf(stage);
  await stage.author.get(withdrawVersion, { params: at(version), body: { version: version.version, reason: '有误' } });
  const other = await publishedOf(stage);
  await due(version.id, 0);
  await due(other.id, 0);
  const lazy = await stage.api.as('township.doctor');
  await eventually(async () => expect(await kindsOf(lazy, other.protocolId)).toEqual(['protocol.reading_due']));
  expect(await kindsOf(lazy, version.protocolId)).toEqual([]);
});

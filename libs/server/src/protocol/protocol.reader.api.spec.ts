import { withdrawVersion } from '@alliance/contracts/protocol.contract';
import { versionInForce } from '@alliance/domain/protocol/in-force';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { dayFrom } from '../testing/person.story.js';
import {
  at,
  clearStage,
  makeAlliance,
  nextDraftOf,
  pressureContent,
  publishedOf,
  publishes,
  setStage,
  type ProtocolStage,
} from '../testing/protocol.story.js';
import { ProtocolReader } from './protocol.reader.js';

let stage: ProtocolStage;
let reader: ProtocolReader;
beforeAll(async () => {
  stage = await setStage();
  reader = stage.api.app.get(ProtocolReader);
});
afterAll(() => clearStage(stage));

const asDoctorOf = <T>(hospital: 'county' | 'other' | 'township', work: Parameters<Database['read']>[1]): Promise<T> =>
  stage.api.app.get(Database).read({ institutionId: stage.world[hospital].id, role: 'doctor' }, work) as Promise<T>;
const inForce = (hospital: 'county' | 'other', allianceId: string, day: string) =>
  asDoctorOf<{ versionId: string; number: number; common: boolean; criteria: number }[]>(hospital, async (tx) =>
    (await reader.inForce(tx, allianceId, day)).map(({ versionId, number, common, content }) => ({
      versionId,
      number,
      common,
      criteria: content.criteria.length,
    })),
  );

describe('what holds in an alliance on a day', () => {
  it('is one version of each protocol, as the domain says, with what it says', async () => {
    const { author, second } = stage;
    const allianceId = await makeAlliance(stage.database, stage.world, [stage.world.county.id]);
    const first = await publishedOf({ ...stage, allianceId });
    const draft = await nextDraftOf(stage, first.protocolId);
    const next = await publishes(
      author,
      second,
      { ...at(draft), version: draft.version },
      pressureContent(first.protocolCode, 170),
      dayFrom(2),
    );
    await nextDraftOf(stage, first.protocolId);
    const versions = await asDoctorOf<Parameters<typeof versionInForce>[0]>('county', (tx) => reader.versions(tx, first.protocolId));
    expect(versions.map(({ number }) => number)).toEqual([2, 1]);
    for (const days of [-1, 0, 1, 2, 30]) {
      const held = await inForce('county', allianceId, dayFrom(days));
      expect([days, held.map(({ number }) => number)]).toEqual([days, [versionInForce(versions, dayFrom(days))?.number].filter(Boolean)]);
    }
    expect(await inForce('county', allianceId, dayFrom())).toEqual([{ versionId: first.id, number: 1, common: false, criteria: 1 }]);
    expect(await inForce('other', allianceId, dayFrom())).toEqual([]);
    await second.get(withdrawVersion, { params: at(next), body: { version: next.version, reason: '有误' } });
    expect((await inForce('county', allianceId, dayFrom(2))).map(({ number }) => number)).toEqual([1]);
  });

  it('includes the common ones of other alliances, after its own', async () => {
    const { database, world } = stage;
    const [own, elsewhere] = [
      await makeAlliance(database, world, [world.county.id]),
      await makeAlliance(database, world, [world.township.id]),
    ];
    const mine = await publishedOf({ ...stage, allianceId: own });
    const shared = await publishedOf({ ...stage, allianceId: elsewhere });
    const others = await publishedOf({ ...stage, allianceId: elsewhere });
    await database.owner.query('update protocol set common = true where id = $1', [shared.protocolId]);
    expect((await inForce('county', own, dayFrom())).map(({ versionId, common }) => [versionId, common])).toEqual([
      [mine.id, false],
      [shared.id, true],
    ]);
    await asDoctorOf('county', async (tx) => {
      expect(await reader.version(tx, others.id)).toBeUndefined();
      expect(await reader.numbered(tx, others.protocolId, 1)).toBeUndefined();
      expect([...(await reader.contents(tx, [mine.id, others.id])).keys()]).toEqual([mine.id]);
      expect((await reader.version(tx, shared.id))?.content.criteria[0]?.code).toBe(`${shared.protocolCode}-U01`);
      expect(await reader.versions(tx, newId())).toEqual([]);
    });
    await database.owner.query('update protocol set common = false where id = $1', [shared.protocolId]);
  });
});

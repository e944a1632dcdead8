import { adoptVersion, getAdoption, listAdoptions } from '@alliance/contracts/adoption.contract';
import type { Rule } from '@alliance/domain/criteria/rule.types';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../testing/app.js';
import { dayFrom, refusalOf } from '../testing/person.story.js';
import {
  academic,
  at,
  clearStage,
  nextDraftOf,
  pressureContent,
  pressureCriterion,
  publishedOf,
  publishes,
  setStage,
  type ProtocolStage,
} from '../testing/protocol.story.js';
import { protocolUseSlice } from '../testing/protocol-use.story.js';

let stage: ProtocolStage;
let admin: Person;
beforeAll(async () => {
  stage = await setStage(protocolUseSlice);
  admin = await stage.api.as('county.admin');
});
afterAll(() => clearStage(stage));

const day = 24 * 3600;
const from = (value: number): Rule => ({ fact: 'sbp', op: '>=', value });
const own = (code: string, rule: Rule) => ({ code, rule, reason: '本院只有下级设备' });
const adopting = (protocolId: string, overrides: ReturnType<typeof own>[] = [], version = 0, number = 1) => ({
  params: { id: protocolId },
  body: { version, number, overrides },
});

describe('a member adopts a version', () => {
  it('with a rule of its own, which the lead and the office see beside the alliance’s', async () => {
    const { protocolId, criteria } = await publishedOf(stage);
    const code = criteria[0]?.code as string;
    expect(await admin.get(getAdoption, { params: { id: protocolId } })).toMatchObject({ version: 0, number: null, overrides: [] });
    const adopted = await admin.get(adoptVersion, adopting(protocolId, [own(code, from(170))]));
    expect(adopted).toMatchObject({
      version: 1,
      number: 1,
      overrides: [{ code, rule: from(170), baseline: from(180), effect: 'tightens', lapsed: false }],
    });
    for (const who of [stage.author, await stage.api.as('office')]) {
      const { items } = await who.get(listAdoptions, { params: { id: protocolId } });
      expect(items.map(({ institution, overrides }) => [institution.id, overrides.length])).toEqual([[stage.world.county.id, 1]]);
    }
    // another member sees its own only
    expect((await (await stage.api.as('township.doctor')).get(listAdoptions, { params: { id: protocolId } })).items).toEqual([]);
  });

  it('never with one that loosens an immediate criterion: somebody who would be lost is named', async () => {
    const { protocolId } = await publishedOf(stage, { criteria: [pressureCriterion('IM-U01', 180, { urgency: 'immediate' })] });
    const { problem } = await admin.ask(adoptVersion, adopting(protocolId, [own('IM-U01', from(181))]));
    expect(problem).toMatchObject({
      code: 'protocol.override_loosens',
      facts: { criterion: 'IM-U01', counterexample: [expect.stringMatching(/^sbp=/)] },
    });
    expect((await admin.get(getAdoption, { params: { id: protocolId } })).version).toBe(0);
    await admin.get(adoptVersion, adopting(protocolId, [own('IM-U01', from(160))]));
  });

  it('is refused what is not there, not yet published, or was changed by somebody else', async () => {
    const { protocolId, criteria } = await publishedOf(stage);
    const code = criteria[0]?.code as string;
    expect(await refusalOf(admin, adoptVersion, adopting(protocolId, [own('NO-U01', from(170))]))).toBe('422 protocol.override_invalid');
    expect(await refusalOf(admin, adoptVersion, adopting(protocolId, [own(code, { fact: 'mood', op: 'is', value: true })]))).toBe(
      '422 protocol.override_invalid',
    );
    await nextDraftOf(stage, protocolId);
    expect(await refusalOf(admin, adoptVersion, adopting(protocolId, [], 0, 2))).toBe('404 access.not_found');
    await admin.get(adoptVersion, adopting(protocolId));
    for (const stale of [0, 2]) expect(await refusalOf(admin, adoptVersion, adopting(protocolId, [], stale))).toBe('409 record.stale');
  });

  it('is for its administrators and its quality managers, and for nobody outside', async () => {
    const { protocolId } = await publishedOf(stage);
    expect(await refusalOf(stage.countyDoctor, adoptVersion, adopting(protocolId))).toBe('403 access.denied');
    const stranger = await academic(stage.database, stage.api, stage.world, 'other.quality', 'quality_manager', 'other');
    for (const route of [getAdoption, listAdoptions])
      expect(await refusalOf(stranger, route, { params: { id: protocolId } })).toBe('404 access.not_found');
    expect(await refusalOf(stranger, adoptVersion, adopting(protocolId))).toBe('404 access.not_found');
  });

  it('and its rule lapses when the alliance changes the one it stands in for', async () => {
    const published = await publishedOf(stage);
    const { protocolId, protocolCode } = published;
    const code = published.criteria[0]?.code as string;
    await admin.get(adoptVersion, adopting(protocolId, [own(code, from(170))]));
    const next = await nextDraftOf(stage, protocolId);
    await publishes(stage.author, stage.second, { ...at(next), version: next.version }, pressureContent(protocolCode, 175), dayFrom(1));
    expect((await admin.get(getAdoption, { params: { id: protocolId } })).overrides[0]?.lapsed).toBe(false);
    stage.api.clock.advance(day);
    expect((await admin.get(getAdoption, { params: { id: protocolId } })).overrides[0]?.lapsed).toBe(true);
  });
});

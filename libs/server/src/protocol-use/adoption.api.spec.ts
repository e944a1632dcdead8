import { adoptVersion, getAdoption, listAdoptions } from '@alliance/contracts/adoption.contract';
import type { Criterion, Rule } from '@alliance/domain/criteria/rule.types';
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

  it('with what its rule does proved once: reading asks for no proof', async () => {
    const { protocolId, criteria } = await publishedOf(stage);
    const code = criteria[0]?.code as string;
    await admin.get(adoptVersion, adopting(protocolId, [own(code, from(190))]));
    await stage.database.owner.query(
      `update protocol_adoption set overrides = jsonb_set(overrides, '{0,effect}', '"unproven"') where protocol_id = $1`,
      [protocolId],
    );
    expect((await admin.get(getAdoption, { params: { id: protocolId } })).overrides).toMatchObject([{ effect: 'unproven', lapsed: false }]);
  });

  describe('and the next one is published', () => {
    const lapsedUnder = async (more: Partial<Criterion>, ownRule: Rule) => {
      const published = await publishedOf(stage);
      const { protocolId, protocolCode } = published;
      const code = published.criteria[0]?.code as string;
      await admin.get(adoptVersion, adopting(protocolId, [own(code, ownRule)]));
      const next = await nextDraftOf(stage, protocolId);
      const content = pressureContent(protocolCode, 180, { criteria: [pressureCriterion(code, 180, more)] });
      await publishes(stage.author, stage.second, { ...at(next), version: next.version }, content, dayFrom(1));
      const lapsed = async () => (await admin.get(getAdoption, { params: { id: protocolId } })).overrides.map((one) => one.lapsed);
      // what is to come is not adopted yet, and takes nothing of what holds today
      expect(await refusalOf(admin, adoptVersion, adopting(protocolId, [], 1, 2))).toBe('409 protocol.not_adoptable');
      expect(await lapsed()).toEqual([false]);
      stage.api.clock.advance(day);
      const after = await lapsed();
      const superseded = await refusalOf(admin, adoptVersion, adopting(protocolId, [], 1, 1));
      const anew = await refusalOf(admin, adoptVersion, adopting(protocolId, [own(code, ownRule)], 1, 2));
      stage.api.clock.advance(-day);
      expect(superseded).toBe('409 protocol.not_adoptable');
      return { after, anew };
    };
    const below260: Rule = { fact: 'sbp', op: '<', value: 260 };

    it('its rule goes on where that says the same', async () => {
      expect(await lapsedUnder({ label: { zh: '血压很高' } }, from(170))).toEqual({ after: [false], anew: 200 });
    });
    it.each<[string, Partial<Criterion>, Rule, number | string]>([
      ['the rule', { rule: from(175), testCases: [{ name: '达到', facts: { sbp: 175 }, expect: 'met' }] }, from(170), 200],
      ['the population', { population: below260 }, from(170), 200],
      ['the urgency', { urgency: 'immediate' }, from(170), 200],
      ['the urgency, so that a loosened rule can never hold', { urgency: 'immediate' }, from(190), '422 protocol.override_loosens'],
    ])('its rule lapses where that changes %s, and is adopted anew', async (_, more, ownRule, anew) => {
      expect(await lapsedUnder(more, ownRule)).toEqual({ after: [true], anew });
    });
  });
});

import {
  annotateVersion,
  createProtocol,
  discardVersion,
  draftVersion,
  getProtocol,
  getVersion,
  listProtocols,
  shareProtocol,
  signOffCriteria,
  writeVersion,
} from '@alliance/contracts/protocol.contract';
import { listAuditEvents } from '@alliance/contracts/audit.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import type { Person, TestApi } from '../testing/app.js';
import { refusalOf } from '../testing/person.story.js';
import {
  clearStage,
  setStage,
  type ProtocolStage,
  academic,
  at,
  freshCode,
  makeAlliance,
  pressureContent,
  pressureCriterion,
  starts,
  writes,
  draftOf,
  publishedOf,
  eventsOf,
} from '../testing/protocol.story.js';
import type { TestDatabase } from '../testing/services.js';
import type { World } from '../testing/world.js';

let stage: ProtocolStage;
let database: TestDatabase;
let world: World;
let api: TestApi;
let allianceId: string;
let author: Person;
let second: Person;

beforeAll(async () => {
  stage = await setStage();
  ({ database, world, api, allianceId, author, second } = stage);
});
afterAll(() => clearStage(stage));

describe('the lead hospital authors a protocol for its alliance', () => {
  it('as a draft that only its own academic team sees', async () => {
    const code = freshCode();
    const protocol = await starts(author, allianceId, code);
    expect(protocol).toMatchObject({
      code,
      allianceId,
      leadId: world.lead.id,
      common: false,
      mayAuthor: true,
      inForce: null,
      scheduled: null,
    });
    expect(protocol.working).toMatchObject({ number: 1, state: 'draft', authors: ['lead.author'] });
    expect(await second.get(getProtocol, { params: { id: protocol.id } })).toEqual(protocol);
    for (const who of [stage.countyDoctor, stage.outsider, await api.as('lead.doctor'), await api.as('office')]) {
      expect(await refusalOf(who, getProtocol, { params: { id: protocol.id } })).toBe('404 access.not_found');
      expect(await refusalOf(who, getVersion, { params: { id: protocol.id, n: '1' } })).toBe('404 access.not_found');
      expect((await who.get(listProtocols, { query: { allianceId } })).items.map(({ id }) => id)).not.toContain(protocol.id);
    }
    expect(await eventsOf(database, protocol.id)).toEqual([{ kind: 'protocol.drafted', recipients: [world.lead.id] }]);
  });

  it('nobody else may: another role, another hospital, an unknown alliance, a code that is taken', async () => {
    const ask = (more: object = {}) => ({ body: { allianceId, code: freshCode(), title: { zh: '规范' }, ...more } });
    expect(await refusalOf(stage.countyDoctor, createProtocol, ask())).toBe('403 access.denied');
    expect(await refusalOf(await api.as('office'), createProtocol, ask())).toBe('403 access.denied');
    const member = await academic(database, api, world, 'county.quality', 'quality_manager', 'county');
    expect(await refusalOf(member, createProtocol, ask())).toBe('403 protocol.not_lead');
    expect(await refusalOf(author, createProtocol, ask({ allianceId: newId() }))).toBe('404 access.not_found');
    const { code } = await starts(author, allianceId);
    expect(await refusalOf(author, createProtocol, ask({ code }))).toBe('409 protocol.code_taken');
    expect(await refusalOf(author, createProtocol, ask({ code, allianceId: await makeAlliance(database, world) }))).toBe(201);
  });

  it('and the auditor reads what was done to which protocol', async () => {
    const protocol = await starts(author, allianceId);
    const { items } = await (await api.as('auditor')).get(listAuditEvents, { query: { objectId: protocol.id } });
    expect(items.map(({ action, person, objectLabels }) => [action, person, objectLabels])).toEqual([
      ['protocol.drafted', 'lead.author', [protocol.title.zh]],
    ]);
  });

  it('once, however often the same request arrives', async () => {
    const sender = author.with({ 'idempotency-key': newId() });
    const body = { allianceId, code: freshCode(), title: { zh: '规范' } };
    const created = await sender.get(createProtocol, { body });
    expect(await sender.get(createProtocol, { body })).toEqual(created);
  });

  it('writes with a colleague: everybody who saved is an author, and what was read before is refused', async () => {
    const draft = await draftOf(stage);
    const params = at(draft);
    const content = pressureContent(draft.protocolCode, 170);
    const saved = await writes(second, { ...params, version: draft.version }, content);
    expect(saved.authors).toEqual(['lead.author', 'lead.second']);
    expect(saved.criteria[0]?.rule).toEqual({ fact: 'sbp', op: '>=', value: 170 });
    const stale = await author.ask(writeVersion, { params, body: { version: draft.version, content: content as never } });
    expect([stale.status, stale.problem.code, stale.problem.facts]).toEqual([409, 'record.stale', { version: saved.version }]);
  });

  it('a malformed rule is refused with its path and changes nothing', async () => {
    const draft = await draftOf(stage);
    const broken = pressureContent(draft.protocolCode, 180, {
      criteria: [pressureCriterion(`${draft.protocolCode}-U01`, 180, { rule: { all: [{ fact: 'sbp', op: '~', value: 1 } as never] } })],
    });
    const { status, problem } = await author.ask(writeVersion, {
      params: at(draft),
      body: { version: draft.version, content: broken as never },
    });
    expect([status, problem.code]).toEqual([400, 'request.invalid']);
    expect(problem.fields?.map(({ path }) => path)).toContain('content.criteria.0.rule.all.0.op');
    expect((await author.get(getVersion, { params: at(draft) })).version).toBe(draft.version);
  });

  it('throws a draft away with what hangs on it, and nothing else', async () => {
    const code = freshCode();
    const local = pressureCriterion(`${code}-U01`, 180, { grades: ['L'] });
    const written = await draftOf(stage, code, { criteria: [local] });
    const params = at(written);
    const signed = { version: written.version, codes: [local.code], signatory: '王主任', title: '主任医师' };
    const draft = await second.get(signOffCriteria, { params, body: signed });
    expect(await refusalOf(author, discardVersion, { params, body: { version: written.version } })).toBe('409 record.stale');
    const left = await author.get(discardVersion, { params, body: { version: draft.version } });
    expect([left.working, left.versions]).toEqual([null, []]);
    expect(await refusalOf(author, getVersion, { params })).toBe('404 access.not_found');
    const again = await author.get(draftVersion, { params: { id: left.id }, body: { version: left.version } });
    expect([again.number, again.criteria]).toEqual([1, []]);
    const published = await publishedOf(stage);
    expect(await refusalOf(author, discardVersion, { params: at(published), body: { version: published.version } })).toBe(
      '409 protocol.wrong_state',
    );
  });
});

describe('protocols of every alliance', () => {
  it('are made common by the office alone, and seen by the members of other alliances from then on', async () => {
    const { protocolId: id } = await publishedOf(stage);
    const elsewhere = await makeAlliance(database, world, [world.other.id]);
    const office = await api.as('office');
    const { version } = await office.get(getProtocol, { params: { id } });
    const body = { version, common: true };
    expect(await refusalOf(author, shareProtocol, { params: { id }, body })).toBe('403 access.denied');
    expect(await refusalOf(office, shareProtocol, { params: { id }, body: { ...body, version: version + 1 } })).toBe('409 record.stale');
    expect(await refusalOf(office, shareProtocol, { params: { id: newId() }, body })).toBe('404 access.not_found');
    expect(await refusalOf(stage.outsider, getProtocol, { params: { id } })).toBe('404 access.not_found');
    const unpublished = await starts(author, allianceId);
    expect(await refusalOf(office, shareProtocol, { params: { id: unpublished.id }, body: { version: 9, common: true } })).toBe(
      '404 access.not_found',
    );
    const shared = await office.get(shareProtocol, { params: { id }, body });
    expect(shared.common).toBe(true);
    expect(await refusalOf(stage.outsider, getProtocol, { params: { id } })).toBe(200);
    const listed = (await stage.outsider.get(listProtocols, { query: { allianceId: elsewhere, limit: 100 } })).items;
    expect(listed.map((one) => one.id)).toContain(id);
    expect((await eventsOf(database, id)).at(-1)).toMatchObject({
      kind: 'protocol.shared',
      recipients: expect.arrayContaining([world.other.id]),
    });
    const { number, version: read } = await author.get(getVersion, { params: { id, n: '1' } });
    await author.get(annotateVersion, { params: { id, n: String(number) }, body: { version: read, text: '复测后再判' } });
    expect((await eventsOf(database, id)).at(-1)).toMatchObject({
      kind: 'protocol.annotated',
      recipients: expect.arrayContaining([world.other.id]),
    });
    const noted = await office.get(getProtocol, { params: { id } });
    await office.get(shareProtocol, { params: { id }, body: { version: noted.version, common: false } });
    expect((await eventsOf(database, id)).at(-1)?.kind).toBe('protocol.unshared');
    expect(await refusalOf(stage.outsider, getProtocol, { params: { id } })).toBe('404 access.not_found');
  });
});

describe('lists', () => {
  it('come in pages, each protocol once', async () => {
    const mine = await makeAlliance(database, world);
    const codes = [];
    for (let i = 0; i < 5; i++) codes.push((await starts(author, mine)).code);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await author.get(listProtocols, { query: { allianceId: mine, limit: 2, ...(cursor && { cursor }) } });
      seen.push(...page.items.filter((one) => one.allianceId === mine).map(({ code }) => code));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(codes.toSorted());
  });
});

import * as contract from '@alliance/contracts/service-agreement.contract';
import type { Route } from '@alliance/contracts/route';
import { agreementClauses } from '@alliance/domain/service-agreement/service-agreement.codes';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { roundOf } from '../testing/escalation.story.js';
import { dayFrom } from '../testing/person.story.js';
import { makeAlliance } from '../testing/protocol.story.js';
import { agreementBody, agreementSlice, inForce, offered } from '../testing/service-agreement.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { ServiceAgreementWorkerModule } from './service-agreement.module.js';
import { ServiceAgreementReader } from './service-agreement.reader.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let county: Person;
let lead: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, agreementSlice);
  [county, lead] = [await api.as('county.admin'), await api.as('lead.admin')];
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const reader = new ServiceAgreementReader();
const covers = async (requesterId: string, providerId: string, kind: 'scheduled' | 'teaching' = 'scheduled', on = dayFrom()) =>
  (
    await api.app
      .get(Database)
      .read({ institutionId: requesterId, personId: newId(), role: 'doctor' }, (tx) =>
        reader.inForce(tx, { requesterId, providerId, kind, on }),
      )
  )?.id ?? null;
const eventsOf = async (id: string) =>
  (
    await database.owner.query<{ kind: string; recipients: string[]; data: object }>(
      'select kind, recipients, data from event where subject_id = $1 order by recorded_at, id',
      [id],
    )
  ).rows;
const codeOf = async (who: Person, route: Route, ask: object) => {
  const { status, problem } = await who.ask(route, ask as never);
  return status < 300 ? status : problem.code;
};
const at = <More extends object>({ id, version }: { id: string; version: number }, more?: More) => ({
  params: { id },
  body: { version, ...(more as More) },
});

describe('an agreement between two hospitals', () => {
  it('is written, offered, signed by the other side, covers what it says, and is ended', async () => {
    const draft = await county.get(contract.draftServiceAgreement, { body: agreementBody(world) });
    expect(draft).toMatchObject({
      state: 'draft',
      standing: 'draft',
      lacks: [],
      actions: ['edit', 'offer'],
      planWithinHours: 48,
      feedbackWithinDays: 14,
    });
    expect(await codeOf(lead, contract.getServiceAgreement, { params: { id: draft.id } })).toBe('access.not_found');

    const offer = await county.get(contract.offerServiceAgreement, at(draft));
    expect([offer.state, offer.actions, offer.signers.map(({ by }) => by)]).toEqual([
      'offered',
      ['sendBack'],
      [null, 'person county.admin'],
    ]);
    expect(await covers(world.county.id, world.lead.id)).toBeNull();

    const seen = await lead.get(contract.getServiceAgreement, { params: { id: draft.id } });
    expect([seen.awaitsMe, seen.actions]).toEqual([true, ['sign', 'sendBack']]);
    const signed = await lead.get(contract.signServiceAgreement, at(seen));
    expect(signed).toMatchObject({ state: 'in_force', standing: 'in_force', awaitsMe: false, actions: ['end'] });
    expect(signed.signers.every(({ signedAt }) => signedAt)).toBe(true);
    expect(await covers(world.county.id, world.lead.id)).toBe(draft.id);

    const ended = await county.get(contract.endServiceAgreement, at(signed, { lastDay: dayFrom(), reason: '改由省级医院承担' }));
    expect(ended).toMatchObject({ standing: 'ending', validUntil: dayFrom(), ended: { reason: '改由省级医院承担' }, actions: [] });
    expect(await covers(world.county.id, world.lead.id)).toBe(draft.id);
    expect(await covers(world.county.id, world.lead.id, 'scheduled', dayFrom(1))).toBeNull();

    const events = await eventsOf(draft.id);
    expect(events.map(({ kind }) => kind.slice('service_agreement.'.length))).toEqual(['drafted', 'offered', 'came_in_force', 'ended']);
    expect([...(events[2]?.recipients ?? [])].sort()).toEqual([world.lead.id, world.county.id, world.office.id].sort());
    expect(JSON.stringify(events)).not.toMatch(/省级医院|约定/);
    const audit = await database.owner.query(`select 1 from audit_entry where object_kind = 'service_agreement' and $1 = any(object_ids)`, [
      draft.id,
    ]);
    expect(audit.rows).toHaveLength(4);
  });

  it('is sent back with a reason, and then nobody has signed it', async () => {
    const offer = await offered(county, world);
    const back = await lead.get(contract.sendBackServiceAgreement, at(offer, { reason: '责任分担需修改' }));
    expect(back).toMatchObject({ state: 'draft', sentBackReason: '责任分担需修改', actions: [] });
    const { id: _, ...written } = agreementBody(world, { liability: '按责任比例承担' });
    const rewritten = await county.get(contract.saveServiceAgreement, at(back, written));
    expect(rewritten.signers.map(({ signedAt }) => signedAt)).toEqual([null, null]);
    const again = await county.get(contract.offerServiceAgreement, at(rewritten));
    expect([again.state, again.sentBackReason]).toEqual(['offered', null]);
    expect((await lead.get(contract.signServiceAgreement, at(again))).state).toBe('in_force');
  });

  it.each([...agreementClauses, 'kinds', 'validUntil'])('is not offered without %s', async (part) => {
    const body = agreementBody(world, { [part]: part === 'kinds' ? [] : null });
    const draft = await county.get(contract.draftServiceAgreement, { body });
    const { problem } = await county.ask(contract.offerServiceAgreement, at(draft));
    expect(problem).toMatchObject({ code: 'service_agreement.incomplete', facts: { fields: [part] } });
  });

  it('what was signed stays, even for who could write the table', async () => {
    const { id } = await inForce(county, lead, world);
    await expect(database.owner.query(`update service_agreement set liability = 'x' where id = $1`, [id])).rejects.toThrow(
      /stays as it was signed/,
    );
  });
});

describe('what it covers', () => {
  it('the kinds and days it says, in the direction it says, and the hospitals that signed', async () => {
    const { id } = await inForce(county, lead, world, { validUntil: dayFrom(10) });
    await database.owner.query(
      `update service_agreement set state = 'ended', ended_on = $2, ended_reason = 'x' where id <> $1 and state in ('in_force', 'ended')`,
      [id, dayFrom(-1)],
    );
    expect(await covers(world.county.id, world.lead.id)).toBe(id);
    expect(await covers(world.county.id, world.lead.id, 'teaching')).toBeNull();
    expect(await covers(world.lead.id, world.county.id)).toBeNull();
    expect(await covers(world.county.id, world.other.id)).toBeNull();
    expect(await covers(world.county.id, world.county.id)).toBeNull();
    expect(await covers(world.county.id, world.lead.id, 'scheduled', dayFrom(11))).toBeNull();
    await database.owner.query(`update institution set flags = '{outside_mainland}' where id = $1`, [world.lead.id]);
    expect(await covers(world.county.id, world.lead.id)).toBeNull();
    await database.owner.query(`update institution set flags = '{}' where id = $1`, [world.lead.id]);
  });

  it('of an alliance: every member whose membership is in force, with the lead’s signature alone', async () => {
    const allianceId = await makeAlliance(database, world);
    const wide = { reach: 'alliance', requesterId: null, allianceId, kinds: ['teaching'] };
    const draft = await lead.get(contract.draftServiceAgreement, { body: agreementBody(world, wide) });
    const { id, state } = await lead.get(contract.offerServiceAgreement, at(draft));
    expect(state).toBe('in_force');
    expect(await covers(world.township.id, world.lead.id, 'teaching')).toBe(id);
    expect(await covers(world.other.id, world.lead.id, 'teaching')).toBeNull();
    const township = (set: string) =>
      database.owner.query(`update membership set ${set} where alliance_id = $1 and institution_id = $2`, [allianceId, world.township.id]);
    await township('suspended_at = now()');
    expect(await covers(world.township.id, world.lead.id, 'teaching')).toBeNull();
    await township('suspended_at = null, agreement = null');
    expect(await covers(world.township.id, world.lead.id, 'teaching')).toBeNull();
    await township(`agreement = '协', valid = '[2020-01-01,2021-01-01)'`);
    expect(await covers(world.township.id, world.lead.id, 'teaching')).toBeNull();
  });
});

describe('what is refused', () => {
  it('to a third hospital, to who does not administer, to who has signed', async () => {
    await database.owner.query(`update appointment set role = 'member_administrator' where id = $1`, [
      world.appointments['other.coordinator'],
    ]);
    const stranger = await api.as('other.coordinator');
    const offer = await offered(county, world);
    expect(await codeOf(stranger, contract.getServiceAgreement, { params: { id: offer.id } })).toBe('access.not_found');
    expect((await stranger.get(contract.listServiceAgreements, { query: {} })).items).toEqual([]);
    const acts: [Route, object][] = [
      [contract.signServiceAgreement, {}],
      [contract.sendBackServiceAgreement, { reason: '不同意' }],
      [contract.endServiceAgreement, { lastDay: dayFrom(), reason: '不同意' }],
    ];
    for (const [route, body] of acts) {
      expect([route.path, await codeOf(stranger, route, at(offer, body))]).toEqual([route.path, 'access.not_found']);
      for (const who of ['lead.doctor', 'lead.coordinator', 'auditor'])
        expect([route.path, await codeOf(await api.as(who), route, at(offer, body))]).toEqual([route.path, 'access.denied']);
    }
    expect(await codeOf(await api.as('office'), contract.signServiceAgreement, at(offer))).toBe('service_agreement.not_your_action');
    expect(await codeOf(county, contract.signServiceAgreement, at(offer))).toBe('service_agreement.not_your_action');
    expect(await codeOf(lead, contract.endServiceAgreement, at(offer, { lastDay: dayFrom(), reason: 'x' }))).toBe(
      'service_agreement.wrong_state',
    );
    expect(await codeOf(lead, contract.signServiceAgreement, at({ ...offer, version: 1 }))).toBe('record.stale');
    const office = await (await api.as('office')).get(contract.getServiceAgreement, { params: { id: offer.id } });
    expect(office.actions).toEqual([]);
  });

  it.each([
    ['a hospital with itself', () => ({ providerId: world.county.id }), 'service_agreement.same_institution'],
    ['two others', () => ({ requesterId: world.township.id }), 'service_agreement.not_your_action'],
    ['a hospital nobody knows', () => ({ providerId: newId() }), 'access.not_found'],
    ['a direct one without requester', () => ({ requesterId: null }), 'request.invalid'],
    ['an end before the beginning', () => ({ validUntil: dayFrom(-1) }), 'request.invalid'],
  ])('%s', async (_, more, code) => {
    expect(await codeOf(county, contract.draftServiceAgreement, { body: agreementBody(world, more()) })).toBe(code);
  });

  it('a party outside the mainland, and a last day that is past', async () => {
    await database.owner.query(`update institution set province = '香港特别行政区' where id = $1`, [world.lead.id]);
    expect(await codeOf(county, contract.draftServiceAgreement, { body: agreementBody(world) })).toBe('service_agreement.cross_border');
    await database.owner.query(`update institution set province = null where id = $1`, [world.lead.id]);
    const signed = await inForce(county, lead, world);
    for (const lastDay of [dayFrom(-1), dayFrom(366)])
      expect(await codeOf(lead, contract.endServiceAgreement, at(signed, { lastDay, reason: 'x' }))).toBe('service_agreement.date_invalid');
  });
});

describe('lists and clocks', () => {
  it('lists what waits for me first, page by page, and what holds with another hospital', async () => {
    await offered(county, world, { title: '待签' });
    const all = (await lead.get(contract.listServiceAgreements, { query: { limit: 100 } })).items;
    expect(all[0]?.awaitsMe).toBe(true);
    const paged: string[] = [];
    for (let cursor: string | undefined; ;) {
      const { items, nextCursor } = await lead.get(contract.listServiceAgreements, { query: { limit: 3, ...(cursor && { cursor }) } });
      paged.push(...items.map(({ id }) => id));
      if (!nextCursor) break;
      cursor = nextCursor;
    }
    expect(paged).toEqual(all.map(({ id }) => id));
    const holding = (await county.get(contract.listServiceAgreements, { query: { withId: world.lead.id, kind: 'scheduled' } })).items;
    expect(holding.length).toBeGreaterThan(0);
    expect(holding.every(({ standing }) => ['in_force', 'expiring', 'ending'].includes(standing))).toBe(true);
  });

  it('thirty days before its end both sides are told, once', async () => {
    const worker = await startWorker(database, [ServiceAgreementWorkerModule]);
    const [soon, later] = [await inForce(county, lead, world, { validUntil: dayFrom(20) }), await inForce(county, lead, world)];
    expect(soon.standing).toBe('expiring');
    await roundOf(worker);
    await roundOf(worker);
    const told = async (id: string) =>
      (await eventsOf(id)).filter(({ kind }) => kind === 'service_agreement.expiring').map(({ recipients }) => recipients.length);
    expect(await told(soon.id)).toEqual([3]);
    expect(await told(later.id)).toEqual([]);
    await worker.close();
  });
});

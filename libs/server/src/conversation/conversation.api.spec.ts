import { attachFile } from '@alliance/contracts/attachment.contract';
import * as conversation from '@alliance/contracts/conversation.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import { referralTimeline, type ReferralView } from '@alliance/contracts/referral.contract';
import { routesOf, type Route } from '@alliance/contracts/route';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { agreed, invited, membershipSlice, officeOpens } from '../testing/membership.story.js';
import { sees, step } from '../testing/referral-steps.js';
import { doctorDrafts, doctorSubmits, referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { ConversationModule } from './conversation.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let colleague: Person;
let coordinator: Person;
let physician: Person;
let township: Person;
let other: Person;
let allianceId: string;
let sent: ReferralView;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, {
    features: [...membershipSlice.features, ...referralSlice.features, ConversationModule],
    contracts: [...membershipSlice.contracts, ...referralSlice.contracts, conversation],
  });
  [doctor, colleague, coordinator, physician, township, other] = (await Promise.all(
    ['county.doctor', 'county.coordinator', 'lead.coordinator', 'lead.doctor', 'township.doctor', 'other.doctor'].map((name) =>
      api.as(name),
    ),
  )) as [Person, Person, Person, Person, Person, Person];
  await database.owner.query(`update person set pinyin = 'wang jian', initials = 'wj', name = '王建' where name = 'person lead.doctor'`);
  const office = await api.as('office');
  const opened = await officeOpens(office, world);
  const withTownship = await agreed(office, await invited(office, opened, world.township.id), world.township.id);
  allianceId = (await agreed(office, await invited(office, withTownship, world.other.id), world.other.id)).id;
});
beforeEach(async () => {
  sent = await doctorSubmits(doctor, world, { allianceId, consentScope: 'alliance' });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

type Body = { text?: string; mentions?: string[]; replyTo?: string; attachmentIds?: string[]; id?: string };
const written = ({ id = randomUUIDv7(), text = '几点到？', ...more }: Body = {}) => ({ id, text, ...more });
const write = (who: Person, body: Body = {}, referral = sent) =>
  who.get(conversation.sendMessage, { params: { id: referral.id }, body: written(body) });
const refusedWriting = async (who: Person, body: Body = {}, referral = sent) =>
  (await who.ask(conversation.sendMessage, { params: { id: referral.id }, body: written(body) })).problem.code;
const list = (who: Person, query: object = {}, referral = sent) =>
  who.get(conversation.listMessages, { params: { id: referral.id }, query: query as never });
const texts = async (who: Person, query: object = {}, referral = sent) => (await list(who, query, referral)).items.map(({ text }) => text);
const status = async (who: Person, referral = sent) =>
  (await who.ask(conversation.listMessages, { params: { id: referral.id }, query: {} })).status;
const read = (who: Person, upTo: number, referral = sent) =>
  who.get(conversation.readMessages, { params: { id: referral.id }, body: { upTo } });
const counts = async (who: Person, ...ids: string[]) =>
  (await who.get(conversation.countMessages, { query: { referralIds: ids.join(',') } })).items;

describe('the two sides', () => {
  it('write to each other and read all of it, in order, with who wrote it', async () => {
    await write(doctor, { text: '病人 14 点出发' });
    await write(coordinator, { text: '好的，走急诊通道' });
    await write(physician, { text: '请带造影光盘' });
    const seen = await list(colleague);
    expect(seen).toMatchObject({ earlier: false, later: false, standing: 'open', writableUntil: null, readUpTo: 0 });
    expect(seen.items.map(({ position, text, by, institution, mine }) => [position, text, by, institution.name, mine])).toEqual([
      [1, '病人 14 点出发', 'person county.doctor', 'county hospital', false],
      [2, '好的，走急诊通道', 'person lead.coordinator', 'lead hospital', false],
      [3, '请带造影光盘', '王建', 'lead hospital', false],
    ]);
    expect((await list(doctor)).items.map(({ mine }) => mine)).toEqual([true, false, false]);
  });

  it('read it page by page: the newest first, what came before, what came after', async () => {
    for (let n = 1; n <= 5; n++) await write(doctor, { text: `${n}` });
    expect(await list(coordinator, { limit: 2 })).toMatchObject({ earlier: true, later: false, items: [{ text: '4' }, { text: '5' }] });
    expect(await list(coordinator, { limit: 2, before: 4 })).toMatchObject({ earlier: true, items: [{ text: '2' }, { text: '3' }] });
    expect(await list(coordinator, { limit: 2, before: 2 })).toMatchObject({ earlier: false, items: [{ text: '1' }] });
    expect(await list(coordinator, { limit: 3, after: 1 })).toMatchObject({
      later: true,
      items: [{ text: '2' }, { text: '3' }, { text: '4' }],
    });
    expect(await texts(coordinator, { after: 5 })).toEqual([]);
  });

  it('write at the same time, and no message is lost or has another’s place', async () => {
    const bodies = Array.from({ length: 20 }, (_, n) => ({ text: `${n}` }));
    await Promise.all(bodies.map((body, n) => write(n % 2 ? doctor : coordinator, body)));
    const { items } = await list(physician, { limit: 100 });
    expect(items.map(({ position }) => position)).toEqual(bodies.map((_, n) => n + 1));
    expect(new Set(items.map(({ text }) => text)).size).toBe(20);
  });

  it('send again after the line broke, and it is written once', async () => {
    const body = written({ text: '血压 90/60' });
    const send = (who: Person, more: object = {}) =>
      who.ask(conversation.sendMessage, { params: { id: sent.id }, body: { ...body, ...more } });
    const [first, second] = [await send(doctor), await send(doctor)];
    expect([first.status, second.status, second.answer]).toEqual([201, 201, first.answer]);
    expect(await texts(doctor)).toEqual(['血压 90/60']);
    const elsewhere = await doctorSubmits(doctor, world);
    const codes = [await send(doctor, { text: '别的' }), await send(coordinator)].map(({ problem }) => problem.code);
    expect([...codes, await refusedWriting(doctor, body, elsewhere)]).toEqual(Array(3).fill('request.key_reused'));
  });

  it('answer a message and enclose documents of the case, and only of this case', async () => {
    const pdf = () => new File(['%PDF-1.4\n%%EOF'], '造影.pdf', { type: 'application/pdf' });
    const { id: attachmentId } = await doctor.get(attachFile, { params: { id: sent.id }, body: { file: pdf() } });
    const asked = await write(coordinator, { text: '造影结果？' });
    expect(await write(doctor, { text: '附上', replyTo: asked.id, attachmentIds: [attachmentId] })).toMatchObject({
      replyTo: asked.id,
      attachmentIds: [attachmentId],
    });
    const elsewhere = await doctorSubmits(doctor, world);
    const ask = { params: { id: elsewhere.id }, body: written({ replyTo: asked.id, attachmentIds: [attachmentId] }) };
    expect((await doctor.ask(conversation.sendMessage, ask)).problem).toMatchObject({
      code: 'request.invalid',
      facts: { fields: ['attachmentIds', 'replyTo'] },
    });
  });

  it('leave no word of it in the timeline or in any event', async () => {
    await write(doctor, { text: '独有的一句话', mentions: [world.appointments['lead.doctor'] as string] });
    const { items } = await doctor.get(referralTimeline, { params: { id: sent.id } });
    expect(items.map(({ kind }) => kind)).toEqual(
      ['referral.drafted', 'referral.submitted'].filter((kind) => items.some((e) => e.kind === kind)),
    );
    const { rows } = await database.owner.query<{ found: number }>(
      `select count(*)::int as found from event where data::text like '%独有的%'`,
    );
    expect(rows).toEqual([{ found: 0 }]);
  });
});

describe('reading', () => {
  it('is known to both sides, per person and message, with the time of the first look', async () => {
    await write(doctor, { text: '一' });
    await read(coordinator, 1);
    await write(doctor, { text: '二' });
    await read(physician, 2);
    const { items } = await list(doctor);
    expect(items.map(({ readBy }) => readBy.map(({ by, institution }) => `${by} ${institution}`))).toEqual([
      ['person lead.coordinator lead hospital', '王建 lead hospital'],
      ['王建 lead hospital'],
    ]);
    const first = items[0]?.readBy[0]?.at;
    await read(coordinator, 2);
    expect((await list(doctor)).items[0]?.readBy[0]?.at).toBe(first);
  });

  it('counts what is new to me, and says when I am called', async () => {
    const quiet = await doctorSubmits(doctor, world);
    await write(doctor, { text: '一' });
    await write(doctor, { text: '二', mentions: [world.appointments['lead.doctor'] as string] });
    expect(await counts(physician, sent.id, quiet.id)).toEqual([{ referralId: sent.id, unread: 2, mentioned: true }]);
    expect(await counts(coordinator, sent.id)).toEqual([{ referralId: sent.id, unread: 2, mentioned: false }]);
    expect(await counts(doctor, sent.id)).toEqual([]);
    expect(await counts(other, sent.id)).toEqual([]);
    expect(await read(physician, 99)).toEqual({ readUpTo: 2 });
    expect(await read(physician, 1)).toEqual({ readUpTo: 2 });
    expect(await counts(physician, sent.id)).toEqual([]);
    expect((await list(physician)).readUpTo).toBe(2);
  });
});

describe('withdrawing', () => {
  const withdraw = (who: Person, id: string) => who.ask(conversation.withdrawMessage, { params: { id } });

  it('takes the words back within two minutes; that something was written stays', async () => {
    const { id } = await write(doctor, { text: '写错了病人', mentions: [world.appointments['lead.doctor'] as string] });
    expect((await withdraw(doctor, id)).answer).toMatchObject({ text: null, withdrawableUntil: null, mentions: [] });
    expect((await list(coordinator)).items).toMatchObject([{ id, position: 1, text: null, by: 'person county.doctor' }]);
    expect((await list(coordinator)).items[0]?.withdrawnAt).not.toBeNull();
    expect(await counts(physician, sent.id)).toEqual([]);
    expect((await withdraw(doctor, id)).status).toBe(200);
  });

  it('is nobody else’s', async () => {
    const { id } = await write(doctor);
    for (const who of [colleague, coordinator, other]) expect((await withdraw(who, id)).status).toBe(404);
  });
});

describe('calling somebody in', () => {
  const found = async (who: Person, search = '') =>
    (await who.get(conversation.findMentionable, { params: { id: sent.id }, query: { search } })).items.map(
      ({ name, institution, onDuty }) => [name, institution.name, onDuty],
    );

  it('finds those who treat at both hospitals, by name, pinyin and initials, and says who is on duty', async () => {
    for (const search of ['王', 'wang', 'WJ']) expect(await found(doctor, search)).toEqual([['王建', 'lead hospital', false]]);
    await database.owner.query(
      `insert into on_call_shift (id, institution_id, person_id, phone, during)
       select gen_random_uuid(), $1, id, '0990', tstzrange(now() - interval '1 hour', now() + interval '1 hour') from person where name = '王建'`,
      [world.lead.id],
    );
    const [first, ...rest] = await found(doctor);
    expect(first).toEqual(['王建', 'lead hospital', true]);
    expect(rest.toSorted()).toEqual([
      ['person county.coordinator', 'county hospital', false],
      ['person lead.coordinator', 'lead hospital', false],
    ]);
    expect(await found(doctor, 'nobody')).toEqual([]);
  });

  it('names nobody of a third hospital, and nobody who left', async () => {
    const ids = (name: string) => [world.appointments[name] as string];
    expect(await refusedWriting(doctor, { mentions: ids('other.doctor') })).toBe('request.invalid');
    expect(await refusedWriting(doctor, { mentions: ids('lead.admin') })).toBe('request.invalid');
    expect(await texts(doctor)).toEqual([]);
    const message = await write(doctor, { mentions: ids('lead.doctor') });
    expect(message.mentions).toEqual([{ appointmentId: world.appointments['lead.doctor'], name: '王建', me: false }]);
    expect((await list(physician)).items[0]?.mentions[0]?.me).toBe(true);
  });
});

describe('nobody else', () => {
  const bodies: Record<string, object> = { messages: written(), read: { upTo: 1 } };
  const withId = routesOf(conversation).filter(({ path }) => path.includes(':id'));

  it.each(withId.map((route): [string, Route] => [`${route.method} ${route.path}`, route]))('gets 404 from %s', async (_, route) => {
    const { id } = await write(doctor);
    const body = route.method === 'POST' ? bodies[route.path.split('/').at(-1) ?? ''] : undefined;
    const ask = {
      params: { id: route.path.startsWith('/messages') ? id : sent.id },
      ...(body && { body }),
      ...(route.query && { query: {} }),
    };
    for (const who of [other, township]) expect((await who.ask(route, ask as never)).status).toBe(404);
  });

  it('without a role that treats: an administrator of the same house is refused', async () => {
    expect((await (await api.as('lead.admin')).ask(conversation.listMessages, { params: { id: sent.id }, query: {} })).status).toBe(403);
  });

  it('reads a case it only reviews: the reviewer of an appeal sees the case and its questions, not what its sides say', async () => {
    await write(doctor, { text: '之前' });
    const returned = await step(coordinator, act.returnReferral, sent, { reason: 'other', advice: '无床' });
    await step(doctor, ending.appealReferral, returned, { reviewerInstitutionId: world.other.id, explanation: '有床' });
    expect([await sees(other, sent.id), await status(other)]).toEqual([200, 404]);
    expect(await refusedWriting(other)).toBe('referral.not_found');
    expect((await other.ask(conversation.listQuestions, { params: { id: sent.id } })).status).toBe(200);
  });
});

describe('where the patient goes elsewhere', () => {
  it('a former receiver reads what was written to it and nothing newer, and writes no more', async () => {
    await write(doctor, { text: '给第一家' });
    await write(coordinator, { text: '收不下' });
    const place = {
      receiverId: world.township.id,
      receiverDepartmentId: world.township.departmentId,
      reason: 'other',
      explanation: '就近',
    };
    await step(coordinator, act.redirectReferral, sent, place);
    await write(township, { text: '给第二家' });
    const former = await list(coordinator);
    expect([former.items.map(({ text }) => text), former.standing]).toEqual([['给第一家', '收不下'], 'reads_only']);
    expect(await refusedWriting(coordinator)).toBe('referral.not_your_action');
    expect(await read(coordinator, 2)).toEqual({ readUpTo: 0 });
    expect(await counts(coordinator, sent.id)).toEqual([]);
    const search = { params: { id: sent.id }, query: { search: '' } };
    expect((await coordinator.get(conversation.findMentionable, search)).items).toEqual([]);
    for (const who of [doctor, township]) expect(await texts(who)).toEqual(['给第一家', '收不下', '给第二家']);
  });
});

// last: the clock only goes forth
describe('in time', () => {
  it('nothing before it was sent', async () => {
    const draft = await doctorDrafts(doctor, world);
    expect(await list(doctor, {}, draft)).toMatchObject({ items: [], standing: 'not_sent' });
    expect(await refusedWriting(doctor, {}, draft)).toBe('referral.wrong_state');
    expect(await status(coordinator, draft)).toBe(404);
  });

  it('nothing for anybody once it was voided', async () => {
    await write(doctor);
    await step(doctor, ending.enterInError, sent, { reason: 'wrong_patient', explanation: '选错' });
    for (const who of [doctor, coordinator]) expect([await status(who), await refusedWriting(who)]).toEqual([404, 'referral.not_found']);
  });

  it('two minutes to withdraw a message, and no more', async () => {
    const { id, withdrawableUntil } = await write(doctor);
    expect(withdrawableUntil).not.toBeNull();
    api.clock.advance(121);
    expect((await doctor.ask(conversation.withdrawMessage, { params: { id } })).problem.code).toBe('message.withdraw_over');
    expect((await list(doctor)).items[0]).toMatchObject({ text: '几点到？', withdrawableUntil: null });
  });

  it('thirty days for questions after the end, then reading only', async () => {
    await write(doctor);
    await step(doctor, ending.cancelReferral, sent, { reason: 'other' });
    const over = await list(coordinator);
    expect(over.standing).toBe('aftercare');
    expect(Math.round((Date.parse(over.writableUntil ?? '') - Date.now()) / 86_400_000)).toBe(30);
    await write(coordinator, { text: '出院后用药？' });
    api.clock.advance(30 * 86_400 + 60);
    const [again, back] = [await api.as('lead.coordinator'), await api.as('county.doctor')];
    expect(await list(again)).toMatchObject({ standing: 'over', items: [{ text: '几点到？' }, { text: '出院后用药？' }] });
    expect(await refusedWriting(back)).toBe('message.conversation_over');
  });
});
